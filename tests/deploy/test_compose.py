"""What compose gives each process of ours: the same settings, the role that it needs, and nothing to escape with."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from huuva_backend.platform.settings import PREFIX, SAMPLE_PASSWORDS, Settings
from tests.deploy.deployed import compose

ROOT = Path(__file__).parents[2]
OURS = ("migrator", "api", "worker")
LOOPING = ("api", "worker")
WHERE = {"HUUVA_BACKEND_DATABASE_URL", "HUUVA_BACKEND_READ_DATABASE_URL"}
FILES = ("docker-compose.yml", "deploy/docker-compose.dev.yml")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = compose()["services"]
    return found


def passwords_of(service: dict[str, Any]) -> set[str]:
    return set(re.findall(r"\$\{(\w+_PASSWORD)\b", json.dumps(service)))


def test_every_process_has_the_same_settings_and_all_are_known(services: dict[str, Any]) -> None:
    environments = [services[name]["environment"] for name in OURS]
    first, *others = ({k: v for k, v in each.items() if k not in WHERE} for each in environments)

    assert all(other == first for other in others)
    names = {name.removeprefix(PREFIX).lower() for each in environments for name in each}
    assert names <= Settings.model_fields.keys()
    assert {"webhook_key", "webhook_allowed_hosts", "worker"} <= names


def test_the_key_of_webhooks_survives_the_containers_that_share_it(
    services: dict[str, Any],
) -> None:
    """Where no WEBHOOK_KEY is set it is a file in the directory of data: that must be on a volume."""
    assert "HUUVA_BACKEND_DATA_DIR=/var/lib/huuva\n" in (ROOT / "Dockerfile").read_text()
    for name in LOOPING:
        assert "state:/var/lib/huuva" in services[name]["volumes"]


def test_each_is_told_the_passwords_of_its_own_roles_only(services: dict[str, Any]) -> None:
    assert {name: passwords for name, each in services.items() if (passwords := passwords_of(each))} == {
        "database": {"POSTGRES_PASSWORD"},
        "roles": {"POSTGRES_PASSWORD", "OWNER_PASSWORD", "APP_PASSWORD", "MEASURES_PASSWORD"},
        "migrator": {"OWNER_PASSWORD"},
        "api": {"APP_PASSWORD", "MEASURES_PASSWORD"},
        "worker": {"APP_PASSWORD", "MEASURES_PASSWORD"},
    }  # fmt: skip
    assert "//huuva_owner:" in services["migrator"]["environment"]["HUUVA_BACKEND_DATABASE_URL"]
    for name in LOOPING:
        urls = [services[name]["environment"][each] for each in sorted(WHERE)]
        assert ["//huuva_app:" in urls[0], "//huuva_measures:" in urls[1]] == [True, True]


@pytest.mark.parametrize("name", FILES)
def test_without_a_password_nothing_starts_and_compose_says_which(name: str) -> None:
    """`${X:?…}` is what makes compose refuse where X is empty or missing."""
    text = (ROOT / name).read_text()
    asked = re.findall(r"\$\{\w*_PASSWORD\b([^}]*)\}", text)

    assert set(asked) == {":?must be set in .env, see docker-compose.yml"}
    for sample in SAMPLE_PASSWORDS:
        assert f":{sample}@" not in text
        assert f"PASSWORD: {sample}" not in text


def test_it_runs_as_in_production_unless_told_otherwise(services: dict[str, Any]) -> None:
    environment = services["api"]["environment"]["HUUVA_BACKEND_ENVIRONMENT"]

    assert environment == "${HUUVA_BACKEND_ENVIRONMENT:-prod}"


def test_nothing_can_write_but_where_it_must_nor_gain_privileges(services: dict[str, Any]) -> None:
    added = {name: each.get("cap_add", []) for name, each in services.items()}

    for each in services.values():
        assert each["read_only"] is True
        assert each["cap_drop"] == ["ALL"]
        assert each["security_opt"] == ["no-new-privileges:true"]
        assert each["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
        assert not any(path.endswith("docker.sock") for path in each.get("volumes", []))
    assert {name for name, capabilities in added.items() if capabilities} == {"database", "caddy"}
    assert re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(), re.M)[-1] == "10001"


def test_each_that_stays_says_whether_it_is_well(services: dict[str, Any]) -> None:
    once = {"roles", "migrator"}
    for name in services.keys() - once - {"api"}:
        assert services[name]["healthcheck"]["test"]
        assert services[name]["restart"] == "unless-stopped"
    assert "HEALTHCHECK" in (ROOT / "Dockerfile").read_text()
    assert "healthcheck" not in services["api"]


def test_roles_come_first_then_the_migration_then_what_serves(services: dict[str, Any]) -> None:
    done = {"condition": "service_completed_successfully"}
    well = {"condition": "service_healthy"}

    assert services["roles"]["depends_on"] == {"database": well}
    assert services["migrator"]["depends_on"] == {"roles": done}
    for name in LOOPING:
        assert services[name]["depends_on"] == {"database": well, "migrator": done}


def test_the_database_is_reached_by_those_who_need_it_and_by_nobody_outside(
    services: dict[str, Any],
) -> None:
    assert compose()["networks"]["data"] == {"internal": True}
    assert "ports" not in services["database"]
    assert {name for name, each in services.items() if "data" in each["networks"]} == {
        "database", "roles", "migrator", "api", "worker",
    }  # fmt: skip


def test_the_time_to_stop_is_longer_than_what_the_server_takes(services: dict[str, Any]) -> None:
    drain, grace, loops = 5, Settings(_env_file=None).shutdown_grace_seconds, 3
    for name in LOOPING:
        assert int(services[name]["stop_grace_period"].removesuffix("s")) > drain + grace + loops


def test_the_layer_for_development_is_one_of_these_services(services: dict[str, Any]) -> None:
    layer = yaml.safe_load((ROOT / "deploy/docker-compose.dev.yml").read_text())["services"]

    assert layer.keys() - services.keys() == {"tests"}
    assert layer["api"]["environment"]["HUUVA_BACKEND_ENVIRONMENT"] == "dev"
