"""What is told from history is what the feed told, whatever was done."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from httpx import AsyncClient
from pydantic_core import from_json

from huuva_backend.orders.cursor import Cursor
from huuva_backend.platform.db.database import Database
from huuva_backend.webhooks import history_repository
from huuva_backend.webhooks.endpoint import ToldEvent
from huuva_backend.webhooks.gap import Gap
from huuva_backend.webhooks.history_repository import HistoryRepository
from tests.conftest import Connection
from tests.feed.test_mark import LOCATIONS, act
from tests.orders.kitchen import Kitchen
from tests.webhooks.telling import Telling

KEPT = """
    SELECT order_id, order_version, type, order_status, at, changes, brand_id, channel
    FROM order_events
    WHERE location_id = $1 AND type <> ALL (
        ARRAY['order.released', 'order.accepted', 'order.fired']
        || ARRAY['order.cancellation_requested', 'order.cancellation_refused']
    )
    ORDER BY order_id, order_version
"""


def whole() -> Gap:
    until = datetime.now(UTC) + timedelta(hours=1)
    return Gap(until=until, resume=Cursor.at("abcdef01", 1), since=until - timedelta(hours=2))


async def read(database: Database, location: str, gap: Gap) -> list[tuple[Any, ...]]:
    repository, found = HistoryRepository(database), list[tuple[Any, ...]]()
    while gap.after is not None:
        events, gap.after = await repository.missed(location, gap)
        found += [
            (
                each.order_id,
                each.order_version,
                each.type,
                each.order_status,
                each.at,
                [list(change) for change in each.changes],
                each.brand_id,
                each.channel,
            )
            for each in events
        ]
    return found


async def kept(committed: Connection, location: str) -> list[tuple[Any, ...]]:
    rows = [dict(row) for row in await committed.fetch(KEPT, location)]
    return [tuple((row | {"changes": from_json(row["changes"])}).values()) for row in rows]


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_was_done_it_is_told_as_the_feed_told_it(
    client: AsyncClient, telling: Telling, committed: Connection, seed: int
) -> None:
    random, placed = Random(seed), list[dict[str, Any]]()
    for _ in range(80):
        await act(Kitchen(client), random, placed)

    for location in LOCATIONS:
        told = await kept(committed, location)
        assert await read(telling.database, location, whole()) == told
        assert len({kind for _, _, kind, *_ in told}) >= 4


async def test_what_was_answered_is_told_and_what_has_no_row_is_not(
    committing: Kitchen, telling: Telling, committed: Connection, location: str
) -> None:
    denied, accepted = [
        await committing.place(locationId=location, acceptBy="2099-12-31T12:00:00Z")
        for _ in range(2)
    ]
    await committing.deny(denied, reason="OUT_OF_STOCK")
    await committing.accept(accepted)
    await committing.move(accepted, "PREPARING")

    found = await read(telling.database, location, whole())
    assert found == await kept(committed, location)
    assert [(version, kind) for _, version, kind, *_ in found] == [
        (1, "order.created"),
        (2, "order.denied"),
        (1, "order.created"),
        (3, "order.status_changed"),
    ]


async def test_an_order_that_was_ready_when_it_came_is_told_once(
    committing: Kitchen, telling: Telling, committed: Connection, location: str
) -> None:
    await committing.place(locationId=location, status="READY")

    found = await read(telling.database, location, whole())
    assert found == await kept(committed, location)
    assert [(version, status) for _, version, _, status, *_ in found] == [(1, "READY")]


async def test_only_what_was_recorded_in_time_is_told(
    committing: Kitchen, telling: Telling, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location)
    for where in ("PREPARING", "READY", "PICKED_UP"):
        await committing.move(placed, where)
    first, second, third, fourth = [at for *_, at, _, _, _ in await kept(committed, location)]

    async def told(since: datetime, until: datetime) -> list[int]:
        gap = Gap(until=until, resume=Cursor.at("abcdef01", 1), since=since)
        return [version for _, version, *_ in await read(telling.database, location, gap)]

    assert await told(second, fourth) == [2, 3]
    assert await told(first, second) == [1]
    assert await told(fourth, fourth) == []
    assert await told(third, fourth + timedelta(seconds=1)) == [3, 4]


async def test_however_few_of_many_orders_changed_so_many_are_looked_at_and_all_are_found(
    client: AsyncClient, telling: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_repository, "LOOKED_AT", 3)
    kitchen, location = Kitchen(client), "of-eight-orders"
    orders = [await kitchen.place(locationId=location) for _ in range(8)]
    began = datetime.now(UTC)
    await kitchen.move(orders[-2], "PREPARING")
    gap, pages, found = whole(), 0, list[ToldEvent]()
    gap.since = began
    while gap.after is not None:
        events, gap.after = await HistoryRepository(telling.database).missed(location, gap)
        pages, found = pages + 1, [*found, *events]

    assert [(str(each.order_id), each.order_version) for each in found] == [(orders[-2]["id"], 2)]
    assert pages == 3
