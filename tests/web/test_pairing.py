"""Screens before a server that asks for keys: they show a code until an operator confirms it."""

import re
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient
from playwright.async_api import Browser, Page, expect

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.pairing import MOST_OPEN
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection, create_database
from tests.partners.callers import bearer, key_of
from tests.server import Server
from tests.web.place import Place
from tests.web.screens import PHONE, Board, Dashboard, Kitchen, Screens

CODE = re.compile(r"^[2-9B-Z]{4}-[2-9B-Z]{4}$")


@pytest.fixture
async def keyed_url(migrated: str, worker_id: str) -> str:
    return await create_database(f"paired_{worker_id}", template=migrated)


@pytest.fixture
async def server(keyed_url: str, tmp_path: Path) -> AsyncIterator[Server]:
    async with Server(tmp_path, DATABASE_URL=keyed_url, AUTH="keys") as server:
        yield server


@pytest.fixture
async def committed(keyed_url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(keyed_url)
    yield connection
    await connection.close()


@pytest.fixture
async def key(keyed_url: str) -> str:
    """An operator's."""
    opened = Database.open(keyed_url, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        return (await key_of(database, "anna", *Scope, kind=PartnerKind.OPERATOR)).key


@pytest.fixture
async def operator(server: Server, key: str) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(base_url=server.url, headers=bearer(key), trust_env=False) as client:
        yield client


@pytest.fixture
async def place(operator: AsyncClient) -> Place:
    place = Place(operator, "kamppi")
    await place.write_menu()
    return place


@pytest.fixture
async def screens(browser: Browser, server: Server, place: Place) -> AsyncIterator[Screens]:
    screens = Screens(browser, server.url, place.id)
    yield screens
    await screens.close()
    assert screens.complaints == []


async def code_of(page: Page) -> str:
    shown = page.locator("#pairing-code")
    await expect(shown).to_have_text(CODE)
    return await shown.inner_text()


async def confirm(operator: AsyncClient, code: str, name: str) -> str:
    """The id of the key that the screen has now."""
    answer = await operator.post(
        f"/api/pairings/{code}/confirm", json={"name": name, "locationIds": ["kamppi"]}
    )
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_a_screen_shows_a_code_then_tickets_until_it_is_unpaired(
    screens: Screens, server: Server, operator: AsyncClient, place: Place
) -> None:
    await place.order("A-1")
    kitchen = Kitchen(await screens.page("/kitchen", name="grill-1"))
    code = await code_of(kitchen.page)
    told = kitchen.page.locator("#pairing")
    await expect(told).to_contain_text("This screen isn’t paired")
    await expect(told).to_contain_text(f"keys pair {code} --name grill-1 --location kamppi")
    await expect(told).to_contain_text(
        f'POST /api/pairings/{code}/confirm {{"name":"grill-1","locationIds":["kamppi"]}}'
    )
    await kitchen.page.reload()
    assert await code_of(kitchen.page) == code

    key_id = await confirm(operator, code, "grill-1")
    await kitchen.shows("A-1")
    await kitchen.is_live()
    await expect(told).to_have_count(0)
    await place.order("A-2", minutes=29)
    await kitchen.shows("A-1", "A-2")
    await kitchen.bump("A-1")
    await kitchen.shows("A-2")

    await kitchen.page.reload()
    await kitchen.shows("A-2")
    await server.stop()
    server.start()
    await server.until(ready=True)
    await kitchen.is_live()
    await kitchen.page.reload()
    await kitchen.shows("A-2")

    assert (await operator.delete(f"/api/partners/grill-1/keys/{key_id}")).status_code == 204
    await expect(told).to_contain_text("This screen was unpaired")
    again = await code_of(kitchen.page)
    assert again != code
    await confirm(operator, again, "grill-1")
    await kitchen.shows("A-2")


async def test_where_too_many_screens_wait_another_says_so_until_there_is_a_code_for_it(
    screens: Screens, server: Server, committed: Connection, operator: AsyncClient
) -> None:
    async with AsyncClient(base_url=server.url, trust_env=False) as others:
        for _ in range(MOST_OPEN):
            await others.post("/api/pairings")
            others.cookies.clear()

    kitchen = Kitchen(await screens.page("/kitchen", name="grill-1"))

    told = kitchen.page.locator("#pairing")
    await expect(told.get_by_role("status")).to_contain_text("Too many other screens are waiting")
    await expect(kitchen.page.locator("#pairing-code")).to_be_hidden()
    await expect(told.get_by_role("link", name="sign in")).to_be_visible()

    await committed.execute("UPDATE pairings SET expires_at = now()")
    await expect(told.get_by_role("status")).to_be_hidden(timeout=20_000)
    await confirm(operator, await code_of(kitchen.page), "grill-1")
    await kitchen.is_live()


async def test_what_a_paired_screen_does_is_told_of_it_and_of_its_name(
    screens: Screens, operator: AsyncClient, place: Place
) -> None:
    order = await place.order("A-1")
    kitchen = Kitchen(await screens.page("/kitchen", name="left"))
    await confirm(operator, await code_of(kitchen.page), "grill-1")
    await kitchen.bump("A-1")
    await place.comes_to(order, ["READY", "READY", "READY"])
    entry = (await place.get(order))["statusHistory"][-1]
    assert entry["actor"] == {"kind": "display", "id": "grill-1/left"}


async def test_pages_of_one_browser_are_paired_together(
    screens: Screens, operator: AsyncClient, place: Place
) -> None:
    await place.order("A-1")
    board = Board(await screens.page("/board"))
    code = await code_of(board.page)
    kitchen = Kitchen(await board.page.context.new_page())
    await kitchen.page.goto(f"{screens.url}/kitchen")
    assert await code_of(kitchen.page) == code
    await confirm(operator, code, "counter")
    await board.shows(preparing=["A-1"], ready=[])
    await kitchen.shows("A-1")
    assert kitchen.page.url == f"{screens.url}/kitchen?locationId=kamppi"


async def test_the_key_is_where_no_script_finds_it(screens: Screens, operator: AsyncClient) -> None:
    page = await screens.page("/board")
    await confirm(operator, await code_of(page), "counter")
    await expect(page.locator("#connection")).to_have_text("Up to date")
    kept = "[document.cookie, localStorage.length, sessionStorage.length, location.href]"
    assert await page.evaluate(kept) == ["", 0, 0, f"{screens.url}/board?locationId=kamppi"]
    (cookie,) = await page.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    assert cookie["expires"] - time.time() > 399 * 86_400  # a browser that is closed keeps it


async def test_somebody_signs_in_once_with_a_key(screens: Screens, place: Place, key: str) -> None:
    await place.order("A-1")
    page = await screens.page("/sign-in", size=PHONE)
    await expect(page.locator("#self")).to_have_text("Not signed in")
    await page.get_by_label("Key").fill("hvk_live_guessed")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#refused")).to_contain_text("It is none of ours")
    await page.get_by_label("Key").fill(key)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#self")).to_have_text("Signed in as anna")
    await expect(page.locator("#refused")).to_have_text("")
    assert "hvk" not in page.url
    kitchen = Kitchen(await page.context.new_page())
    await kitchen.page.goto(f"{screens.url}/kitchen?locationId={place.id}")
    await kitchen.shows("A-1")
    await kitchen.bump("A-1")
    await kitchen.shows()
    await expect(kitchen.notices).to_have_text("")
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.locator("#self")).to_have_text("Not signed in")
    await kitchen.page.reload()
    await code_of(kitchen.page)


async def sign_in(page: Page, key: str) -> None:
    await page.get_by_label("Key").fill(key)
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#self")).to_contain_text("Signed in as")


async def test_the_dashboard_asks_for_a_key_and_then_tells_how_kitchens_stand(
    screens: Screens, place: Place, key: str
) -> None:
    await place.order("A-1")
    page = await screens.page("/dashboard")
    await expect(page.locator("#now-told")).to_contain_text("Nobody is signed in.")
    await expect(page.locator("#charts > *")).to_have_count(0)
    await page.get_by_role("link", name="Sign in").click()
    await sign_in(page, key)
    await page.go_back()
    dashboard = Dashboard(page)
    await dashboard.tells(place.id, open="1")
    await expect(dashboard.connection).to_have_text("Live")


async def test_who_may_measure_alone_sees_a_period_alone(
    screens: Screens, place: Place, keyed_url: str
) -> None:
    await place.order("A-1")
    opened = Database.open(keyed_url, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        limited = (await key_of(database, "analyst", Scope.ANALYTICS_READ)).key
    page = await screens.page("/sign-in")
    await sign_in(page, limited)
    await page.goto(f"{screens.url}/dashboard?locationId={place.id}")
    dashboard = Dashboard(page)
    await dashboard.is_drawn()
    await expect(page.locator("#now-told")).to_contain_text("kitchen:read")
    await expect(dashboard.chart("throughput").locator(".sums strong").first).to_have_text("1")


async def test_the_dashboard_tells_how_many_displays_watch(
    screens: Screens, place: Place, operator: AsyncClient, key: str
) -> None:
    await place.order("A-1")
    display = await screens.page("/kitchen", name="grill-1")
    confirmed = await operator.post(
        f"/api/pairings/{await code_of(display)}/confirm",
        json={"name": "grill-1", "locationIds": [place.id]},
    )
    assert confirmed.is_success, confirmed.text
    await Kitchen(display).is_live()
    page = await screens.page("/sign-in")
    await sign_in(page, key)
    await page.goto(f"{screens.url}/dashboard?locationId={place.id}")
    await Dashboard(page).tells(place.id, displays="1")
