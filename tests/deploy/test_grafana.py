"""What is asked of the views by examples and by the dashboard, run by somebody who may read only them."""

import json
import re
from collections import Counter
from typing import Any

import asyncpg
import pytest

from huuva_backend.demo import simulated, storage
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from tests.conftest import ROOT, Connection

DASHBOARD: dict[str, Any] = json.loads((ROOT / "deploy/grafana/kitchens.json").read_text())
PANELS: list[dict[str, Any]] = DASHBOARD["panels"]
EXAMPLES = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/analytics.md").read_text(), re.DOTALL)
MACROS = {
    r"\$__timeFilter\((\w+)\)": r"\1 BETWEEN now() - interval '2 days' AND now()",
    r"\$__timeGroupAlias\((\w+), \$__interval\)": r"date_bin('1 hour', \1, 'epoch') AS time",
    r"\$\{location:sqlstring\}": "'kamppi','kallio','tapiola','tampere'",
}
"""As Grafana writes them out."""


def written_out(sql: str) -> str:
    for macro, meaning in MACROS.items():
        sql = re.sub(macro, meaning, sql)
    return sql


@pytest.fixture
async def day(database: Database) -> list[SimulatedOrder]:
    tickets = list(simulated(1, 400, utc_now()))
    await storage.add(database, tickets)
    return tickets


async def answers(sql: Connection, query: str) -> list[asyncpg.Record]:
    async with sql.transaction():
        await sql.execute("SET LOCAL ROLE huuva_analyst")
        return await sql.fetch(query)


async def test_every_example_has_an_answer(sql: Connection, day: list[SimulatedOrder]) -> None:
    assert day
    assert len(EXAMPLES) == 5
    for example in EXAMPLES:
        assert await answers(sql, example), example


async def test_a_figure_of_the_views_is_the_one_that_was_told(
    sql: Connection, day: list[SimulatedOrder]
) -> None:
    rows = await answers(
        sql, "SELECT channel, count(*) AS n FROM analytics_orders GROUP BY channel"
    )
    stays = await answers(
        sql,
        "SELECT count(previous_seconds) AS stays, sum(previous_seconds) AS seconds"
        " FROM analytics_order_status_changes",
    )

    told = [
        entry.previous_seconds
        for ticket in day
        for entry in ticket.order.status_history
        if entry.counted and entry.previous_seconds is not None
    ]
    assert dict(map(tuple, rows)) == Counter(ticket.order.channel for ticket in day)
    assert stays[0]["stays"] == len(told)
    assert stays[0]["seconds"] == pytest.approx(sum(told), rel=1e-9)


async def test_every_panel_has_an_answer_of_the_form_that_it_shows(
    sql: Connection, day: list[SimulatedOrder]
) -> None:
    assert day
    for panel in PANELS:
        (target,) = panel["targets"]
        rows = await answers(sql, written_out(target["rawSql"]))
        assert rows, panel["title"]
        if panel["type"] == "timeseries":
            assert target["format"] == "time_series"
            assert list(rows[0].keys())[:2] == ["time", "metric"]
        if panel["type"] == "stat":
            assert [len(row) for row in rows] == [1]
    (locations,) = (each for each in DASHBOARD["templating"]["list"] if each["type"] == "query")
    assert len(await answers(sql, locations["query"])) == 4


def test_panels_are_told_apart_and_none_covers_another() -> None:
    cells = Counter(
        (x, y)
        for place in (panel["gridPos"] for panel in PANELS)
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    )

    assert len({panel["id"] for panel in PANELS}) == len({panel["title"] for panel in PANELS})
    assert len({panel["id"] for panel in PANELS}) == len(PANELS)
    assert set(cells.values()) == {1}
    assert max(x for x, _ in cells) < 24


def test_every_question_is_to_the_source_that_is_chosen_and_of_the_time_that_is() -> None:
    for panel in PANELS:
        assert panel["datasource"]["uid"] == "${datasource}"
        for target in panel["targets"]:
            assert "$__timeFilter(" in target["rawSql"]
            assert "public." not in target["rawSql"]
