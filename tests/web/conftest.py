"""A real browser before a real server, one of each for all tests of a process."""

import shutil
from collections.abc import AsyncIterator
from itertools import count

import asyncpg
import pytest
from httpx import AsyncClient, Limits
from playwright.async_api import Browser, async_playwright

from tests.conftest import Connection, create_database
from tests.server import Server
from tests.web.place import Place
from tests.web.screens import Screens

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)

_places = count(1)


@pytest.fixture(scope="session")
async def served_url(migrated: str, worker_id: str) -> str:
    return await create_database(f"pages_{worker_id}", template=migrated)


@pytest.fixture(scope="session")
async def server(
    served_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    async with Server(tmp_path_factory.mktemp("pages"), DATABASE_URL=served_url) as server:
        yield server


@pytest.fixture
async def committed(served_url: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(served_url)
    yield connection
    await connection.close()


@pytest.fixture
async def place(server: Server) -> AsyncIterator[Place]:
    """A location of the test's own, and its menu."""
    # Done with a connection before the server is, which closes those that are idle for 5 s.
    idle = Limits(keepalive_expiry=2)
    async with AsyncClient(base_url=server.url, trust_env=False, limits=idle) as client:
        place = Place(client, f"place-{next(_places)}")
        await place.write_menu()
        yield place


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium, chromium-browser or google-chrome on the PATH")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-proxy-server"]
        )
        yield browser
        await browser.close()


@pytest.fixture
async def screens(browser: Browser, server: Server, place: Place) -> AsyncIterator[Screens]:
    """Whatever a page writes on its console is a failure."""
    screens = Screens(browser, server.url, place.id)
    yield screens
    await screens.close()
    assert screens.complaints == []
