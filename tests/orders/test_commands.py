"""What a command does to an order as it was read, decided by values alone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from huuva_backend.orders.commands import Command, decide_item, the_item
from huuva_backend.orders.errors import (
    AmbiguousPlu,
    IllegalTransition,
    ItemNotFound,
    OccurredAtOutOfRange,
    StaleVersion,
)
from huuva_backend.orders.history import Actor, HistoryEntry, Revision
from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import Cause, ItemStatus, OrderStatus
from huuva_backend.orders.order import ItemStanding
from huuva_backend.orders.policy import Policy

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
CREATED = NOW - timedelta(hours=1)
DISPLAY = Actor("display", "grill-1")


def line(number: int, status: str = "ORDERED") -> Item:
    at = ItemStatus[status]
    newest = HistoryEntry(
        at,
        None,
        CREATED,
        None,
        CREATED,
        1,
        DISPLAY,
        None,
        False,
        Cause.REQUEST,
        False,
        None,
        0,
        False,
    )
    return Item(
        plu="A",
        name="A",
        quantity=1,
        note=None,
        unit_price=None,
        modifiers=[],
        line=number,
        status=at,
        status_since=CREATED,
        status_seq=1,
        claims=[],
        status_history=[newest],
    )


def standing(*items: Item, order: str = "RECEIVED") -> ItemStanding:
    return ItemStanding(
        as_of=NOW,
        id=UUID(int=1),
        location_id="main",
        status=OrderStatus[order],
        status_since=CREATED,
        status_seq=1,
        version=4,
        created_at=CREATED,
        recorded_at=CREATED,
        updated_at=CREATED,
        held_until=None,
        lines=items,
        newest_since=CREATED,
        items=list(items),
    )


def decided(standing: ItemStanding, item: Item, command: Command[ItemStatus]) -> Revision | None:
    return decide_item(standing, item, command, Policy())


def asked(status: str, **changes: object) -> Command[ItemStatus]:
    return Command(status=ItemStatus[status], actor=DISPLAY, **changes)  # type: ignore[arg-type]


def test_an_item_and_the_order_that_follows_are_changed_together() -> None:
    only = line(1)

    revision = decided(standing(only), only, asked("READY"))

    assert revision is not None
    item, order = revision.changes
    assert (revision.version, revision.recorded_at, revision.actor) == (5, NOW, DISPLAY)
    assert (item.line, item.seq, item.to_status, item.cause) == (1, 2, "READY", "request")
    assert (order.line, order.seq, order.to_status, order.cause) == (None, 2, "READY", "rollup")
    assert (item.previous_seconds, order.previous_seconds) == (3600, 3600)


def test_a_repeat_changes_nothing_even_where_the_version_is_stale() -> None:
    only = line(1)

    assert decided(standing(only), only, asked("ORDERED", expected={1})) is None


@pytest.mark.parametrize("expected", [{3}, {5}, {1, 2, 3}, set()])
def test_a_version_that_is_not_among_those_expected_is_stale(expected: set[int]) -> None:
    only = line(1)

    with pytest.raises(StaleVersion) as stale:
        decided(standing(only), only, asked("READY", expected=expected))

    assert stale.value.version == 4


def test_staleness_is_told_before_illegality() -> None:
    only = line(1, "CANCELLED")

    with pytest.raises(StaleVersion):
        decided(standing(only), only, asked("READY", expected={3}))


def test_a_refusal_teaches() -> None:
    only = line(1, "READY")

    with pytest.raises(IllegalTransition) as refused:
        decided(standing(only, order="READY"), only, asked("PREPARING"))

    assert refused.value.members() == {
        "current": "READY",
        "requested": "PREPARING",
        "allowed": ["CANCELLED"],
        "recallable": ["ORDERED", "PREPARING"],
        "version": 4,
        "changedBy": "display:grill-1",
        "changedAt": "2026-01-31T17:30:00Z",
    }


SECOND = timedelta(seconds=1)
EARLIEST, LATEST = CREATED - timedelta(minutes=5), NOW + timedelta(minutes=2)


@pytest.mark.parametrize("moment", [EARLIEST, CREATED, NOW, LATEST])
def test_the_bounds_of_when_it_may_have_happened_are_included(moment: datetime) -> None:
    only = line(1)

    assert decided(standing(only), only, asked("READY", occurred_at=moment))


@pytest.mark.parametrize(
    "moment",
    [
        EARLIEST - SECOND,
        LATEST + SECOND,
        datetime.min.replace(tzinfo=UTC),
        datetime.max.replace(tzinfo=UTC),
    ],
)
def test_beyond_them_even_a_repeat_is_refused(moment: datetime) -> None:
    only = line(1)

    with pytest.raises(OccurredAtOutOfRange):
        decided(standing(only), only, asked("ORDERED", occurred_at=moment))


def test_a_line_is_named_or_is_the_only_one() -> None:
    several, single = standing(line(1), line(3)), standing(line(2))

    assert the_item(several, 3).line == 3
    assert the_item(single, None).line == 2
    with pytest.raises(AmbiguousPlu) as ambiguous:
        the_item(several, None)
    assert ambiguous.value.lines == [1, 3]
    for unknown in (several, 2), (standing(), None):
        with pytest.raises(ItemNotFound):
            the_item(*unknown)
