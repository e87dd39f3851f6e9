"""The pages as people before them see and touch them."""

from typing import Any, Literal
from urllib.parse import urlencode

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, ViewportSize, expect

WIDE = ViewportSize(width=1024, height=600)
PHONE = ViewportSize(width=390, height=844)
WALL = ViewportSize(width=1920, height=1080)
PATIENCE = 15_000
"""Milliseconds within which what must happen happens, on a machine that has other things to do."""

COUNT_TONES = """
    window.tones = 0;
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...when) {
      window.tones += 1;
      return start.apply(this, when);
    };
"""
"""A script that counts in `window.tones` what the page sounds."""

expect.set_options(timeout=PATIENCE)


class Kitchen:
    """The page `/kitchen` on one screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.grid = page.locator("#tickets")
        self.connection = page.locator("#connection")
        self.notices = page.locator("#notices")
        self.ready = page.locator("#ready")

    @property
    def tickets(self) -> Locator:
        return self.grid.locator(".ticket:not([inert])")

    def ticket(self, name: str) -> Locator:
        return self.page.get_by_role("article", name=f"Order {name}", exact=True)

    def line(self, ticket: str, text: str) -> Locator:
        return self.ticket(ticket).get_by_role("button", name=text)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    async def bump(self, name: str) -> None:
        await self.button(f"Bump {name}").click()

    async def shows(self, *names: str) -> None:
        """These tickets and no others, in this order."""
        await expect(self.tickets.locator("h2")).to_have_text(list(names))

    async def has_ready(self, *names: str) -> None:
        await expect(self.ready.locator("strong")).to_have_text(list(names), use_inner_text=False)

    async def is_live(self) -> None:
        await expect(self.connection).to_have_text("Live")

    async def after_double_taps(self) -> None:
        """So much later that another tap at the same spot is meant."""
        await self.page.evaluate("new Promise((resolve) => setTimeout(resolve, 450))")

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.page.keyboard.press(key)


class Board:
    """The page `/board` on one screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.connection = page.locator("#connection")

    async def shows(self, *, preparing: list[str], ready: list[str]) -> None:
        await expect(self.page.locator("#preparing li")).to_have_text(preparing)
        await expect(self.page.locator("#ready li")).to_have_text(ready)


class Dashboard:
    """The page `/dashboard` on one screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.connection = page.locator("#connection")

    def tile(self, name: str) -> Locator:
        heading = self.page.get_by_role("heading", name=name, exact=True)
        return self.page.get_by_role("article").filter(has=heading)

    async def tells(self, tile: str, **figures: str) -> None:
        for name, figure in figures.items():
            told = self.tile(tile).locator(f"[data-figure={name}] dd")
            await expect(told).to_have_text(figure)

    def chart(self, chart: str) -> Locator:
        return self.page.locator(f"#{chart}")

    async def is_drawn(self) -> None:
        """Every chart has its answer."""
        await expect(self.page.locator("#charts > article").first).to_be_attached()
        await expect(self.page.locator("#charts > [aria-busy=true]")).to_have_count(0)

    async def rows(self, chart: str) -> list[list[str]]:
        """What the chart's table says, whether it is open or not."""
        found: list[list[str]] = await self.chart(chart).evaluate(
            "chart => [...chart.querySelectorAll('tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
        )
        return found


class Screens:
    """Screens at one location, each as if on a device of its own."""

    def __init__(self, browser: Browser, url: str, location_id: str) -> None:
        self._browser = browser
        self.url = url
        self._location_id = location_id
        self._open: list[Page] = []
        self.complaints: list[str] = []

    async def kitchen(self, **options: Any) -> Kitchen:
        kitchen = Kitchen(await self.page("/kitchen", **options))
        await kitchen.is_live()
        return kitchen

    async def board(self, **options: Any) -> Board:
        board = Board(await self.page("/board", **options))
        await expect(board.connection).to_have_text("Up to date")
        return board

    async def dashboard(self, **options: Any) -> Dashboard:
        dashboard = Dashboard(await self.page("/dashboard", **options))
        await expect(dashboard.connection).to_have_text("Live")
        await dashboard.is_drawn()
        return dashboard

    async def page(
        self,
        path: str,
        *,
        size: ViewportSize = WIDE,
        before: str | None = None,
        clock: str | None = None,
        calm: Literal["reduce", "no-preference"] = "no-preference",
        block: str | None = None,
        url: str | None = None,
        **query: str,
    ) -> Page:
        """`before` is a script that runs before the page's own, `clock` what the tablet takes for now.

        `block` is a pattern of what doesn't come through.
        """
        context = await self._browser.new_context(
            viewport=size, timezone_id="UTC", reduced_motion=calm
        )
        if clock:
            await context.clock.install(time=clock)
        if block:
            await context.route(block, lambda route: route.abort())
        page = await context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if before:
            await page.add_init_script(before)
        where = urlencode({"locationId": self._location_id} | query)
        await page.goto(f"{url or self.url}{path}?{where}")
        self._open.append(page)
        return page

    async def close(self) -> None:
        for page in self._open:
            await page.context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        # That a server is away or refuses is what some tests are about, and the browser's own words.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)
