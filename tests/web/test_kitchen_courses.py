"""Bundles and courses on the page /kitchen."""

from playwright.async_api import expect

from tests.web.place import Json, Place, line
from tests.web.screens import Screens


def menu(**changes: object) -> Json:
    """Two menus of a burger and fries."""
    parts = [line("BURGER", 1, "BACON"), line("FRIES")]
    price = {"amount": 1500, "currency": "EUR"}
    return line("MENU", 2, name="Burger menu", unitPrice=price, items=parts) | changes


async def test_parts_stand_under_their_bundle_and_at_their_stations(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", menu())
    whole, grill = await screens.kitchen(), await screens.kitchen(station="grill")

    ticket = whole.ticket("A-1")
    await expect(ticket.locator(".bundle")).to_have_text("2 × Burger menu")
    await expect(ticket.locator(".part .line")).to_have_text(
        ["2 × Hawaii Burger Bacon", "2 × French Fries"]
    )
    await expect(grill.ticket("A-1").locator(".line")).to_have_text(
        "Burger menu 2 × Hawaii Burger Bacon"
    )

    await grill.bump("A-1")
    await grill.shows()
    async with whole.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        await whole.line("A-1", "French Fries").click()
    await whole.shows()
    assert (await place.get(order))["items"][0]["status"] == "READY"


async def test_a_course_waits_until_it_is_fired(screens: Screens, place: Place) -> None:
    order = await place.order(
        "A-1",
        line("FRIES", course=1),
        line("BURGER", course=2, held=True),
        line("SHAKE", held=True),
    )
    whole, grill = await screens.kitchen(), await screens.kitchen(station="grill")
    burger = whole.ticket("A-1").locator('[data-line="2"]')
    await expect(burger).to_have_text("held Course 2 1 × Hawaii Burger")
    await expect(grill.ticket("A-1").locator(".mark")).to_have_text("held")

    await whole.button("Start A-1").click()
    await place.comes_to(order, ["PREPARING", "PREPARING", "ORDERED", "ORDERED"])
    await whole.button("Fire course 2 of A-1").click()

    await expect(burger).to_have_text("fired Course 2 1 × Hawaii Burger")
    await expect(grill.ticket("A-1").locator(".mark")).to_have_text("fired")
    await expect(whole.button("Fire course 2 of A-1")).to_have_count(0)
    await whole.bump("A-1")
    await place.comes_to(order, ["PREPARING", "READY", "READY", "ORDERED"])
    await expect(whole.ticket("A-1").locator('[data-line="3"] .mark')).to_have_text("held")
    await whole.button("Fire held of A-1").click()
    await expect(whole.ticket("A-1").locator('[data-line="3"] .mark')).to_have_text("fired")
