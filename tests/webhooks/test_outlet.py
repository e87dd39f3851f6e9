"""What an endpoint is still to be told of: a lane for each order, and a cursor that passes nothing untold."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.cursor import Cursor
from huuva_backend.webhooks.endpoint import DeliveryState, Endpoint, ToldEvent
from huuva_backend.webhooks.gap import STEP
from huuva_backend.webhooks.message import WrittenEvent, written
from huuva_backend.webhooks.outlet import AT_ONCE, READ_AHEAD, Message, Outlet
from huuva_backend.webhooks.sending import Attempt

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
OK = Attempt(204, "", None, 7)
FAILED = Attempt(500, "", None, 7)
ENDPOINT = Endpoint(
    UUID(int=1),
    "wolt",
    "https://partner.example",
    None,
    None,
    None,
    b"",
    None,
    None,
    1,
    NOON,
    None,
    None,
    None,
    None,
    None,
    "native",
)


def event(seq: int, order: int) -> WrittenEvent:
    number = UUID(int=order)
    told = ToldEvent(
        seq, "order.created", "main", "mine", "wolt", number, seq, "READY", NOON, [], None, "1"
    )
    (made,) = written([told], Cursor.at("abcdef01", seq))
    return made


def outlet(*orders: int) -> Outlet:
    """With one event for each of these orders, by their numbers."""
    made = Outlet(ENDPOINT)
    events = [event(seq, order) for seq, order in enumerate(orders, 1)]
    made.take("main", Cursor.at("abcdef01", len(events)), events, NOON)
    return made


def begun(made: Outlet, now: datetime = NOON) -> list[Message]:
    """All that may be sent at once."""
    return list(iter(lambda: made.next(now), None))


def noted(made: Outlet) -> int:
    """Up to which event."""
    return max((cursor.seq for *_, cursor, _ in made.noted().moved), default=-1)


def test_one_message_of_each_order_is_under_way() -> None:
    made = outlet(1, 1, 2, 3, 2)

    assert [each.delivery.seq for each in begun(made)] == [1, 3, 4]


def test_not_more_than_so_many_at_once_and_one_where_it_fails() -> None:
    made = outlet(*range(1, 20))
    under_way = begun(made)
    assert len(under_way) == AT_ONCE

    made.settle(under_way[0], FAILED, NOON)
    assert begun(made) == []
    for each in under_way[1:]:
        made.settle(each, FAILED, NOON)
    assert len(begun(made)) == 1


def test_the_cursor_passes_only_what_was_told_or_is_kept() -> None:
    made = outlet(1, 2, 3)
    first, second, third = begun(made)
    assert noted(made) == 0

    made.settle(second, OK, NOON)
    assert noted(made) == -1  # it stays
    made.settle(first, OK, NOON)
    assert noted(made) == 2
    made.settle(third, FAILED, NOON)
    progress = made.noted()
    assert [cursor.seq for *_, cursor, _ in progress.moved] == [3]
    assert [each.state for each in progress.deliveries.values()] == [DeliveryState.PENDING]


def test_what_comes_behind_a_failed_one_is_kept_and_waits_for_it() -> None:
    made = outlet(1, 1)
    (first,) = begun(made)
    made.settle(first, FAILED, NOON)
    made.take("main", Cursor.at("abcdef01", 3), [event(3, 1)], NOON)

    kept = list(made.noted().deliveries.values())
    assert [(each.seq, each.attempts) for each in kept] == [(1, 1), (2, 0), (3, 0)]
    assert [each.next_attempt_at for each in kept] == [NOON + timedelta(seconds=5), None, None]
    assert begun(made, NOON + timedelta(seconds=4)) == []
    assert [each.delivery.seq for each in begun(made, NOON + timedelta(seconds=5))] == [1]


def test_it_reads_no_further_than_it_can_hold() -> None:
    made = outlet(*range(1, READ_AHEAD + 1))
    newest = {"main": Cursor.at("abcdef01", 1000)}
    assert made.reads_after(newest, NOON) == []

    first, *_ = begun(made)
    made.settle(first, OK, NOON)
    assert made.reads_after(newest, NOON) == [("main", READ_AHEAD)]


def test_a_message_has_the_same_id_whoever_reads_the_event() -> None:
    ids = [[each.delivery.id for each in begun(outlet(1, 2))] for _ in range(2)]

    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2


def test_while_its_receiver_wants_a_pause_nothing_is_read_for_it_though_it_is_behind() -> None:
    made = outlet(1)
    (first,) = begun(made)
    made.settle(first, Attempt(429, "", None, 7, timedelta(minutes=1)), NOON)
    newest = {"main": Cursor.at("abcdef01", 9)}

    assert made.reads_after(newest, NOON + timedelta(seconds=59)) == []
    assert made.waits(newest)
    assert made.reads_after(newest, NOON + timedelta(minutes=1)) == [("main", 1)]


def behind() -> Outlet:
    """What comes before the event 5 is gone."""
    made = Outlet(ENDPOINT)
    made.take("main", Cursor.at("abcdef01", 9), [event(5, 1)], NOON + STEP)
    return made


def past(version: int) -> WrittenEvent:
    told = event(4, 1).event
    gone = replace(told, order_version=version, from_history=True)
    return written([gone], Cursor.at("abcdef01", 4))[0]


def test_while_it_is_told_from_history_no_event_is_read_and_the_cursor_stays() -> None:
    made = behind()
    newest = {"main": Cursor.at("abcdef01", 9)}
    ((_, gap),) = made.gaps_to_read(NOON)
    made.begin_anew("main", gap.until - STEP)
    made.take_missed("main", [past(1), past(2)], None, NOON)

    assert (made.gaps_to_read(NOON), made.reads_after(newest, NOON), noted(made)) == ([], [], -1)
    (first,) = begun(made)
    made.settle(first, OK, NOON)
    assert noted(made) == -1
    (second,) = begun(made)
    assert second.delivery.created_at > first.delivery.created_at
    made.settle(second, FAILED, NOON)
    assert noted(made) == 4
    assert made.reads_after(newest, NOON) == [("main", 4)]


def test_after_each_step_it_is_noted_from_when_on_it_goes_on() -> None:
    made = behind()
    ((_, gap),) = made.gaps_to_read(NOON)
    since = gap.until - 2 * STEP
    made.begin_anew("main", since)
    made.take_missed("main", [], None, NOON)

    assert made.noted().moved == [(ENDPOINT.id, 1, "main", "0", since + STEP)]
    made.take_missed("main", [], None, NOON)
    assert made.noted().moved == [(ENDPOINT.id, 1, "main", "abcdef01.4", gap.until)]


@pytest.mark.parametrize(
    ("location_id", "since"), [("main", None), (EVERYWHERE, NOON)], ids=["unknown", "of products"]
)
def test_where_history_has_nothing_it_goes_on_with_what_is_kept(
    location_id: str, since: datetime | None
) -> None:
    made = Outlet(ENDPOINT)
    newest = Cursor.at("abcdef01", 9)
    made.take(location_id, newest, [event(5, 1)], NOON)
    made.begin_anew(location_id, since)

    assert made.reads_after({location_id: newest}, NOON) == [(location_id, 4)]
    assert made.noted().restarted == {ENDPOINT.id: "events-expired"}
