"""What happened is added to roll-ups in batches that are worth it."""

import pytest
from fastapi import FastAPI

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.worker import rollups
from huuva_backend.worker.rollups import PATIENCE, RollupsLoop
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen


@pytest.fixture
async def adding(connected: FastAPI) -> RollupsLoop:
    loop = RollupsLoop(RollupService(), connected.state.database, 5)
    await loop.run_once()  # what there was
    return loop


async def unadded(sql: Connection, location: str) -> int:
    waiting: int = await sql.fetchval(
        "SELECT last_seq - seq FROM location_feeds JOIN rollup_marks USING (location_id)"
        " WHERE location_id = $1",
        location,
    )
    return waiting


async def test_little_is_added_every_few_turns(
    committing: Kitchen, adding: RollupsLoop, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location)
    assert (
        await adding.run_once() == 2
    )  # a location that has orders of before: this one, and its event
    await committing.move(placed, "PREPARING")

    turns = [await adding.run_once() for _ in range(PATIENCE - 1)]
    waiting = await unadded(committed, location)

    assert (turns, waiting) == ([0] * (PATIENCE - 1), 1)
    assert await adding.run_once() == 1
    assert await unadded(committed, location) == 0


async def test_much_is_added_at_once(
    committing: Kitchen,
    adding: RollupsLoop,
    committed: Connection,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rollups, "MANY", 2)
    placed = await committing.place(locationId=location)
    assert await adding.run_once() == 2

    await committing.move(placed, "PREPARING")
    few = await adding.run_once()
    await committing.move(placed, "READY")
    many = await adding.run_once()

    assert (few, many) == (0, 2)
    assert await unadded(committed, location) == 0
