"""Lines of a ticket: parts under their bundles, and what is held or isn't made."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from huuva_backend.kitchen.all_day import all_day
from huuva_backend.kitchen.board import Sla, Thresholds, start_by, ticket
from huuva_backend.kitchen.lines import TicketItem, is_due, is_to_be_made, shown
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from tests.kitchen.shares import NOW, line, share

ORDERED, PREPARING, READY, _, CANCELLED = ItemStatus


def box() -> list[TicketItem]:
    """Two boxes of three menus with a burger each, and two ice creams."""
    bundle: dict[str, Any] = {"bundle": True, "station": None}
    return [
        line("BOX", line=1, quantity=2, **bundle),
        line("MENU", line=2, parent_line=1, quantity=3, **bundle),
        line("BURGER", line=3, parent_line=2),
        line("ICE", line=4, parent_line=1, quantity=2, station="cold"),
    ]


def test_a_part_is_shown_as_often_as_it_is_made_and_under_its_bundle() -> None:
    assert [(item.plu, item.quantity, item.bundle_name) for item in shown(box(), None)] == [
        ("BOX", 2, None),
        ("MENU", 6, "Box"),
        ("BURGER", 6, "Menu"),
        ("ICE", 4, "Box"),
    ]


def test_a_station_is_shown_no_bundles() -> None:
    _, _, burger, _ = box()
    lines = [item for item in box() if item.bundle] + [burger]

    assert [(item.plu, item.bundle_name) for item in shown(lines, "oven")] == [("BURGER", "Menu")]


def test_a_bundle_is_held_while_all_of_its_live_parts_are() -> None:
    outer, inner, burger, ice = box()
    burger.held = ice.held = True
    assert [item.held for item in shown([outer, inner, burger, ice], None)] == [True] * 4

    burger.held = False
    assert [item.held for item in shown([outer, inner, burger, ice], None)][:2] == [False, False]


def test_only_what_may_be_begun_is_counted() -> None:
    counts = all_day(
        [
            share(
                line("MENU", bundle=True),
                line("BURGER", quantity=2),
                line("BURGER", quantity=3, held=True),
                line("COKE", to_make=False),
            )
        ]
    )

    assert [(count.plu, count.quantity) for count in counts] == [("BURGER", 2)]
    assert not is_to_be_made(line(status=READY))


@pytest.mark.parametrize(
    ("items", "due"),
    [
        ([line()], True),
        ([line(held=True)], False),
        ([line(status=READY), line(held=True)], False),
        ([line(status=PREPARING), line(held=True)], True),
        ([line(status=READY), line(to_make=False)], False),
        ([line(to_make=False)], True),
        ([line(status=CANCELLED)], False),
    ],
)
def test_what_is_held_or_not_made_makes_no_ticket_late(items: list[TicketItem], due: bool) -> None:
    assert is_due(OrderStatus.PREPARING, items) is due
    late = share(*items, order_status=OrderStatus.PREPARING, pickup_time=NOW - timedelta(hours=1))
    assert ticket(late, None, Thresholds(), NOW).sla is (Sla.LATE if due else Sla.ON_TIME)


def test_what_is_held_needs_no_time_yet() -> None:
    items = [line(preparation_minutes=5), line(preparation_minutes=20, held=True)]

    assert start_by(NOW, items) == NOW - timedelta(minutes=5)


def test_what_is_weighed_in_a_bundle_is_shown_in_all_and_whose_it_is_with_each_part() -> None:
    bundle = line(
        "BOX", line=1, quantity=3, bundle=True, station=None, allergens=["nuts"], for_name="Anna"
    )
    salmon = line(
        "SALMON", line=2, parent_line=1, quantity=Decimal("0.35"), allergens=["fish", "nuts"]
    )

    (part,) = shown([bundle, salmon], "oven")

    assert (part.quantity, part.allergens, part.for_name) == (
        Decimal("1.05"),
        ["nuts", "fish"],
        "Anna",
    )
    assert [count.quantity for count in all_day([share(part)])] == [Decimal("1.05")]
