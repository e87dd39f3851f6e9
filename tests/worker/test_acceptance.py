"""What nobody answers in time becomes what whoever sent it said, and once."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import FastAPI

from huuva_backend.worker.acceptance import AcceptanceLoop
from tests.conftest import Connection
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses

BY_LOOP = {"kind": "system", "id": "acceptance"}


@pytest.fixture
def answering(connected: FastAPI) -> AcceptanceLoop:
    return AcceptanceLoop(connected.state.acceptances, connected.state.database, 1)


def soon(seconds: float = -1) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()


async def test_what_nobody_answers_is_accepted(
    committing: Kitchen, answering: AcceptanceLoop, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location, acceptBy=soon())

    assert [await answering.run_once(), await answering.run_once()] == [1, 0]

    now = await committing.get(placed)
    acceptance = now["acceptance"]
    assert (acceptance["state"], acceptance["decidedBy"]) == ("ACCEPTED", BY_LOOP)
    assert (now["version"], acceptance["decidedAt"]) == (2, now["updatedAt"])
    assert statuses(now) == ["RECEIVED", "ORDERED", "ORDERED"]
    assert await violations(committed) == []


async def test_or_denied_where_whoever_sent_it_says_so(
    committing: Kitchen, answering: AcceptanceLoop, committed: Connection, location: str
) -> None:
    placed = await committing.place(locationId=location, acceptBy=soon(), acceptOutcome="DENY")

    assert [await answering.run_once(), await answering.run_once()] == [1, 0]

    now = await committing.get(placed)
    acceptance, newest = now["acceptance"], now["statusHistory"][-1]
    assert (acceptance["state"], acceptance["reason"]) == ("DENIED", "NOT_ANSWERED")
    assert (newest["reason"], newest["actor"]) == ("NOT_ANSWERED", BY_LOOP)
    assert statuses(now) == ["CANCELLED"] * 3
    assert await violations(committed) == []


async def test_who_may_still_answer_or_has_answered_is_left_alone(
    committing: Kitchen, answering: AcceptanceLoop, location: str
) -> None:
    waits = await committing.place(locationId=location, acceptBy=soon(60), acceptOutcome="DENY")
    late: list[Json] = [
        await committing.place(locationId=location, acceptBy=soon(), acceptOutcome="DENY")
        for _ in range(4)
    ]
    accepted, denied, begun, cancelled = late
    await committing.accept(accepted)
    await committing.deny(denied)
    await committing.move(begun, "PREPARING")
    await committing.move(cancelled, "CANCELLED")

    assert await answering.run_once() == 0
    assert (await committing.get(waits))["acceptance"]["state"] == "PENDING"
    assert {(await committing.get(each))["version"] for each in late} == {2}


async def test_two_at_once_answer_each_order_once(
    committing: Kitchen, answering: AcceptanceLoop, committed: Connection, location: str
) -> None:
    orders = [
        await committing.place(locationId=location, acceptBy=soon(), acceptOutcome=outcome)
        for outcome in ["ACCEPT", "DENY"] * 10
    ]

    answered = await asyncio.gather(*(answering.run_once() for _ in range(3)))

    assert sum(answered) == 20
    for order in orders:
        assert (await committing.get(order))["version"] == 2
    assert await violations(committed) == []


async def test_an_answer_at_the_last_moment_and_the_loop_are_one(
    committing: Kitchen, answering: AcceptanceLoop, committed: Connection, location: str
) -> None:
    for _ in range(10):
        placed = await committing.place(locationId=location, acceptBy=soon(), acceptOutcome="DENY")

        accepted, answered = await asyncio.gather(committing.accept(placed), answering.run_once())

        now = await committing.get(placed)
        assert now["version"] == 2
        assert (accepted.status_code, answered, now["acceptance"]["state"]) in (
            (200, 0, "ACCEPTED"),
            (409, 1, "DENIED"),
        )
    assert await violations(committed) == []
