"""The documentation where no other host can be reached: behind a firewall, in a kitchen's own network."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from huuva_backend.application import create_app
from huuva_backend.platform.settings import Settings
from tests.server import Server
from tests.web.screens import PHONE, WIDE

SIZES = pytest.mark.parametrize("size", [WIDE, PHONE], ids=["tablet", "phone"])
SUMMARIES = [
    operation["summary"]
    for place in ("paths", "webhooks")
    for item in create_app(Settings()).openapi()[place].values()
    for operation in item.values()
]


@asynccontextmanager
async def _alone(browser: Browser, server: Server, size: ViewportSize) -> AsyncIterator[Page]:
    """A browser that may ask nobody but the server, and has no cause for complaint when it is done."""
    here = urlsplit(server.url).netloc
    complaints: list[str] = []
    async with await browser.new_context(viewport=size) as context:
        page = await context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        yield page
        elsewhere = [url for url in asked if urlsplit(url).netloc not in (here, "")]
        assert (elsewhere, complaints) == ([], [])


@SIZES
async def test_swagger_ui_shows_every_operation(
    browser: Browser, server: Server, size: ViewportSize
) -> None:
    async with _alone(browser, server, size) as page:
        await page.goto(f"{server.url}/api/docs")
        shown = page.locator(".opblock-summary-description")
        await expect(shown).to_have_count(len(SUMMARIES))
        assert sorted(await shown.all_inner_texts()) == sorted(SUMMARIES)


async def test_an_operation_can_be_tried_in_swagger_ui(browser: Browser, server: Server) -> None:
    async with _alone(browser, server, WIDE) as page:
        await page.goto(f"{server.url}/api/docs")
        readiness = page.locator("#operations-operations-readyz")
        await readiness.click()
        await readiness.get_by_role("button", name="Try it out").click()
        await readiness.get_by_role("button", name="Execute").click()
        live = readiness.locator(".live-responses-table")
        await expect(live).to_contain_text('"status": "ok"')
        await expect(live.locator(".response-col_status").last).to_have_text("200")


@SIZES
async def test_redoc_shows_every_operation(
    browser: Browser, server: Server, size: ViewportSize
) -> None:
    async with _alone(browser, server, size) as page:
        await page.goto(f"{server.url}/api/redoc")
        shown = page.locator('[id^="tag/"] h2')
        await expect(shown.filter(has_text=SUMMARIES[-1])).to_be_visible()
        # What is sent to others has a badge.
        titles = [title.strip().removesuffix(" Webhook") for title in await shown.all_inner_texts()]
        assert set(SUMMARIES) <= set(titles)


async def test_redoc_finds_an_operation(browser: Browser, server: Server) -> None:
    async with _alone(browser, server, WIDE) as page:
        await page.goto(f"{server.url}/api/redoc")
        await page.get_by_placeholder("Search...").fill("picture")
        await expect(page.locator(".search-results, [data-role='search:results']")).to_contain_text(
            "Look at a picture"
        )
