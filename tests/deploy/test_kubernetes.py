"""deploy/kubernetes against the schemas of Kubernetes, and what its pod security standard calls restricted."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from huuva_backend.platform.settings import PREFIX, Settings
from tests.server import ROOT

KUBERNETES = ROOT / "deploy" / "kubernetes"
KUBECTL = shutil.which("kubectl")
WORKLOADS = {"Deployment", "Job"}

Manifest = dict[str, Any]


def manifests(directory: Path) -> list[Manifest]:
    return [
        document
        for file in sorted(directory.glob("*.yaml"))
        if file.name != "kustomization.yaml"
        for document in yaml.safe_load_all(file.read_text())
    ]


BASE = manifests(KUBERNETES / "base")
PODS = {
    each["metadata"]["name"]: each["spec"]["template"]["spec"]
    for each in BASE
    if each["kind"] in WORKLOADS
}


def valid(manifest: Manifest) -> None:
    validate = pytest.importorskip("kubernetes_validate")
    validate.validate(manifest, "1.32", strict=True)


@pytest.mark.parametrize(
    "manifest", BASE, ids=lambda each: f"{each['kind']}-{each['metadata']['name']}"
)
def test_each_manifest_is_one_of_kubernetes(manifest: Manifest) -> None:
    valid(manifest)


@pytest.mark.skipif(
    KUBECTL is None, reason="no kubectl is installed, whose kustomize builds overlays"
)
@pytest.mark.parametrize("overlay", ["single", "production"])
def test_an_overlay_is_built_of_manifests_of_kubernetes(overlay: str) -> None:
    assert KUBECTL is not None
    built = subprocess.run(
        [KUBECTL, "kustomize", str(KUBERNETES / "overlays" / overlay)],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    documents = list(yaml.safe_load_all(built.stdout))
    for manifest in documents:
        valid(manifest)

    assert "deprecated" not in built.stderr
    assert {each["metadata"]["namespace"] for each in documents} == {"huuva"}
    (api,) = (
        d for d in documents if d["metadata"]["name"] == "huuva-api" and d["kind"] == "Deployment"
    )
    assert api["spec"].get("replicas") == {"single": 1, "production": None}[overlay]


def test_pods_are_restricted() -> None:
    assert PODS.keys() == {"huuva-api", "huuva-worker", "huuva-migration"}
    for pod in PODS.values():
        (container,) = pod["containers"]
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        assert container["securityContext"] == {
            "allowPrivilegeEscalation": False,
            "readOnlyRootFilesystem": True,
            "capabilities": {"drop": ["ALL"]},
        }
        assert container["resources"]["requests"].keys() == {"cpu", "memory"}
        assert "memory" in container["resources"]["limits"]


def test_no_secret_is_kept_here() -> None:
    assert "Secret" not in {each["kind"] for each in BASE}
    for pod in PODS.values():
        for variable in pod["containers"][0]["env"]:
            secret = any(word in variable["name"] for word in ("URL", "KEY"))
            assert ("valueFrom" in variable) is secret


def test_settings_are_those_that_there_are() -> None:
    (settings,) = (each["data"] for each in BASE if each["kind"] == "ConfigMap")
    names = {variable["name"] for pod in PODS.values() for variable in pod["containers"][0]["env"]}

    for name in names | settings.keys():
        assert name.removeprefix(PREFIX).lower() in Settings.model_fields


def test_each_role_is_used_for_what_it_is_for() -> None:
    keys = {
        name: {
            variable["valueFrom"]["secretKeyRef"]["key"]
            for variable in pod["containers"][0]["env"]
            if "valueFrom" in variable
        }
        for name, pod in PODS.items()
    }

    assert keys == {
        "huuva-api": {"app", "measures", "key"},
        "huuva-worker": {"app", "measures", "key"},
        "huuva-migration": {"owner"},
    }


def test_a_pod_has_the_time_that_the_server_takes_to_leave() -> None:
    (settings,) = (each["data"] for each in BASE if each["kind"] == "ConfigMap")
    drain = int(settings["HUUVA_BACKEND_DRAIN_SECONDS"])
    grace = int(settings["HUUVA_BACKEND_SHUTDOWN_GRACE_SECONDS"])
    readiness = PODS["huuva-api"]["containers"][0]["readinessProbe"]

    for name in ("huuva-api", "huuva-worker"):
        assert PODS[name]["terminationGracePeriodSeconds"] > drain + grace + 3
    assert readiness["periodSeconds"] * readiness["failureThreshold"] < drain
    assert readiness["httpGet"]["path"] == "/readyz"
    assert PODS["huuva-api"]["containers"][0]["livenessProbe"]["httpGet"]["path"] == "/livez"


def test_the_autoscaler_stays_below_the_connections_of_the_role() -> None:
    (scaler,) = manifests(KUBERNETES / "overlays" / "production")
    defaults = Settings(_env_file=None)
    each = defaults.pool_size + defaults.read_pool_size + 5

    assert scaler["spec"]["maxReplicas"] * each <= 60
    assert (
        "huuva_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE CONNECTION LIMIT 60"
        in (ROOT / "deploy/roles.sql").read_text()
    )
