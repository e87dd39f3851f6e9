"""Exports as analysts ask for them: every row once, only what was asked for, and goes on where it was."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.analytics import export_reading, export_reads
from huuva_backend.analytics.export import Export, names
from huuva_backend.analytics.export_service import ExportService
from tests.analytics.analyst import Analyst, at
from tests.analytics.exporting import amend, rows
from tests.conftest import Connection
from tests.orders.kitchen import Json

ROWS = 4
"""How many rows a page looks at in these tests."""


@pytest.fixture(autouse=True)
def _short_pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(export_reads, "ROWS", ROWS)
    export_reads.page.cache_clear()
    yield
    export_reads.page.cache_clear()


def key(row: Json) -> tuple[Any, ...]:
    return row["orderId"], row.get("line"), row.get("seq")


STORED = {
    "order-history": "SELECT order_id::text, NULL::integer, seq FROM order_status_history",
    "item-history": "SELECT order_id::text, line, seq FROM item_status_history",
    "orders": "SELECT id::text, NULL::integer, NULL::integer FROM orders",
    "amendments": "SELECT order_id::text, NULL::integer, seq FROM order_amendments",
}


@pytest.mark.parametrize("export", STORED)
async def test_every_row_is_there_once_over_pages_with_equal_times(
    analyst: Analyst, busy: list[Json], sql: Connection, export: str
) -> None:
    await amend(analyst, busy)

    found = await rows(analyst, export)

    stored = [tuple(row) for row in await sql.fetch(STORED[export])]
    assert len(stored) > ROWS
    assert sorted(map(key, found)) == sorted(stored)
    assert [[*row] for row in found] == [names(Export(export))] * len(stored)
    locations = [row["locationId"] for row in found]
    assert locations == sorted(locations)
    if "timestamp" in found[0]:
        times = [(row["locationId"], row["timestamp"]) for row in found]
        assert times == sorted(times)


@pytest.mark.parametrize("export", STORED)
async def test_it_goes_on_after_any_row(analyst: Analyst, busy: list[Json], export: str) -> None:
    await amend(analyst, busy)
    found = await rows(analyst, export)

    for place, row in enumerate(found, start=1):
        assert await rows(analyst, export, cursor=row["cursor"]) == found[place:]


@pytest.mark.parametrize("export", STORED)
@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"locationId": "kallio"}, [3, 4, 5]),
        ({"brandId": "sushi"}, [1, 4]),
        ({"channel": "direct"}, [1, 2, 4, 5]),
        ({"brandId": "pizza", "channel": "direct", "locationId": "kamppi"}, [2]),
        ({"brandId": "tacos"}, []),
        ({"locationId": "nowhere"}, []),
    ],
)
async def test_only_what_is_asked_for(
    analyst: Analyst, busy: list[Json], export: str, query: dict[str, str], wanted: list[int]
) -> None:
    await amend(analyst, busy)

    found = await rows(analyst, export, **query)

    assert {row["orderId"] for row in found} == {busy[number]["id"] for number in wanted}
    for row in found:
        if found.index(row) % 3 == 0:
            rest = await rows(analyst, export, cursor=row["cursor"], **query)
            assert rest == found[found.index(row) + 1 :]


async def test_a_period_is_half_open(analyst: Analyst, busy: list[Json]) -> None:
    noon = await rows(analyst, "order-history", **{"from": at("12:00:00"), "to": at("12:30:00")})
    later = await rows(analyst, "order-history", **{"from": at("12:30:00")})
    before = await rows(analyst, "item-history", to=at("12:00:00"))

    assert {row["status"] for row in noon} == {"RECEIVED", "PREPARING"}
    assert len(noon) == 2 * len(busy)
    assert [row["status"] for row in later] == ["READY"] * len(busy)
    assert before == []


async def test_amendments_have_the_time_of_their_recording(
    analyst: Analyst, busy: list[Json]
) -> None:
    await amend(analyst, busy)
    found = await rows(analyst, "amendments")
    middle = sorted(row["recordedAt"] for row in found)[5]

    late = await rows(analyst, "amendments", **{"from": middle})
    early = await rows(analyst, "amendments", to=middle)

    assert [row for row in found if row["recordedAt"] >= middle] == late
    assert [row for row in found if row["recordedAt"] < middle] == early


async def test_a_cursor_of_what_is_gone_or_was_never_there_goes_on_after_it(
    analyst: Analyst, busy: list[Json]
) -> None:
    found = await rows(analyst, "order-history")
    location, *keys = export_reading.CURSORS[Export.ORDER_HISTORY].decode(found[8]["cursor"])
    assert location == "kallio"
    encode = export_reading.CURSORS[Export.ORDER_HISTORY].encode

    between = await rows(analyst, "order-history", cursor=encode(("kalliola", *keys)))
    beyond = await rows(analyst, "order-history", cursor=encode(("zoo", *keys)))

    assert between == [row for row in found if row["locationId"] == "kamppi"]
    assert beyond == []


async def test_none_is_left_under_way(
    analyst: Analyst, app: FastAPI, api: AsyncClient, busy: list[Json]
) -> None:
    exports: ExportService = app.state.exports
    await rows(analyst, "order-history")
    head = await api.head("/api/analytics/exports/order-history")

    assert (head.status_code, head.content) == (200, b"")
    assert exports.under_way == 0
