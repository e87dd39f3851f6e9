"""What is changed of the simulated orders: which, by whom, and how it is kept."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from httpx import AsyncClient
from pydantic_core import from_json

from huuva_backend.demo import simulated, storage
from huuva_backend.demo.arrivals import arrival
from huuva_backend.demo.cooking import Cooking, bumps, display_of
from huuva_backend.demo.planned import Planned, PlannedAmendment, PlannedLines, PlannedMove
from huuva_backend.demo.second_thoughts import second_thoughts
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.item import OriginKind
from huuva_backend.orders.lifecycle import CLOSED, ItemStatus, OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.routes import WRITE_ORDER
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.orders.invariants import violations

DINNER = datetime(2026, 1, 30, 17, tzinfo=UTC)
PLACED = DINNER - timedelta(hours=1)
COOK = display_of("kamppi", "grill")
GUEST = Actor(ActorKind.USER, "waiter-anna")


@pytest.fixture(scope="module")
def day() -> list[SimulatedOrder]:
    return list(simulated(1, 2000, DINNER))


def of(order: Order, kind: OriginKind) -> list[str]:
    return [item.status.value for item in order.items if item.origin.kind is kind]


def ticket(*, quantity: int) -> SimulatedOrder:
    """One line of so many, and nothing else."""
    incoming = arrival(1, 0, DINNER)
    item, *_ = incoming.body["items"]
    body = incoming.body | {"items": [item | {"quantity": quantity}], "created": PLACED}
    return SimulatedOrder.place(incoming, body, PLACED)


def after(minutes: int) -> datetime:
    return PLACED + timedelta(minutes=minutes)


def test_orders_are_amended_by_those_who_may(day: list[SimulatedOrder]) -> None:
    amendments = [
        (ticket.order.channel != "counter", amendment.actor, change)
        for ticket in day
        for amendment in ticket.order.amendments
        for change in amendment.changes
    ]
    delivered, served = (
        [(actor, change) for delivers, actor, change in amendments if delivers is wanted]
        for wanted in (True, False)
    )

    assert {change.field for _, change in delivered} == {
        *("pickupTime", "note", "quantity", "modifiers")
    }
    assert {str(actor) for actor, _ in delivered} == {
        *("partner:wolt", "partner:foodora", "partner:webshop")
    }
    assert {change.field for _, change in served} == {*("table", "note", "quantity", "modifiers")}
    assert {actor.kind for actor, _ in served} == {ActorKind.USER}
    assert {"waiter-anna", "waiter-mikko", "waiter-sanna"} <= {actor.id for actor, _ in served}
    assert all(change.line is not None for _, change in served if change.field == "note")


def test_they_are_few_and_most_orders_are_as_they_were_placed(day: list[SimulatedOrder]) -> None:
    changed = [ticket.order for ticket in day if not ticket.is_as_placed]
    amended = [order for order in changed if order.amendments]

    assert 0.03 < len(amended) / len(day) < 0.08
    assert len(changed) / len(day) < 0.15
    assert any(of(order, OriginKind.ADDED) for order in amended)
    assert any("CANCELLED" in of(order, OriginKind.SPLIT) for order in amended)
    assert any("PICKED_UP" in of(order, OriginKind.SPLIT) for order in changed)


def test_none_is_left_open_by_what_was_changed(day: list[SimulatedOrder]) -> None:
    changed = [ticket.order for ticket in day if not ticket.is_as_placed]
    old = [order for order in changed if order.recorded_at < DINNER - timedelta(hours=3)]

    assert {order.status for order in old} == {*CLOSED, OrderStatus.READY}, "not collected"
    assert OrderStatus.PREPARING in {order.status for order in changed}


async def test_each_is_answered_as_the_rules_made_it(
    database: Database, sql: Connection, api: AsyncClient, day: list[SimulatedOrder]
) -> None:
    changed = [ticket for ticket in day if not ticket.is_as_placed]
    await storage.add(database, changed)

    assert await violations(sql) == []
    for ticket in changed[::5]:
        answer = await api.get(f"/api/orders/{ticket.order.id}")
        assert answer.json() == from_json(WRITE_ORDER(ticket.order))


async def test_one_that_is_open_is_amended_further(
    database: Database, sql: Connection, api: AsyncClient, day: list[SimulatedOrder]
) -> None:
    tickets = [ticket for ticket in day if ticket.order.amendments]
    await storage.add(database, tickets)
    order = next(ticket.order for ticket in tickets if ticket.order.status not in CLOSED)

    answer = await api.patch(f"/api/orders/{order.id}", json={"table": "terrace"})

    assert answer.status_code == 200
    assert [each["seq"] for each in answer.json()["amendments"]] == [1, 2]
    assert answer.json()["version"] == order.version + 1
    assert await violations(sql) == []


def test_a_part_of_a_line_that_is_ready_is_a_line_of_its_own() -> None:
    one = ticket(quantity=12)

    one.ask(PlannedMove(after(1), COOK, ItemStatus.PREPARING, 1))
    one.ask(PlannedMove(after(2), COOK, ItemStatus.READY, 1, quantity=5))

    assert [(item.quantity, item.status) for item in one.order.items] == [
        (7, ItemStatus.PREPARING),
        (5, ItemStatus.READY),
    ]
    assert [event.telling.type for event in one.events] == [
        "order.created",
        "order.status_changed",
        "item.status_changed",
    ]
    assert not one.is_as_placed


def test_what_was_added_is_cooked_though_nobody_knew_its_number() -> None:
    one = ticket(quantity=2)
    juice = {"plu": "JUICE", "name": "Juice", "quantity": 1}

    one.ask(PlannedMove(after(1), COOK, ItemStatus.READY, 1, quantity=1))
    one.ask(PlannedLines(after(2), GUEST, [juice]))
    one.ask(PlannedMove(after(3), COOK, ItemStatus.READY, added="JUICE"))

    assert [item.status for item in one.order.items] == [
        ItemStatus.ORDERED,
        ItemStatus.READY,
        ItemStatus.READY,
    ]


@pytest.mark.parametrize(
    "refused",
    [
        PlannedAmendment(after(3), GUEST, {"table": "7"}),
        PlannedAmendment(after(3), GUEST, {"quantity": 1}, 1),
        PlannedLines(after(3), GUEST, [{"plu": "JUICE", "name": "Juice", "quantity": 1}]),
        PlannedMove(after(3), COOK, ItemStatus.READY, 1, quantity=1),
        PlannedMove(after(3), COOK, ItemStatus.READY, added="JUICE"),
    ],
    ids=["order", "line", "lines", "part", "added"],
)
def test_of_an_order_that_is_closed_nothing_is_changed(refused: Planned) -> None:
    one = ticket(quantity=2)
    one.ask(PlannedMove(after(1), COOK, OrderStatus.CANCELLED))
    version, events = one.order.version, [*one.events]

    one.ask(refused)

    assert (one.order.version, one.events, one.is_as_placed) == (version, events, True)


def test_more_than_there_are_is_no_part() -> None:
    one = ticket(quantity=2)

    one.ask(PlannedMove(after(1), COOK, ItemStatus.READY, 1, quantity=3))

    assert (one.order.version, one.is_as_placed) == (1, True)


def test_a_line_of_one_has_no_parts() -> None:
    single = Cooking(1, 1, COOK, after(1), after(9))

    asked = [move for n in range(200) for move in bumps(Random(n), Random(n), single)]

    assert {move.quantity for move in asked} == {None}


def test_all_is_asked_for_before_the_order_is_ready() -> None:
    lasts = timedelta(minutes=9)
    asked = 0
    for each in (arrival(1, number, DINNER) for number in range(500)):
        quantities = [item["quantity"] for item in each.body["items"]]
        cookings = [
            Cooking(line, quantity, COOK, each.at, each.at + lasts)
            for line, quantity in enumerate(quantities, 1)
        ]
        for thought in second_thoughts(each, each.at, cookings):
            if not isinstance(thought, PlannedMove):  # the cooking of what is added comes after
                assert each.at < thought.at < each.at + lasts
                asked += 1

    assert asked > 20
