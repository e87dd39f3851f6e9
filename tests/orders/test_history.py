"""Which rows an order's beginning and its moves write, told by values alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.history import Claim, Clock, Opening, change, opening, settle
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus, Transition, roll_up

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
CREATED = NOW - timedelta(hours=1)
CLOCK = Clock(NOW, NOW, None, timedelta(hours=6))


def minutes_ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def begun(status: str | None, *claims: tuple[str, int]) -> Opening[OrderStatus]:
    """The opening of an order that is claimed to have had statuses so many minutes ago."""
    return opening(
        None,
        OrderStatus[status] if status else None,
        [Claim(OrderStatus[name], minutes_ago(minutes)) for name, minutes in claims],
        default=OrderStatus.RECEIVED,
        reported=CREATED,
        clock=CLOCK,
    )


def rows(opened: Opening[OrderStatus]) -> list[tuple[int, str | None, str, datetime | None, str]]:
    return [
        (row.seq, row.from_status, row.to_status, row.occurred_at, row.cause)
        for row in opened.changes
    ]


def test_nothing_claimed_begins_at_received() -> None:
    assert rows(begun(None)) == [(1, None, "RECEIVED", CREATED, "request")]


def test_a_claimed_status_is_imported() -> None:
    assert rows(begun("READY")) == [(1, None, "READY", CREATED, "import")]


def test_a_legal_chain_is_imported_row_by_row() -> None:
    opened = begun("READY", ("RECEIVED", 50), ("PREPARING", 40), ("READY", 40))

    assert rows(opened) == [
        (1, None, "RECEIVED", minutes_ago(50), "import"),
        (2, "RECEIVED", "PREPARING", minutes_ago(40), "import"),
        (3, "PREPARING", "READY", minutes_ago(40), "import"),
    ]
    assert [row.previous_seconds for row in opened.changes] == [None, 600, 0]
    assert (opened.status, opened.status_since, list(opened.claims)) == (
        "READY",
        minutes_ago(40),
        [],
    )


def test_a_chain_that_ends_now_counts_and_one_that_ends_later_does_not() -> None:
    assert begun(None, ("RECEIVED", 0)).claims == ()
    assert [claim.status for claim in begun(None, ("RECEIVED", -1)).claims] == ["RECEIVED"]


@pytest.mark.parametrize(
    ("status", "claims"),
    [
        ("RECEIVED", [("PICKED_UP", 20), ("RECEIVED", 10)]),
        ("READY", [("RECEIVED", 20), ("PREPARING", 10)]),
        ("PREPARING", [("RECEIVED", 10), ("PREPARING", 20)]),
        ("PREPARING", [("PREPARING", 20), ("PREPARING", 10)]),
    ],
)
def test_claims_that_do_not_count_are_kept_aside(
    status: str, claims: list[tuple[str, int]]
) -> None:
    opened = begun(status, *claims)

    assert rows(opened) == [(1, None, status, CREATED, "import")]
    assert [claim.status for claim in opened.claims] == [name for name, _ in claims]


@dataclass
class Subject:
    status_since: datetime
    status_seq: int


SUBJECT = Subject(minutes_ago(10), 3)


MOVED = Transition(2, ItemStatus.READY, ItemStatus.PREPARING, Cause.ROLLUP)


def test_a_change_follows_the_newest_row() -> None:
    row = change(MOVED, SUBJECT, CLOCK, None)

    assert (row.line, row.seq, row.occurred_at, row.previous_seconds) == (2, 4, NOW, 600)
    assert (row.from_status, row.to_status, row.cause) == ("READY", "PREPARING", "rollup")
    assert (row.recall, row.late) == (True, False)


@pytest.mark.parametrize(("minutes", "late"), [(11, True), (10, False), (9, False), (-1, False)])
def test_a_change_is_late_where_it_is_said_to_be_before_the_one_before_it(
    minutes: int, late: bool
) -> None:
    assert change(MOVED, SUBJECT, CLOCK, minutes_ago(minutes)).late is late


CLAIMED = sorted(set(ItemStatus) - {ItemStatus.PICKED_UP})
"""An item is picked up with its order; nobody claims it."""


def is_dense(opened: Opening[Any]) -> bool:
    numbers = [row.seq for row in opened.changes]
    newest = opened.changes[-1]
    return numbers == list(range(1, len(numbers) + 1)) and newest.to_status is opened.status


@given(
    strategies.sampled_from(OrderStatus),
    strategies.lists(strategies.sampled_from(CLAIMED), min_size=1, max_size=5),
)
def test_whatever_is_claimed_the_order_settles_with_its_items(
    order: OrderStatus, items: list[ItemStatus]
) -> None:
    whole = Opening.at(None, order, CREATED, Cause.IMPORT, CLOCK)
    parts = [
        Opening.at(line, status, CREATED, Cause.IMPORT, CLOCK)
        for line, status in enumerate(items, 1)
    ]

    settle(whole, parts)

    assert roll_up(whole.status, [part.status for part in parts]) is whole.status
    assert is_dense(whole)
    assert all(is_dense(part) for part in parts)
    kept = [part.status for part, status in zip(parts, items, strict=True) if part.status is status]
    assert ItemStatus.CANCELLED not in items or ItemStatus.CANCELLED in kept


def claimed(line: int | None, *claims: tuple[str, int]) -> Opening[Any]:
    names = OrderStatus if line is None else ItemStatus
    return opening(
        line,
        None,
        [Claim(names[name], minutes_ago(minutes)) for name, minutes in claims],
        default=next(iter(names)),
        reported=None,
        clock=CLOCK,
    )


def times(opened: Opening[Any]) -> list[tuple[str, datetime]]:
    return [(row.to_status, row.occurred_at) for row in opened.changes]


def test_items_come_along_when_their_order_is_said_to_have_moved() -> None:
    order = claimed(None, ("RECEIVED", 50), ("PREPARING", 40), ("READY", 20), ("PICKED_UP", 10))
    begun, ready = claimed(1, ("ORDERED", 50), ("PREPARING", 30)), claimed(
        2, ("ORDERED", 50), ("READY", 15)
    )

    settle(order, [begun, ready])

    assert times(begun)[2:] == [("READY", minutes_ago(20)), ("PICKED_UP", minutes_ago(10))]
    assert times(ready)[2:] == [("PICKED_UP", minutes_ago(10))]
    assert [row.previous_seconds for row in begun.changes] == [None, 1200, 600, 600]


@pytest.mark.parametrize(
    ("items", "followed"),
    [
        ([("PREPARING", 30), ("PREPARING", 20)], ("PREPARING", 30)),
        ([("READY", 30), ("READY", 20)], ("READY", 20)),
        ([("CANCELLED", 30), ("CANCELLED", 20)], ("CANCELLED", 20)),
    ],
)
def test_an_order_comes_along_with_the_first_item_begun_or_the_last_that_is_done(
    items: list[tuple[str, int]], followed: tuple[str, int]
) -> None:
    order = claimed(None, ("RECEIVED", 50))

    settle(order, [claimed(line, ("ORDERED", 50), claim) for line, claim in enumerate(items, 1)])

    status, minutes = followed
    assert times(order)[1:] == [(status, minutes_ago(minutes))]


HELD = CLOCK._replace(held_until=minutes_ago(20))


def test_the_first_status_of_an_order_for_later_counts_from_its_release() -> None:
    first, later = Subject(minutes_ago(50), 1), Subject(minutes_ago(50), 2)
    begun = Transition(None, OrderStatus.RECEIVED, OrderStatus.PREPARING, Cause.REQUEST)

    held = change(begun, first, HELD, None)
    early = change(begun, first, HELD, minutes_ago(30))
    again = change(begun, later, HELD, None)

    assert (held.previous_seconds, held.held_seconds) == (1200, 1800)
    assert (early.previous_seconds, early.held_seconds) == (0, 1200)
    assert (again.previous_seconds, again.held_seconds) == (3000, 0)


def test_a_stay_that_began_long_before_we_knew_the_order_counts_from_then() -> None:
    clock = Clock(NOW, minutes_ago(2), None, timedelta(minutes=30))
    begun = Transition(None, OrderStatus.RECEIVED, OrderStatus.PREPARING, Cause.REQUEST)

    trusted = change(begun, Subject(minutes_ago(32), 1), clock, None)
    too_old = change(begun, Subject(minutes_ago(33), 1), clock, None)

    assert (trusted.previous_seconds, trusted.begun_before_recorded) == (1920, False)
    assert (too_old.previous_seconds, too_old.begun_before_recorded) == (120, True)
    assert too_old.held_seconds == 0
