"""What the page /kitchen says of itself never buries the screen."""

from playwright.async_api import Route, expect

from tests.web.place import Place
from tests.web.screens import Kitchen, Screens

PATCHES = "**/api/orders/*/**"
BUSY = {"title": "Away", "detail": "The database doesn't answer.", "status": 503}


async def cancelled(screens: Screens, place: Place, number: int) -> Kitchen:
    """That many orders, cancelled one after the other."""
    orders = [await place.order(f"A-{at}", minutes=20 + at) for at in range(1, number + 1)]
    kitchen = await screens.kitchen()
    for order in orders:
        await place.move(order, "CANCELLED")
    await kitchen.shows()
    return kitchen


async def says(kitchen: Kitchen, *texts: str) -> None:
    await expect(kitchen.notices.locator(".notice:not([hidden])")).to_have_text(list(texts))


async def test_the_newest_three_are_in_sight_and_the_rest_is_a_number(
    screens: Screens, place: Place
) -> None:
    kitchen = await cancelled(screens, place, 5)
    newest = [f"A-{number} was cancelled.OK" for number in (3, 4, 5)]
    await says(kitchen, "2 moreClose all", *newest)

    await kitchen.press("x")
    older = [f"A-{number} was cancelled.OK" for number in (2, 3, 4)]
    await says(kitchen, "1 moreClose all", *older)

    await kitchen.notices.get_by_role("button", name="OK").last.click()
    await says(kitchen, *(f"A-{number} was cancelled.OK" for number in (1, 2, 3)))


async def test_all_are_closed_at_once(screens: Screens, place: Place) -> None:
    kitchen = await cancelled(screens, place, 4)
    await kitchen.button("Close all").click()
    await expect(kitchen.notices).to_be_empty()


async def test_of_what_could_not_be_done_to_an_order_only_the_newest_word_stays(
    screens: Screens, place: Place
) -> None:
    failed = "A-1 could not be bumped: The database doesn't answer.OK"
    await place.order("A-1")
    kitchen = await screens.kitchen()
    await kitchen.page.route(PATCHES, lambda route: route.fulfill(status=503, json=BUSY))
    for _ in range(3):
        async with kitchen.page.expect_response(PATCHES):
            await kitchen.press("1", "Enter")
        await says(kitchen, failed)
        await kitchen.shows("A-1")


LATE_EVENTS = """
    const property = Object.getOwnPropertyDescriptor(EventSource.prototype, "onmessage");
    Object.defineProperty(EventSource.prototype, "onmessage", {
      set(listen) {
        property.set.call(this, (event) => setTimeout(() => listen(event), 700));
      },
    });
"""


async def test_a_cancellation_is_told_also_where_the_ticket_was_gone_before_its_event_came(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = await screens.kitchen(before=LATE_EVENTS)
    await kitchen.shows("A-1")

    async def cancelled_meanwhile(route: Route) -> None:
        await place.move(order, "CANCELLED")
        await route.fulfill(status=503, json=BUSY)

    await kitchen.page.route(PATCHES, cancelled_meanwhile)
    await kitchen.press("1", "Enter")

    failed = "A-1 could not be bumped: The database doesn't answer.OK"
    await says(kitchen, failed, "A-1 was cancelled.OK")
    await kitchen.shows()


async def test_what_a_station_has_finished_is_cancelled_without_a_word_to_it(
    screens: Screens, place: Place
) -> None:
    finished, open_one = await place.order("A-1"), await place.order("A-2", minutes=30)
    grill = await screens.kitchen(station="grill")
    await grill.bump("A-1")
    await grill.shows("A-2")
    await place.comes_to(finished, ["PREPARING", "READY", "ORDERED"], version=2)

    await place.move(finished, "CANCELLED")
    await place.move(open_one, "CANCELLED")

    await grill.shows()
    await says(grill, "A-2 was cancelled.OK")
