"""Uploads that meet: on real connections, with real commits."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.media.service import MediaService
from huuva_backend.media.storage import Directory
from huuva_backend.menu.errors import ProductNotFound
from huuva_backend.menu.product import Image
from huuva_backend.menu.schemas import ProductCreate
from huuva_backend.menu.service import ImageService, MenuService
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.media.pictures import PNG, drawn, encoded, files
from tests.menu.pizzeria import BRAND, product


class Halting(Directory):
    """Doesn't write before it may."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.reached, self.proceed = asyncio.Event(), asyncio.Event()

    async def put(self, name: str, content: bytes) -> None:
        self.reached.set()
        await self.proceed.wait()
        await super().put(name, content)


@pytest.fixture
async def database(own_database: str) -> AsyncIterator[Database]:
    database = await Database.open(own_database, size=4, name="tests", statement_seconds=5)
    async with aclosing(database):
        yield database


@pytest.fixture
async def watcher(own_database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(own_database)
    yield connection
    await connection.close()


@pytest.fixture
async def menu(database: Database) -> MenuService:
    menu = MenuService(database)
    await menu.put(BRAND, "PIZZA", ProductCreate.model_validate(product()), None)
    return menu


@pytest.fixture
def storage(tmp_path: Path) -> Halting:
    return Halting(tmp_path)


@pytest.fixture
def images(database: Database, menu: MenuService, storage: Halting) -> ImageService:
    return ImageService(database, MediaService(storage))


WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


async def until_one_waits(watcher: Connection) -> None:
    while not await watcher.fetchval(WAITING):
        await watcher.execute("SELECT pg_stat_clear_snapshot()")


async def put(images: ImageService, name: str) -> Image:
    raw = encoded(PNG, drawn(40 + len(name), 40))
    return (await images.put(BRAND, "PIZZA", name, raw, PNG))[0]


async def test_two_uploads_to_one_product_lose_neither(
    images: ImageService, menu: MenuService, storage: Halting, watcher: Connection
) -> None:
    front = asyncio.create_task(put(images, "front"))
    await storage.reached.wait()
    side = asyncio.create_task(put(images, "side"))
    await until_one_waits(watcher)
    storage.proceed.set()
    expected = [await front, await side]
    assert (await menu.get(BRAND, "PIZZA", None)).images == expected


async def test_no_picture_is_listed_before_its_files_are_there(
    images: ImageService, menu: MenuService, storage: Halting
) -> None:
    front = asyncio.create_task(put(images, "front"))
    await storage.reached.wait()
    assert (await menu.get(BRAND, "PIZZA", None)).images == []
    storage.proceed.set()
    expected = [await front]
    assert (await menu.get(BRAND, "PIZZA", None)).images == expected


async def test_a_product_that_is_just_being_deleted_gets_no_file(
    images: ImageService, storage: Halting, watcher: Connection, tmp_path: Path
) -> None:
    storage.proceed.set()
    async with watcher.transaction():
        await watcher.execute("DELETE FROM menu_products")
        front = asyncio.create_task(put(images, "front"))
        await until_one_waits(watcher)
    with pytest.raises(ProductNotFound):
        await front
    assert files(tmp_path) == []
