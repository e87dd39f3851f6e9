"""A page whose address names what nobody has heard of says so, and leads to what there is."""

from playwright.async_api import expect

from tests.web.place import Place, line
from tests.web.screens import Screens


async def test_a_board_of_an_unheard_location_leads_to_those_that_are_known(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    board = await screens.board(locationId="plaice", name="Pick up")
    unheard = board.page.locator("#unheard")
    await expect(unheard).to_contain_text("Nobody has heard of the location “plaice” yet. Known:")

    await unheard.get_by_role("link", name=place.id, exact=True).click()

    await board.shows(preparing=["A-1"], ready=[])
    await expect(unheard).to_be_hidden()
    await expect(board.page.locator("#name")).to_have_text("Pick up")


async def test_a_display_of_an_unheard_station_leads_to_those_of_its_location(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1", line("FRIES"))
    kitchen = await screens.kitchen(station="frie", name="fry-1")
    unheard = kitchen.page.locator("#unheard")
    await expect(unheard).to_have_text("Nobody has heard of the station “frie” yet. Known: fry")

    await unheard.get_by_role("link", name="fry", exact=True).click()

    await kitchen.shows("A-1")
    await expect(unheard).to_be_hidden()
    assert "name=fry-1" in kitchen.page.url


async def test_a_display_that_is_put_up_first_shows_the_first_order(
    screens: Screens, place: Place
) -> None:
    kitchen = await screens.kitchen()
    unheard = kitchen.page.locator("#unheard")
    await expect(unheard).to_contain_text(f"location “{place.id}”")

    await place.order("A-1", line("FRIES"))

    await kitchen.shows("A-1")
    await expect(unheard).to_be_hidden()
