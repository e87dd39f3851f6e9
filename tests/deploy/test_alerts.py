"""Alerts fire when they should, and they and the dashboard of operations ask for what a server exports."""

import json
import re
import shutil
import subprocess
from collections import Counter
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.server import ROOT, Server

PROMTOOL = shutil.which("promtool")
RULES: list[dict[str, Any]] = yaml.safe_load((ROOT / "deploy/alerts.yaml").read_text())["groups"][
    0
]["rules"]
TESTS = yaml.safe_load((ROOT / "deploy/alerts_test.yaml").read_text())["tests"]
DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana/operations.json").read_text())
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]
ASKED = [rule["expr"] for rule in RULES]
ASKED += [target["expr"] for panel in PANELS for target in panel["targets"]]
OF_A_FAMILY = re.compile(r"_(bucket|count|sum)$")


@pytest.mark.skipif(PROMTOOL is None, reason="no promtool is installed: apt install prometheus")
@pytest.mark.parametrize("command", [("check", "alerts.yaml"), ("test", "alerts_test.yaml")])
def test_prometheus_itself_tries_them(command: tuple[str, str]) -> None:
    verb, file = command
    assert PROMTOOL is not None
    done = subprocess.run(
        [PROMTOOL, verb, "rules", str(ROOT / "deploy" / file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_alert_is_seen_to_fire() -> None:
    fired = {
        each["alertname"] for one in TESTS for each in one["alert_rule_test"] if each["exp_alerts"]
    }

    assert fired == {rule["alert"] for rule in RULES}
    for rule in RULES:
        assert rule["annotations"].keys() == {"summary", "action"}


async def test_all_that_is_asked_for_is_exported(server: Server) -> None:
    text = (await server.get("/metrics")).body.decode()
    exported = set(re.findall(r"^# TYPE (\S+)", text, re.M))
    names = {
        name for expression in ASKED for name in re.findall(r"\b(?:huuva|process)_\w+", expression)
    }

    assert names
    assert {OF_A_FAMILY.sub("", name) for name in names} <= exported


def test_panels_are_told_apart_and_none_covers_another() -> None:
    cells = Counter(
        (x, y)
        for place in (panel["gridPos"] for panel in PANELS)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    )

    assert len({panel["title"] for panel in PANELS}) == len({panel["id"] for panel in PANELS})
    assert set(cells.values()) == {1}
    assert max(x for x, _ in cells) < 24
    for panel in PANELS:
        assert panel["datasource"]["uid"] == "${datasource}"
