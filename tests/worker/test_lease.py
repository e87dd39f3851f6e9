"""One process at a time, as the database's clock has it."""

import asyncio
from itertools import count
from uuid import uuid4

import pytest

from huuva_backend.platform.db.database import Database
from huuva_backend.worker import lease
from huuva_backend.worker.lease import Lease
from tests.conftest import Connection

ROW = "SELECT xmin::text, xmax::text, until, holder FROM worker_leases WHERE loop = $1"
OVER = "UPDATE worker_leases SET until = now() WHERE loop = $1"
TAKEN_OVER = "UPDATE worker_leases SET holder = gen_random_uuid() WHERE loop = $1"

_numbers = count(1)


@pytest.fixture
def loop() -> str:
    """Nobody else's."""
    return f"loop-{next(_numbers)}"


@pytest.fixture
def mine(pool: Database, loop: str) -> Lease:
    return Lease(pool, loop, uuid4())


@pytest.fixture
def others(pool: Database, loop: str) -> Lease:
    return Lease(pool, loop, uuid4())


async def test_it_is_one_holders_until_it_is_over(
    mine: Lease, others: Lease, loop: str, committed: Connection
) -> None:
    assert [await mine.hold(), await others.hold(), await mine.hold()] == [True, False, True]

    await committed.execute(OVER, loop)

    assert await others.hold()


async def test_of_many_who_want_it_at_once_one_gets_it(pool: Database, loop: str) -> None:
    wanting = [Lease(pool, loop, uuid4()) for _ in range(12)]

    assert sum(await asyncio.gather(*(each.hold() for each in wanting))) == 1


async def test_holding_it_and_looking_at_anothers_writes_nothing(
    mine: Lease, others: Lease, loop: str, committed: Connection
) -> None:
    await mine.hold()
    before = await committed.fetchrow(ROW, loop)
    for _ in range(5):
        await mine.hold()
        await others.hold()

    assert await committed.fetchrow(ROW, loop) == before


async def test_it_is_renewed_before_it_is_over(
    mine: Lease, loop: str, committed: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "renewed_after", lambda: 0)
    await mine.hold()
    before = await committed.fetchrow(ROW, loop)
    assert await mine.hold()
    after = await committed.fetchrow(ROW, loop)

    assert before is not None
    assert after is not None
    assert after["until"] > before["until"]
    assert after["holder"] == before["holder"]


async def test_who_has_lost_it_learns_that_when_renewing(
    mine: Lease, loop: str, committed: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "renewed_after", lambda: 0)
    await mine.hold()
    await committed.execute(TAKEN_OVER, loop)

    assert not await mine.hold()
    assert mine.until == 0


async def test_given_back_it_is_free(mine: Lease, others: Lease) -> None:
    await mine.hold()
    await mine.give_back()

    assert await others.hold()


async def test_given_back_for_a_while_it_is_nobodys_turn(
    mine: Lease, others: Lease, loop: str, committed: Connection
) -> None:
    await mine.hold()
    await mine.give_back(3600)
    assert [await mine.hold(), await others.hold()] == [False, False]

    await committed.execute(OVER, loop)

    assert await others.hold()


async def test_who_does_not_hold_it_gives_nothing_back(
    mine: Lease, others: Lease, loop: str, committed: Connection
) -> None:
    await mine.hold()
    before = await committed.fetchrow(ROW, loop)
    await others.hold()
    await others.give_back()

    assert await committed.fetchrow(ROW, loop) == before
