"""What pip installs is what poetry.lock says, and that is what pyproject.toml asks for."""

import hashlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from huuva_backend.platform.settings import VERSION

ROOT = Path(__file__).parents[1]
LOCK = tomllib.loads((ROOT / "poetry.lock").read_text())
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())

Pins = dict[str, tuple[str, frozenset[str]]]


def locked(groups: set[str]) -> Pins:
    return {
        package["name"]: (package["version"], frozenset(file["hash"] for file in package["files"]))
        for package in LOCK["package"]
        if groups & set(package["groups"])
    }


def exported(text: str) -> Pins:
    pins: Pins = {}
    for entry in text.replace("\\\n", " ").splitlines():
        match = re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", entry)
        assert match, f"not a pinned requirement: {entry}"
        pins[match[1]] = match[2], frozenset(re.findall(r"--hash=(\S+)", entry))
    return pins


@pytest.mark.parametrize(
    ("name", "groups"),
    [
        ("requirements.txt", {"main"}),
        ("requirements-local.txt", {"main", "embedded"}),
        ("requirements-parquet.txt", {"parquet"}),
        ("requirements-patroni.txt", {"patroni"}),
        ("requirements-dev.txt", {"main", "embedded", "parquet", "dev"}),
    ],
)
def test_an_exported_file_matches_the_lock(name: str, groups: set[str]) -> None:
    text = (ROOT / "deploy" / name).read_text()
    assert exported(text) == locked(groups), "run `make lock`"


def test_the_lock_matches_pyproject() -> None:
    # Poetry's own content hash, so that this needs no Poetry.
    project: dict[str, Any] = PYPROJECT["project"]
    keys = ("requires-python", "dependencies", "optional-dependencies")
    relevant = {
        "project": {key: project[key] for key in keys if key in project},
        "dependency-groups": PYPROJECT["dependency-groups"],
        "tool": {"poetry": {}},
    }
    digest = hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()
    assert digest == LOCK["metadata"]["content-hash"], "run `make lock`"


def test_no_file_names_an_index_of_somebodys_own() -> None:
    for path in (ROOT / "poetry.lock", *(ROOT / "deploy").glob("requirements*.txt")):
        assert "--index-url" not in path.read_text()
        assert "[package.source]" not in path.read_text()


def test_the_version_is_told_once_and_copied_right() -> None:
    assert PYPROJECT["project"]["version"] == VERSION
