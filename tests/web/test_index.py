"""The first page: where everything is, and how the server is."""

from playwright.async_api import Route, expect

from tests.web.screens import PHONE, Screens

STOPPING = '{"title": "Not ready for requests", "detail": "The server is stopping."}'


async def test_it_leads_to_every_page_and_to_the_documentation(screens: Screens) -> None:
    page = await screens.page("/", size=PHONE)
    links = page.get_by_role("link")
    assert [await link.get_attribute("href") for link in await links.all()] == [
        "/kitchen",
        "/board",
        "/dashboard",
        "/sign-in",
        "/api/docs",
        "/api/redoc",
        "/api/openapi.json",
    ]
    box = await page.get_by_text("Tickets by due time").bounding_box()
    assert box
    await page.mouse.click(box["x"] + 10, box["y"] + 10)  # beside the word: all of it is the link
    await expect(page).to_have_url(f"{screens.url}/kitchen")


async def test_it_says_how_the_server_is_as_long_as_it_is_open(screens: Screens) -> None:
    page = await screens.page("/", clock="2026-01-31T18:00:00Z")
    health = page.locator("#health")
    await expect(health).to_have_text("Ready")

    async def stopping(route: Route) -> None:
        await route.fulfill(status=503, content_type="application/problem+json", body=STOPPING)

    await page.route("**/readyz", stopping)
    await page.clock.run_for(5_000)
    await expect(health).to_have_text("The server is stopping.")
    await page.unroute("**/readyz")
    await page.route("**/readyz", lambda route: route.abort())
    await page.clock.run_for(5_000)
    await expect(health).to_have_text("The server doesn't answer.")
    await page.unroute("**/readyz")
    await page.clock.run_for(5_000)
    await expect(health).to_have_text("Ready")
