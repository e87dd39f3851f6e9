"""Uploads that meet: on real connections, with real commits."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.media.service import MediaService
from huuva_backend.media.storage import ABANDONED_SECONDS, Directory
from huuva_backend.menu.errors import ProductNotFound
from huuva_backend.menu.product import Image
from huuva_backend.menu.schemas import ProductUpdate
from huuva_backend.menu.service import ImageService, MenuService
from huuva_backend.menu.writes import LOCK_PICTURES
from huuva_backend.partners.caller import TRUSTED
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
    menu = MenuService()
    await menu.put(TRUSTED, database, BRAND, "PIZZA", ProductUpdate.model_validate(product()), None)
    return menu


@pytest.fixture
def storage(tmp_path: Path) -> Halting:
    return Halting(tmp_path)


@pytest.fixture
def images(menu: MenuService, storage: Halting) -> ImageService:
    return ImageService(MediaService(storage))


WAITING = """
    SELECT count(*) FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()
"""


async def until_one_waits(watcher: Connection) -> None:
    while not await watcher.fetchval(WAITING):
        await watcher.execute("SELECT pg_stat_clear_snapshot()")


def age(directory: Path) -> None:
    then = time.time() - ABANDONED_SECONDS - 1
    for name in files(directory):
        os.utime(directory / name, (then, then))


async def put(images: ImageService, database: Database, name: str) -> Image:
    raw = encoded(PNG, drawn(40 + len(name), 40))
    return (await images.put(TRUSTED, database, BRAND, "PIZZA", name, raw, PNG))[0]


async def test_two_uploads_to_one_product_lose_neither(
    images: ImageService,
    menu: MenuService,
    database: Database,
    storage: Halting,
    watcher: Connection,
) -> None:
    front = asyncio.create_task(put(images, database, "front"))
    await storage.reached.wait()
    side = asyncio.create_task(put(images, database, "side"))
    await until_one_waits(watcher)
    storage.proceed.set()
    expected = [await front, await side]
    assert (await menu.get(TRUSTED, database, BRAND, "PIZZA", None)).images == expected


async def test_no_picture_is_listed_before_its_files_are_there(
    images: ImageService, menu: MenuService, database: Database, storage: Halting
) -> None:
    front = asyncio.create_task(put(images, database, "front"))
    await storage.reached.wait()
    assert (await menu.get(TRUSTED, database, BRAND, "PIZZA", None)).images == []
    storage.proceed.set()
    expected = [await front]
    assert (await menu.get(TRUSTED, database, BRAND, "PIZZA", None)).images == expected


async def test_a_product_that_is_just_being_deleted_gets_no_file(
    images: ImageService,
    database: Database,
    storage: Halting,
    watcher: Connection,
    tmp_path: Path,
) -> None:
    storage.proceed.set()
    async with watcher.transaction():
        await watcher.execute("DELETE FROM menu_products")
        front = asyncio.create_task(put(images, database, "front"))
        await until_one_waits(watcher)
    with pytest.raises(ProductNotFound):
        await front
    assert files(tmp_path) == []


async def orphaned(
    images: ImageService, database: Database, storage: Halting, tmp_path: Path
) -> list[str]:
    """Old files, of a picture that no product names."""
    storage.proceed.set()
    await put(images, database, "front")
    await images.remove(TRUSTED, database, BRAND, "PIZZA", "front")
    age(tmp_path)
    storage.reached.clear()
    return files(tmp_path)


async def test_a_file_that_is_just_being_put_again_is_not_removed(
    images: ImageService,
    menu: MenuService,
    database: Database,
    storage: Halting,
    watcher: Connection,
    tmp_path: Path,
) -> None:
    old = await orphaned(images, database, storage, tmp_path)
    storage.proceed.clear()
    front = asyncio.create_task(put(images, database, "front"))
    await storage.reached.wait()  # its row says so, but isn't committed
    sweep = asyncio.create_task(images.remove_orphans(TRUSTED, database))
    await until_one_waits(watcher)
    storage.proceed.set()

    picture = await front
    assert await sweep == 0
    assert (await menu.get(TRUSTED, database, BRAND, "PIZZA", None)).images == [picture]
    assert files(tmp_path) == old


async def test_a_file_that_is_just_being_removed_is_put_again_afterwards(
    images: ImageService,
    database: Database,
    storage: Halting,
    watcher: Connection,
    tmp_path: Path,
) -> None:
    old = await orphaned(images, database, storage, tmp_path)
    async with database.transaction() as session:
        await session.fetchrow(LOCK_PICTURES, {})
        front = asyncio.create_task(put(images, database, "front"))
        await until_one_waits(watcher)
        assert not storage.reached.is_set()
        assert await storage.remove(old) == len(old)

    await front
    assert files(tmp_path) == old


async def test_two_that_remove_at_once_remove_each_file_once(
    images: ImageService, database: Database, storage: Halting, tmp_path: Path
) -> None:
    old = await orphaned(images, database, storage, tmp_path)
    other = ImageService(MediaService(Directory(tmp_path)))
    removed = await asyncio.gather(
        images.remove_orphans(TRUSTED, database), other.remove_orphans(TRUSTED, database)
    )
    assert sum(removed) == len(old)
    assert files(tmp_path) == []
