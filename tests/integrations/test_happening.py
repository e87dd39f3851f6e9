"""What an event did to an order, as far as a platform may have a word for it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from huuva_backend.integrations.happening import Act, KnownOrder, act_of, is_theirs, segment
from huuva_backend.orders.acceptance import Acceptance, AcceptanceState, AcceptOutcome
from huuva_backend.orders.events import EventType, ToldChange
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import OrderStatus

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
ACCEPTANCE = Acceptance(by=NOON, outcome=AcceptOutcome.ACCEPT)
ORDER = KnownOrder(
    external_id="theirs",
    channel="uber-eats",
    channel_order_id="theirs",
    pickup_time=None,
    acceptance=None,
    cancellation_confirmed=False,
    promise_moved=False,
    kind=None,
    placed_by="relay",
    entry=2,
    actor=None,
)
WAITING = replace(ORDER, acceptance=ACCEPTANCE)
ANSWERED = replace(ORDER, acceptance=replace(ACCEPTANCE, state=AcceptanceState.ACCEPTED))
ACTS = {
    OrderStatus.RECEIVED: Act.ACCEPTED,
    OrderStatus.PREPARING: Act.PREPARING,
    OrderStatus.READY: Act.READY,
    OrderStatus.PICKED_UP: Act.PICKED_UP,
    OrderStatus.CANCELLED: Act.CANCELLED,
}


def moved(status: OrderStatus, before: OrderStatus | None = None) -> list[ToldChange]:
    item = ToldChange(1, "PIZZA", None, "ORDERED", "READY")
    return [item, ToldChange(None, None, None, before and str(before), str(status))]


@pytest.mark.parametrize("status", OrderStatus)
@pytest.mark.parametrize("order", [ORDER, WAITING])
def test_of_a_new_order(order: KnownOrder, status: OrderStatus) -> None:
    told = act_of(EventType.CREATED, moved(status), order)
    if status is OrderStatus.RECEIVED and order is WAITING:
        assert told == (Act.PLACED, False)
    else:
        taken = status not in (OrderStatus.PICKED_UP, OrderStatus.CANCELLED)
        assert told == (ACTS[status], taken)


MOVES = [
    EventType.STATUS_CHANGED,
    EventType.RECALLED,
    EventType.CANCELLED,
    EventType.AMENDED,
    EventType.ITEM_STATUS_CHANGED,
]


@pytest.mark.parametrize("kind", MOVES)
@pytest.mark.parametrize("status", OrderStatus)
def test_of_a_move_whichever_event_tells_of_it(kind: EventType, status: OrderStatus) -> None:
    changes = moved(status, OrderStatus.RECEIVED)
    for order in (ORDER, ANSWERED, replace(WAITING, entry=3)):
        assert act_of(kind, changes, order) == (ACTS[status], False)
    begun = status is not OrderStatus.CANCELLED
    assert act_of(kind, changes, WAITING) == (ACTS[status], begun)


@pytest.mark.parametrize("order", [WAITING, ANSWERED])
def test_of_an_answer(order: KnownOrder) -> None:
    assert act_of(EventType.ACCEPTED, [], order) == (Act.ACCEPTED, True)
    changes = moved(OrderStatus.CANCELLED, OrderStatus.RECEIVED)
    assert act_of(EventType.DENIED, changes, order) == (Act.DENIED, False)


@pytest.mark.parametrize(
    ("text", "told"),
    [("A/b ä", "A%2Fb%20%C3%A4"), ("...", "..."), (".", None), ("..", None), (None, None)],
)
def test_an_id_is_one_segment_of_a_path(text: str | None, told: str | None) -> None:
    assert segment(text) == told


def test_of_another_promise() -> None:
    moved_on = replace(WAITING, promise_moved=True)
    assert act_of(EventType.AMENDED, [], moved_on) == (Act.PROMISED, False)
    changes = moved(OrderStatus.READY, OrderStatus.PREPARING)
    answered = replace(ANSWERED, promise_moved=True)
    assert act_of(EventType.AMENDED, changes, answered) == (Act.READY, False)


@pytest.mark.parametrize("kind", set(EventType) - {EventType.ACCEPTED, EventType.DENIED})
def test_of_what_moves_no_order_nobody_has_a_word(kind: EventType) -> None:
    item = ToldChange(1, "PIZZA", None, "ORDERED", "READY")
    assert act_of(kind, [], WAITING) is None
    assert act_of(kind, [item], WAITING) is None


@pytest.mark.parametrize(
    ("actor", "theirs"),
    [
        (Actor(ActorKind.PARTNER, "uber"), True),
        (Actor(ActorKind.PARTNER, "uber-eats"), True),
        (Actor(ActorKind.PARTNER, "relay"), True),
        (Actor(ActorKind.PARTNER, "pos"), False),
        (Actor(ActorKind.PARTNER, None), False),
        (Actor(ActorKind.DISPLAY, "uber"), False),
        (Actor(ActorKind.SYSTEM, "close-of-day"), False),
        (None, False),
    ],
)
def test_theirs_is_what_the_owner_of_the_endpoint_the_channel_or_who_sent_the_order_did(
    actor: Actor | None, theirs: bool
) -> None:
    assert is_theirs(replace(ORDER, actor=actor), "uber") is theirs
