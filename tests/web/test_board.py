"""The page /board as those see it who wait."""

from playwright.async_api import Locator, expect

from tests.factories import order
from tests.web.place import Place
from tests.web.screens import PHONE, Screens


async def test_orders_go_from_preparing_to_ready_to_gone(screens: Screens, place: Place) -> None:
    first = await place.order("A-1", minutes=20)
    await place.order("A-2", minutes=25)
    board, phone = await screens.board(), await screens.board(size=PHONE)
    for screen in (board, phone):
        await screen.shows(preparing=["A-1", "A-2"], ready=[])
    await place.move(first, "READY")
    for screen in (board, phone):
        await screen.shows(preparing=["A-2"], ready=["A-1"])
        await expect(screen.page.locator("#ready li")).to_have_class("fresh")
        await expect(screen.page.locator("#announcements")).to_have_text("Ready: A-1")
    await place.move(first, "PICKED_UP")
    for screen in (board, phone):
        await screen.shows(preparing=["A-2"], ready=[])


async def test_the_newest_is_first_and_is_marked_for_a_minute(
    screens: Screens, place: Place
) -> None:
    for name in ("A-1", "A-2"):
        await place.move(await place.order(name), "READY")
    board = await screens.board(clock="2001-01-01T00:00:00Z")
    await board.shows(preparing=[], ready=["A-2", "A-1"])
    await expect(board.page.locator("li.fresh")).to_have_text(["A-2", "A-1"])
    await board.page.route("**/api/**", lambda route: route.abort())
    await board.page.clock.fast_forward("01:01")
    await expect(board.page.locator("li.fresh")).to_have_count(0)


async def test_two_orders_may_be_called_the_same(screens: Screens, place: Place) -> None:
    board = await screens.board()
    orders = [await place.order("17", channel=channel) for channel in ("wolt", "foodora")]
    await board.shows(preparing=["17 wolt", "17 foodora"], ready=[])

    await place.move(orders[1], "READY")
    await board.shows(preparing=["17 wolt"], ready=["17 foodora"])
    await expect(board.page.locator("#announcements")).to_have_text("Ready: 17 foodora")


async def test_nothing_personal_is_on_the_board(screens: Screens, place: Place) -> None:
    customer = {"name": "Maija Meikäläinen", "phoneNumber": "+358401234567"}
    note = "door code 1234"
    await place.order("A-1", customer=customer, note=note, account="maija@example.com")
    board = await screens.board()
    await board.shows(preparing=["A-1"], ready=[])
    seen = await board.page.content()
    told = await (await board.page.request.get(_board_of(place, screens))).text()
    for personal in ("Maija", "358401234567", "1234", "example.com", order()["account"]):
        assert personal not in seen
        assert personal not in told


def _board_of(place: Place, screens: Screens) -> str:
    return f"{screens.url}/api/kitchen/board?locationId={place.id}"


async def _letters(item: Locator) -> float:
    size: float = await item.evaluate("item => parseFloat(getComputedStyle(item).fontSize)")
    return size


async def test_letters_are_as_large_as_all_have_room(screens: Screens, place: Place) -> None:
    board = await screens.board()
    sizes = []
    for number in range(1, 25):
        await place.order(f"{number:06}", minutes=10 + number)
        if number in (1, 8, 24):
            names = [f"{known:06}" for known in range(1, number + 1)]
            await board.shows(preparing=names, ready=[])
            sizes.append(await _letters(board.page.locator("#preparing li").last))
            await expect(board.page.locator("#preparing li").last).to_be_in_viewport(ratio=1)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] >= 2 * sizes[-1] >= 40


async def test_the_boards_name_is_what_its_address_says(screens: Screens) -> None:
    board = await screens.board(name="Kamppi")
    await expect(board.page.get_by_role("heading", level=1)).to_have_text("Kamppi")
    await expect(board.page).to_have_title("Kamppi")
