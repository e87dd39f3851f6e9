"""Which rows an order's beginning and its moves write, told by values alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, strategies

from huuva_backend.orders.history import Claim, Opening, change, opening, settle
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus, Transition, roll_up

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
CREATED = NOW - timedelta(hours=1)


def minutes_ago(minutes: int) -> datetime:
    return NOW - timedelta(minutes=minutes)


def begun(status: str | None, *claims: tuple[str, int]) -> Opening[OrderStatus]:
    """The opening of an order that is claimed to have had statuses so many minutes ago."""
    return opening(
        None,
        OrderStatus[status] if status else None,
        [Claim(OrderStatus[name], minutes_ago(minutes)) for name, minutes in claims],
        default=OrderStatus.RECEIVED,
        since=CREATED,
        now=NOW,
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
    assert [row.since for row in opened.changes] == [None, minutes_ago(50), minutes_ago(40)]
    assert (opened.status, opened.since, list(opened.claims)) == ("READY", minutes_ago(40), [])


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
    row = change(MOVED, SUBJECT, None)

    assert (row.line, row.seq, row.since, row.occurred_at) == (2, 4, minutes_ago(10), None)
    assert (row.from_status, row.to_status, row.cause) == ("READY", "PREPARING", "rollup")
    assert (row.recall, row.late) == (True, False)


@pytest.mark.parametrize(("minutes", "late"), [(11, True), (10, False), (9, False), (-1, False)])
def test_a_change_is_late_where_it_is_said_to_be_before_the_one_before_it(
    minutes: int, late: bool
) -> None:
    assert change(MOVED, SUBJECT, minutes_ago(minutes)).late is late


def is_dense(opened: Opening[Any]) -> bool:
    numbers = [row.seq for row in opened.changes]
    newest = opened.changes[-1]
    return numbers == list(range(1, len(numbers) + 1)) and newest.to_status is opened.status


@given(
    strategies.sampled_from(OrderStatus),
    strategies.lists(strategies.sampled_from(ItemStatus), min_size=1, max_size=5),
)
def test_whatever_is_claimed_the_order_settles_with_its_items(
    order: OrderStatus, items: list[ItemStatus]
) -> None:
    whole = Opening.at(None, order, CREATED, Cause.IMPORT)
    parts = [
        Opening.at(line, status, CREATED, Cause.IMPORT) for line, status in enumerate(items, 1)
    ]

    settle(whole, parts)

    assert roll_up(whole.status, [part.status for part in parts]) is whole.status
    assert is_dense(whole)
    assert all(is_dense(part) for part in parts)
    kept = [part.status for part, status in zip(parts, items, strict=True) if part.status is status]
    assert ItemStatus.CANCELLED not in items or ItemStatus.CANCELLED in kept
