"""Events are let go of when they are old."""

import pytest

from huuva_backend.feed import service
from huuva_backend.feed.service import FeedService
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen

SEQS = "SELECT seq FROM order_events WHERE location_id = $1 ORDER BY seq"
AGED = (
    "UPDATE order_events SET at = at - $2 * interval '1 day' WHERE location_id = $1 AND seq <= $3"
)


async def seqs(committed: Connection, location: str) -> list[int]:
    return [row["seq"] for row in await committed.fetch(SEQS, location)]


async def test_events_go_when_they_are_old_and_numbers_go_on(
    committing: Kitchen,
    feed: FeedService,
    on: Database,
    committed: Connection,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(service, "LET_GO_AT_ONCE", 2)
    for _ in range(7):
        await committing.place(locationId=location)
    await committing.place(locationId=f"{location}-other")
    await committed.execute(AGED, location, 31, 5)
    await committed.execute(AGED, f"{location}-other", 29, 1)

    assert [await feed.let_go(TRUSTED, on), await feed.let_go(TRUSTED, on)] == [5, 0]
    assert await seqs(committed, location) == [6, 7]
    assert await seqs(committed, f"{location}-other") == [1]

    await committed.execute(AGED, location, 31, 7)
    assert await feed.let_go(TRUSTED, on) == 2
    await committing.place(locationId=location)
    assert await seqs(committed, location) == [8]


async def test_an_old_event_after_a_younger_one_stays_so_that_there_is_no_hole(
    committing: Kitchen, feed: FeedService, on: Database, committed: Connection, location: str
) -> None:
    for _ in range(4):
        await committing.place(locationId=location)
    await committed.execute(AGED, location, 31, 3)
    await committed.execute(
        "UPDATE order_events SET at = now() WHERE location_id = $1 AND seq = 2", location
    )

    assert await feed.let_go(TRUSTED, on) == 1
    assert await seqs(committed, location) == [2, 3, 4]
