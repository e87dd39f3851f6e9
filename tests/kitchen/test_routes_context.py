"""For whom a ticket is, what to collect, and when what is wanted as soon as possible is due."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Connection
from tests.factories import item
from tests.kitchen.screens import Screens
from tests.orders.kitchen import Kitchen

STREET = {"street": "Huuvatie 1"}


def eur(amount: int) -> dict[str, Any]:
    return {"amount": amount, "currency": "EUR"}


BILL = [item("STEAK", unitPrice=eur(2150)), item("BEER", quantity=2, unitPrice=eur(600))]
UNPAID = {"status": "UNPAID"}


async def test_a_ticket_says_who_eats_it_and_where(kitchen: Kitchen, screens: Screens) -> None:
    told = {"orderType": "DINE_IN", "table": "12", "covers": 2, "server": "Aino"}
    await kitchen.place(**told, customer={"name": "Mira"}, items=BILL, payment=UNPAID)

    (ticket,) = await screens.tickets()

    assert {key: ticket[key] for key in told} == told
    assert (ticket["customerName"], ticket["toCollect"]) == ("Mira", eur(3350))


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({}, "PICKUP"),
        ({"deliveryAddress": STREET}, "DELIVERY"),
        ({"deliveryAddress": {"coordinates": {"latitude": 60, "longitude": 24.9}}}, "DELIVERY"),
        ({"deliveryAddress": STREET, "orderType": "CURBSIDE"}, "CURBSIDE"),
    ],
)
async def test_an_address_says_the_type_unless_somebody_does(
    kitchen: Kitchen, screens: Screens, sql: Connection, changes: dict[str, Any], kind: str
) -> None:
    placed = await kitchen.place(**changes)

    (ticket,) = await screens.tickets()

    assert (placed["orderType"], ticket["orderType"]) == (kind, kind)


@pytest.mark.parametrize(("address", "kind"), [(None, "PICKUP"), (STREET, "DELIVERY")])
async def test_a_row_of_before_has_the_type_that_its_address_says(
    kitchen: Kitchen, screens: Screens, sql: Connection, address: Any, kind: str
) -> None:
    placed = await kitchen.place(deliveryAddress=address)
    await sql.execute("UPDATE orders SET order_type = NULL")

    (ticket,) = await screens.tickets()

    assert ticket["orderType"] == kind
    assert (await kitchen.get(placed))["orderType"] == kind


@pytest.mark.parametrize(
    ("payment", "to_collect"),
    [
        (None, None),
        (UNPAID, eur(3350)),
        ({"status": "PARTLY", "paid": eur(3000)}, eur(350)),
        ({"status": "PAID"}, None),
        ({"status": "PAID", "paid": eur(4000)}, None),
    ],
)
async def test_what_is_to_collect_is_what_is_due(
    kitchen: Kitchen, screens: Screens, payment: Any, to_collect: Any
) -> None:
    await kitchen.place(items=BILL, payment=payment)

    (ticket,) = await screens.tickets()

    assert ticket["toCollect"] == to_collect


async def test_a_station_collects_for_all_lines_that_are_not_cancelled(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("STEAK", "grill", 20)
    placed = await kitchen.place(items=BILL, payment=UNPAID)
    await kitchen.move_item(placed, "BEER", "CANCELLED")

    (ticket,) = await screens.tickets(station="grill")

    assert ticket["toCollect"] == eur(2150)


async def test_what_nobody_named_a_time_for_is_due_after_the_orders_longest_preparation(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("STEAK", "grill", 20)
    await screens.menu("FRIES", "fry", 5)
    placed = await kitchen.place(pickupTime=None, items=[item("STEAK"), item("FRIES")])
    recorded = datetime.fromisoformat(placed["recordedAt"])

    (whole,) = await screens.tickets()
    (fries,) = await screens.tickets(station="fry")

    assert (placed["pickupTime"], placed["asap"]) == (None, True)
    assert (whole["pickupTime"], whole["asap"], fries["asap"]) == (None, True, True)
    assert datetime.fromisoformat(whole["startBy"]) == recorded
    for ticket in (whole, fries):
        assert datetime.fromisoformat(ticket["dueAt"]) == recorded + timedelta(minutes=20)
    assert datetime.fromisoformat(fries["startBy"]) == recorded + timedelta(minutes=15)


async def test_a_cancelled_line_is_not_waited_for(kitchen: Kitchen, screens: Screens) -> None:
    await screens.menu("STEAK", "grill", 20)
    placed = await kitchen.place(pickupTime=None, items=[item("STEAK"), item("FRIES")])
    await kitchen.move_item(placed, "STEAK", "CANCELLED")

    (ticket,) = await screens.tickets()

    assert ticket["dueAt"] == ticket["startBy"] == placed["recordedAt"]
