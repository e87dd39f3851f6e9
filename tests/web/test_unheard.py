"""A page whose address names what nobody has heard of says so, and leads to what there is."""

import pytest
from playwright.async_api import ViewportSize, expect

from tests.web.place import Place, line
from tests.web.screens import PHONE, WIDE, Screens


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


@pytest.mark.parametrize("path", ["/kitchen", "/board"])
async def test_a_page_without_a_location_offers_those_known(
    screens: Screens, place: Place, path: str
) -> None:
    await place.order("A-1")
    page = await screens.page(path, locationId="", name="pass")
    offered = page.locator("#no-location")
    await expect(offered).to_contain_text("Which location?")
    await expect(page.locator("#connection")).to_be_hidden()

    await offered.get_by_role("link", name=place.id, exact=True).click()

    await expect(page.get_by_text("A-1").first).to_be_visible()
    await expect(offered).to_have_count(0)
    assert "name=pass" in page.url


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/kitchen", "locationId, station, name"),
        ("/board", "locationId, name"),
        ("/dashboard", "locationId, brandId, channel, period, from, to"),
    ],
)
async def test_a_page_names_the_parameters_that_it_does_not_know(
    screens: Screens, place: Place, path: str, known: str
) -> None:
    await place.order("A-1")
    page = await screens.page(path, staton="fry")
    await expect(page.locator("#misread")).to_have_text(
        f"The address says “staton”, which this page doesn’t know. Known: {known}."
    )


async def test_a_dashboard_of_an_unheard_location_leads_to_those_that_are_known(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    page = await screens.page("/dashboard", locationId="plaice")
    unheard = page.locator("#unheard")
    await expect(unheard).to_contain_text("Nobody has heard of the location “plaice” yet. Known:")
    await expect(unheard.get_by_role("link", name=place.id, exact=True)).to_be_visible()


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["tablet", "phone"])
@pytest.mark.parametrize("path", ["/kitchen", "/board"])
async def test_what_is_said_of_an_address_is_seen_over_all_of_the_width(
    screens: Screens, place: Place, path: str, size: ViewportSize
) -> None:
    await place.order("A-1")
    page = await screens.page(path, size=size, locationId="", staton="fry")
    for said in ("#misread", "#no-location"):
        await expect(page.locator(said)).to_be_visible()
    box = await page.locator("#misled").bounding_box()
    misread = await page.locator("#misread").bounding_box()
    assert box
    assert misread
    assert box["width"] == size["width"]
    assert box["height"] >= misread["height"] >= 20
