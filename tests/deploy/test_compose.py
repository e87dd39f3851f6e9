"""What compose gives each process of ours: the same settings, and the same key for the secrets of webhooks."""

from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from huuva_backend.platform.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
OURS = ("migrator", "api", "worker")
LOOPING = ("api", "worker")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    found: dict[str, Any] = document["services"]
    return found


def test_every_process_has_the_same_settings_and_all_are_known(services: dict[str, Any]) -> None:
    first, *others = (services[name]["environment"] for name in OURS)

    assert all(other == first for other in others)
    names = {name.removeprefix(PREFIX).lower() for name in first}
    assert names <= Settings.model_fields.keys()
    assert {"webhook_key", "webhook_allowed_hosts", "worker"} <= names


def test_the_key_of_webhooks_survives_the_containers_that_share_it(
    services: dict[str, Any],
) -> None:
    """Where no WEBHOOK_KEY is set it is a file in the directory of data: that must be on a volume."""
    assert "HUUVA_BACKEND_DATA_DIR=/var/lib/huuva\n" in (ROOT / "Dockerfile").read_text()
    for name in LOOPING:
        assert "state:/var/lib/huuva" in services[name]["volumes"]
