"""Whether everybody can read and touch the pages, on a small tablet and on a phone."""

from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from tests.web.place import Place, line
from tests.web.screens import PHONE, WALL, WIDE, Kitchen, Screens

SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["tablet", "phone"])
LEAST_CONTRAST = 4.5
LEAST_TARGET = 44

UNREADABLE = """least => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = ([r, g, b]) =>
    [r, g, b].map((part) => linear(part / 255)).reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
  const seen = (node) => node.checkVisibility() && node.getClientRects().length > 0;
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = parts(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
      if (alpha > 0) throw new Error("half transparent: " + at.outerHTML);
    }
    throw new Error("no background");
  };
  const texts = [...document.querySelectorAll("body *")].filter((node) =>
    [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim()) && seen(node) && !node.closest(".unseen, script, noscript"));
  const judged = texts.map((node) => {
    const style = getComputedStyle(node);
    const [light, dark] = [luminance(parts(style.color)), luminance(ground(node))].sort((a, b) => b - a);
    return [node.textContent.trim(), (light + 0.05) / (dark + 0.05), Number(style.opacity)];
  });
  return { judged: judged.length, bad: judged.filter(([, contrast, opacity]) => contrast < least || opacity < 1) };
}"""
TARGETS = """() =>
  [...document.querySelectorAll("button, input, a")]
    .filter((node) => node.checkVisibility() && node.getClientRects().length > 0)
    .map((node) => [node.textContent || node.id, node.offsetWidth, node.offsetHeight])
"""


async def _full(place: Place) -> None:
    """One of everything that can be seen."""
    await place.snooze("SHAKE")
    late = await place.order(
        "late", line("BURGER", 2, "BACON", note="no onions"), line("FRIES"), minutes=5
    )
    await place.move_line(late, "BURGER", "READY")
    sold = {"amount": 500, "currency": "EUR"}
    soon = await place.order(
        "soon", line("SMASH"), line("SHAKE", unitPrice=sold), minutes=15, note="Allergy!"
    )
    await place.move_line(soon, "SMASH", "CANCELLED")
    await place.order("calm")
    for name in ("ready", "x" * 64):
        await place.move(await place.order(name), "READY")
    await place.order("y" * 64, {"plu": "z" * 64, "name": "z" * 255, "quantity": 999})
    await place.order("later", minutes=300)


async def _with_everything_open(screens: Screens, place: Place, size: ViewportSize) -> Kitchen:
    await _full(place)
    kitchen = await screens.kitchen(size=size)
    amended = await place.order("amended", line("BURGER", 2, "BACON"), line("FRIES"))
    await expect(kitchen.ticket("amended")).to_be_attached()
    await place.move_line(amended, "BURGER", "CANCELLED")
    await place.add(amended, line("SMASH"), line("FRIES", course=2, held=True))
    await expect(kitchen.ticket("amended").locator(".mark")).to_have_text(
        ["VOID 2 ×", "", "new", "new · held"]
    )
    gone = await place.order("gone")
    await expect(kitchen.ticket("gone")).to_be_attached()
    await place.move(gone, "CANCELLED")
    await expect(kitchen.notices).to_contain_text("gone was cancelled")
    return kitchen


async def _is_readable(page: Page, least: int) -> None:
    found: dict[str, Any] = await page.evaluate(UNREADABLE, LEAST_CONTRAST)
    assert found["bad"] == []
    assert found["judged"] >= least


async def _fits(page: Page, size: ViewportSize) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    wider = "[...document.querySelectorAll('#tickets, main > section, ol')].filter(n => n.scrollWidth > n.clientWidth)"
    assert await page.evaluate(f"{wider}.map(n => n.id)") == []


@SIZES
async def test_all_of_the_kitchen_is_readable_and_large_enough_to_touch(
    screens: Screens, place: Place, size: ViewportSize
) -> None:
    kitchen = await _with_everything_open(screens, place, size)
    page = kitchen.page
    for panel in ("Ready 2", "All day", "Settings"):
        await page.get_by_role("button", name=panel).click()
        await _is_readable(page, least=60)
        await _fits(page, size)
        for name, width, height in await page.evaluate(TARGETS):
            assert min(width, height) >= LEAST_TARGET, name
    await page.route("**/api/**", lambda route: route.abort())
    await page.context.set_offline(True)
    await expect(kitchen.connection).to_contain_text("Connection lost")
    await _is_readable(page, least=60)


@SIZES
async def test_all_of_the_first_page_is_readable(
    screens: Screens, place: Place, size: ViewportSize
) -> None:
    page = await screens.page("/", size=size)
    await expect(page.locator("#health")).to_have_text("Ready")
    await _is_readable(page, least=14)
    await _fits(page, size)
    await page.route("**/readyz", lambda route: route.abort())
    await expect(page.locator("#health")).to_have_text("The server doesn't answer.")
    await _is_readable(page, least=14)


@SIZES
async def test_all_of_the_board_is_readable(
    screens: Screens, place: Place, size: ViewportSize
) -> None:
    await _full(place)
    page = (await screens.board(size=size)).page
    await expect(page.locator("li.fresh")).to_have_count(2)
    await _is_readable(page, least=7)
    await _fits(page, size)


@pytest.mark.parametrize("size", [WIDE, PHONE, WALL], ids=["tablet", "phone", "wall"])
async def test_all_of_the_dashboard_is_readable_and_large_enough_to_touch(
    screens: Screens, place: Place, size: ViewportSize
) -> None:
    await _full(place)
    dashboard = await screens.dashboard(size=size)
    page = dashboard.page
    await page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    await _is_readable(page, least=200)
    await _fits(page, size)
    for name, width, height in await page.evaluate(TARGETS):
        assert min(width, height) >= LEAST_TARGET, name
    await page.route("**/api/**", lambda route: route.abort())
    await page.context.set_offline(True)
    await expect(dashboard.connection).to_contain_text("Connection lost")
    await _is_readable(page, least=200)


async def test_everything_has_a_name_for_those_who_listen(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", line("BURGER", 2, "BACON", note="no onions"), line("FRIES"))
    await place.move_line(order, "FRIES", "CANCELLED")
    kitchen = await screens.kitchen()
    await expect(kitchen.page.locator("body")).to_match_aria_snapshot("""
      - banner:
        - heading /.+/ [level=1]
        - paragraph: 1 open
        - navigation "Stations":
          - button "All" [pressed]
          - button "fry"
          - button "grill"
      - status: Live
      - main:
        - region "Tickets":
          - article "Order A-1":
            - heading "A-1" [level=2]
            - list:
              - listitem:
                - button "2 × Hawaii Burger Bacon no onions"
              - listitem:
                - button "void 1 × French Fries" [disabled]
            - button "Start A-1"
            - button "Bump A-1"
      - toolbar "Tools":
        - button "Undo" [disabled]
        - button "Ready 0"
        - button "All day"
        - button "Allow sound" [pressed]
        - button "Settings"
      - alert
      - status
    """)


async def test_nothing_moves_for_those_who_asked_for_it(screens: Screens, place: Place) -> None:
    await place.move(await place.order("A-1"), "READY")
    for calm, moving in (("reduce", 0), ("no-preference", 1)):
        page = (await screens.board(calm=calm)).page
        await expect(page.locator("li.fresh")).to_be_visible()
        assert await page.evaluate("document.getAnimations().length") == moving


async def test_something_is_there_before_any_script(screens: Screens) -> None:
    page = await screens.page("/kitchen", block="**/*.js")
    await expect(page.locator("#connection")).to_have_text("Connecting…")
    await expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")
