from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from huuva_backend.kitchen.all_day import all_day
from huuva_backend.kitchen.board import (
    BoardReading,
    Held,
    Sla,
    Thresholds,
    TicketsReading,
    pickup_board,
    snapshot,
    start_by,
    ticket,
)
from huuva_backend.kitchen.lines import TicketItem, share_status
from huuva_backend.kitchen.marks import display_id
from huuva_backend.locations.location import BoardRules
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from tests.kitchen.shares import NOW, SECOND, line, share, standing

ORDERED, PREPARING, READY, _, CANCELLED = ItemStatus


@pytest.mark.parametrize(
    ("given", "channel_order_id", "shown"),
    [
        ("A-17", "TEST1626898082", "A-17"),
        (None, "TEST1626898082", "898082"),
        (None, "0a4f7c1e-93b6-4d6f-8a51-d1c9e3d3dddc", "d3dddc"),
        (None, "web-17", "web-17"),
        (None, "17", "17"),
        (None, "shop---017", "017"),
        (None, "kiosk/_0_42", "0_42"),
        (None, "n° ------", "------"),
        (None, "tilaus-Ä1", "aus-Ä1"),
    ],
)
def test_an_order_is_called_as_its_channel_says_or_by_the_end_of_its_id(
    given: str | None, channel_order_id: str, shown: str
) -> None:
    assert display_id(given, channel_order_id) == shown


@pytest.mark.parametrize(
    ("statuses", "together"),
    [
        ([ORDERED, ORDERED], ORDERED),
        ([ORDERED, PREPARING], PREPARING),
        ([ORDERED, READY], PREPARING),
        ([PREPARING, READY], PREPARING),
        ([READY, READY], READY),
        ([READY, CANCELLED], READY),
        ([ORDERED, CANCELLED], ORDERED),
        ([CANCELLED, CANCELLED], CANCELLED),
    ],
)
def test_a_share_stands_where_its_live_lines_do(
    statuses: Sequence[ItemStatus], together: ItemStatus
) -> None:
    assert share_status([line(status=status) for status in statuses]) is together


def test_the_longest_live_line_says_when_a_ticket_must_be_begun() -> None:
    items = [
        line(preparation_minutes=None),
        line(preparation_minutes=7),
        line(preparation_minutes=12, status=READY),
        line(preparation_minutes=40, status=CANCELLED),
    ]

    assert start_by(NOW, items) == NOW - timedelta(minutes=12)


@pytest.mark.parametrize(
    "items",
    [[line()], [line(preparation_minutes=0)], [line(preparation_minutes=9, status=CANCELLED)]],
)
def test_without_a_known_preparation_a_ticket_must_be_begun_at_the_pick_up(
    items: list[TicketItem],
) -> None:
    assert start_by(NOW, items) == NOW


def test_nothing_must_be_begun_before_the_calendar_begins() -> None:
    beginning = datetime.min.replace(tzinfo=UTC)

    assert start_by(beginning + SECOND, [line(preparation_minutes=1440)]) == beginning


@pytest.mark.parametrize(
    ("before_due", "expected"),
    [
        (timedelta(seconds=301), Sla.ON_TIME),
        (timedelta(seconds=300, microseconds=1), Sla.ON_TIME),
        (timedelta(seconds=300), Sla.WARN),
        (timedelta(0), Sla.WARN),
        (timedelta(seconds=-59), Sla.WARN),
        (timedelta(seconds=-60), Sla.LATE),
        (timedelta(days=-3000), Sla.LATE),
    ],
)
def test_a_ticket_warns_and_is_late_from_its_thresholds_on(
    before_due: timedelta, expected: Sla
) -> None:
    shown = ticket(share(line(), pickup_time=NOW + before_due), "oven", Thresholds(300, 60), NOW)

    assert shown.sla is expected


@pytest.mark.parametrize(
    ("statuses", "seconds", "sla"),
    [
        ([ORDERED], -300, Sla.LATE),
        ([ORDERED, CANCELLED], -300, Sla.LATE),
        ([PREPARING], 420, Sla.ON_TIME),
        ([ORDERED, PREPARING], 420, Sla.ON_TIME),
        ([ORDERED, READY], 420, Sla.ON_TIME),
        ([READY], 420, Sla.ON_TIME),
        ([CANCELLED], 420, Sla.ON_TIME),
    ],
)
def test_what_is_begun_is_judged_by_its_pick_up_and_what_is_not_by_its_preparation(
    statuses: Sequence[ItemStatus], seconds: int, sla: Sla
) -> None:
    lines = [line(status=status, preparation_minutes=12) for status in statuses]
    pickup = NOW + timedelta(minutes=7)

    shown = ticket(share(*lines, pickup_time=pickup), "oven", Thresholds(), NOW)

    assert (shown.remaining_seconds, shown.sla, shown.due_at) == (seconds, sla, pickup)


@pytest.mark.parametrize(
    ("status", "minutes", "seconds", "sla"),
    [
        (OrderStatus.RECEIVED, 30, 1080, Sla.ON_TIME),
        (OrderStatus.RECEIVED, 17, 300, Sla.WARN),
        (OrderStatus.RECEIVED, 12, 0, Sla.LATE),
        (OrderStatus.PREPARING, 30, 1800, Sla.ON_TIME),
        (OrderStatus.PREPARING, 12, 720, Sla.ON_TIME),
        (OrderStatus.PREPARING, 5, 300, Sla.WARN),
        (OrderStatus.PREPARING, 0, 0, Sla.LATE),
        (OrderStatus.READY, 5, 300, Sla.ON_TIME),
        (OrderStatus.READY, -5, -300, Sla.ON_TIME),
    ],
)
def test_a_whole_ticket_that_was_begun_in_time_is_not_late_because_it_cooks(
    status: OrderStatus, minutes: int, seconds: int, sla: Sla
) -> None:
    order = share(
        line(preparation_minutes=12),
        order_status=status,
        pickup_time=NOW + timedelta(minutes=minutes),
    )

    shown = ticket(order, None, Thresholds(), NOW)

    assert (shown.remaining_seconds, shown.sla) == (seconds, sla)
    assert shown.due_at - shown.start_by == timedelta(minutes=12)


def test_by_the_usual_thresholds_it_warns_for_five_minutes_and_is_late_when_due() -> None:
    ends = [timedelta(seconds=300) + SECOND, timedelta(seconds=300), SECOND, timedelta(0)]
    shares = [share(line(), pickup_time=NOW + end) for end in ends]

    assert [ticket(shown, None, Thresholds(), NOW).sla for shown in shares] == [
        Sla.ON_TIME,
        Sla.WARN,
        Sla.WARN,
        Sla.LATE,
    ]


@pytest.mark.parametrize(
    ("before_due", "seconds"),
    [
        (timedelta(seconds=90), 90),
        (timedelta(seconds=90, microseconds=-1), 89),
        (timedelta(0), 0),
        (timedelta(microseconds=-1), -1),
        (timedelta(seconds=-90), -90),
    ],
)
def test_the_seconds_that_remain_are_whole_and_negative_once_it_is_past(
    before_due: timedelta, seconds: int
) -> None:
    shown = ticket(share(line(), pickup_time=NOW + before_due), None, Thresholds(), NOW)

    assert shown.remaining_seconds == seconds


@pytest.mark.parametrize("station", ["oven", None])
@pytest.mark.parametrize("status", [READY, CANCELLED])
def test_what_is_made_is_on_time_however_long_it_waits(
    station: str | None, status: ItemStatus
) -> None:
    late = share(line(status=status), pickup_time=NOW - timedelta(hours=1))
    late.order_status = OrderStatus.READY

    shown = ticket(late, station, Thresholds(), NOW)

    assert (shown.sla, shown.remaining_seconds) == (Sla.ON_TIME, -3600)


def test_the_whole_ticket_stands_where_its_order_does() -> None:
    whole = share(line(status=READY), line(), order_status=OrderStatus.PREPARING)

    shown = ticket(whole, None, Thresholds(), NOW)

    assert (shown.station, shown.status, shown.order_status) == (None, "PREPARING", "PREPARING")


def test_tickets_stand_in_the_order_in_which_they_must_be_begun() -> None:
    slow = line(preparation_minutes=30)
    later = NOW + timedelta(hours=1)
    shares = [
        share(line(), number=1, pickup_time=later),
        share(line(), number=3, created_at=NOW),
        share(line(), number=2, created_at=NOW),
        share(line(), number=4, created_at=NOW - SECOND),
        share(slow, number=5, pickup_time=NOW + timedelta(minutes=39)),
    ]
    read = TicketsReading(
        as_of="0000aaaa.7", now=NOW, shares=shares, thresholds=Thresholds(), held=Held(0, None)
    )

    shown = snapshot("main", None, read, all_day(read.shares))

    assert [ticket.display_id for ticket in shown.tickets] == ["#5", "#4", "#2", "#3", "#1"]


def test_of_some_orders_nothing_is_counted() -> None:
    held = Held(3, NOW)
    read = TicketsReading(
        as_of="0000aaaa.7", now=NOW, shares=[share(line())], thresholds=Thresholds(), held=held
    )

    shown = snapshot("main", "oven", read, None)

    assert (shown.location_id, shown.station, shown.as_of, shown.now) == (
        "main",
        "oven",
        "0000aaaa.7",
        NOW,
    )
    assert (len(shown.tickets), shown.all_day, shown.held) == (1, None, held)


def test_the_board_has_what_waits_longest_first() -> None:
    orders = [
        standing(1, OrderStatus.READY),
        standing(2, OrderStatus.READY, since=NOW - SECOND),
        standing(3, OrderStatus.PREPARING),
        standing(4, OrderStatus.RECEIVED, pickup_time=NOW - SECOND),
        standing(5, OrderStatus.PREPARING, created_at=NOW - SECOND),
    ]

    board = pickup_board(
        BoardReading(as_of="0000aaaa.7", now=NOW, orders=orders, rules=BoardRules())
    )

    assert [order.display_id for order in board.ready] == ["#2", "#1"]
    assert [order.display_id for order in board.preparing] == ["#4", "#5", "#3"]
    assert (board.as_of, board.now) == ("0000aaaa.7", NOW)


@pytest.mark.parametrize(
    ("minutes", "called"), [(1, ["#1"]), (2, ["#2", "#1"]), (120, ["#3", "#2", "#1"])]
)
def test_the_board_calls_no_order_for_longer_than_its_location_says(
    minutes: int, called: list[str]
) -> None:
    since = [NOW - 59 * SECOND, NOW - 60 * SECOND, NOW - 120 * SECOND]
    orders = [
        standing(number, OrderStatus.READY, since=each) for number, each in enumerate(since, 1)
    ]
    rules = BoardRules(minutes, show_names=True)

    board = pickup_board(BoardReading(as_of="0000aaaa.7", now=NOW, orders=orders, rules=rules))

    assert [order.display_id for order in board.ready] == called
    assert board.show_names


@pytest.mark.parametrize(
    ("seconds", "told"), [(0, Sla.WARN), (359, Sla.WARN), (360, Sla.LATE), (-1, Sla.ON_TIME)]
)
def test_what_is_wanted_as_soon_as_possible_is_not_late_as_it_comes_in(
    seconds: int, told: Sla
) -> None:
    asked = share(line(), pickup_time=None, asap=True, due_at=NOW)

    shown = ticket(asked, "oven", Thresholds(300, 60), NOW + seconds * SECOND)

    assert (shown.sla, shown.remaining_seconds) == (told, -seconds)
