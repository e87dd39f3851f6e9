"""What the kitchens of the simulated day answer their channels, and how it is kept."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from huuva_backend.demo import simulated, storage
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders.acceptance import AcceptanceState
from huuva_backend.orders.cancellation import CancellationState
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.orders.invariants import violations

DINNER = datetime(2026, 1, 30, 17, tzinfo=UTC)


@pytest.fixture(scope="module")
def day() -> list[SimulatedOrder]:
    return list(simulated(1, 2000, DINNER))


def test_channels_wait_for_answers_and_get_them(day: list[SimulatedOrder]) -> None:
    acceptances = [each for ticket in day if (each := ticket.order.acceptance) is not None]
    states = Counter(each.state for each in acceptances)
    by = {str(each.decided_by) for each in acceptances if each.decided_by}

    assert len(day) // 20 < len(acceptances) < len(day) // 3
    assert states.keys() == set(AcceptanceState)
    assert states.most_common(1)[0][0] is AcceptanceState.ACCEPTED
    assert "system:acceptance" in by
    assert {"kamppi-pass"} <= {name.removeprefix("display:") for name in by}
    assert not any(ticket.order.acceptance for ticket in day if ticket.order.channel == "counter")


def test_some_are_asked_to_be_cancelled_and_kitchens_decide(day: list[SimulatedOrder]) -> None:
    requests = [each for ticket in day if (each := ticket.order.cancellation_request) is not None]

    assert {each.state for each in requests} >= {
        CancellationState.CONFIRMED,
        CancellationState.REFUSED,
    }
    assert len(requests) < len(day) // 20
    assert {each.requested_by.kind for each in requests} == {"partner"}


async def test_what_they_answer_is_kept_as_the_api_keeps_it(
    database: Database, sql: Connection, day: list[SimulatedOrder]
) -> None:
    await storage.add(database, day)

    assert await violations(sql) == []
    waiting = [
        ticket.order.id
        for ticket in day
        if ticket.order.acceptance and ticket.order.acceptance.state is AcceptanceState.PENDING
    ]
    rows = await sql.fetch("SELECT order_id FROM open_orders WHERE accept_by IS NOT NULL")
    assert {row["order_id"] for row in rows} == set(waiting)
