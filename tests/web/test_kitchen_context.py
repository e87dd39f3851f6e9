"""What a ticket shows beside its lines: who eats it and where, whose it is, what to collect, which day."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.async_api import expect

from tests.web.place import Place, line
from tests.web.screens import Screens

DINING: dict[str, Any] = {
    "orderType": "DINE_IN",
    "table": "12",
    "covers": 4,
    "server": "Aino",
    "customer": {"name": "Mira"},
    "payment": {"status": "UNPAID", "method": "cash"},
}


async def test_a_table_that_pays_later(screens: Screens, place: Place) -> None:
    order = await place.order("T-12", line("BURGER"), line("FRIES"), **DINING)
    kitchen = await screens.kitchen()

    ticket = kitchen.ticket("T-12")
    await expect(ticket.locator(".guest")).to_have_text("Mira")
    await expect(ticket.locator(".service")).to_have_text("Dine-in · table 12 · 4 covers · by Aino")
    await expect(ticket.locator(".collect")).to_have_text("Collect €23.80")

    await place.move_line(order, "FRIES", "CANCELLED")
    await expect(ticket.locator(".collect")).to_have_text("Collect €11.90")

    await place.move(order, "READY")
    await kitchen.button("Ready 1").click()
    about = kitchen.ready.locator("li")
    await expect(about).to_contain_text("Mira · Dine-in · table 12")
    await expect(about).to_contain_text("Collect €11.90")


async def test_what_is_paid_or_of_which_nobody_knows_is_not_collected(
    screens: Screens, place: Place
) -> None:
    await place.order(
        "PAID", payment={"status": "PAID"}, deliveryAddress={"street": "Mannerheim 1"}
    )
    await place.order("UNKNOWN", customer=None)
    kitchen = await screens.kitchen()

    for name, kind in (("PAID", "Delivery"), ("UNKNOWN", "Pick-up")):
        await expect(kitchen.ticket(name).locator(".service")).to_have_text(kind)
        await expect(kitchen.ticket(name).locator(".collect")).to_be_hidden()
    await expect(kitchen.ticket("UNKNOWN").locator(".guest")).to_have_text("")


async def test_as_soon_as_possible_and_another_day(screens: Screens, place: Place) -> None:
    await place.order("NOW", pickupTime=None)
    later = await place.order("LATER", minutes=3 * 24 * 60)
    await place.move(later, "PREPARING")
    kitchen = await screens.kitchen()

    await expect(kitchen.ticket("NOW").locator(".about")).to_have_text(f"wolt · {place.id} · asap")
    await expect(kitchen.ticket("NOW").locator(".word")).to_have_text("▲ now")
    day = datetime.now(UTC) + timedelta(days=3)
    told = kitchen.ticket("LATER").locator(".about")
    await expect(told).to_contain_text(f"{day:%a} {day.day} ")
