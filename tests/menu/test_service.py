"""Several at once: menus are replaced one after the other, and nobody waits for each other."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from itertools import cycle, islice
from random import Random

import asyncpg
import pytest

from huuva_backend.menu.product import Menu
from huuva_backend.menu.schemas import MenuCreate, ProductUpdate
from huuva_backend.menu.service import MenuService, WholeMenuService
from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.menu.snooze_schemas import SnoozeCreate
from huuva_backend.menu.snooze_service import SnoozeService
from huuva_backend.orders.announcements import Announcements
from huuva_backend.partners.caller import TRUSTED, Caller
from huuva_backend.platform.db.database import Database, Executor
from huuva_backend.platform.errors import Busy
from tests.menu.pizzeria import BRAND, product

PLUS = [f"P-{number:02}" for number in range(40)]


class NoOrders:
    async def containing(
        self,
        caller: Caller,
        on: Executor,
        brand_id: str,
        location_id: str | None,
        plus: Sequence[str],
    ) -> list[AffectedOrder]:
        return []


@pytest.fixture
async def database(own_database: str) -> AsyncIterator[Database]:
    database = await Database.open(
        own_database, size=8, name="tests", statement_seconds=5, by_key=True
    )
    yield database
    await database.aclose()


def document(plus: Sequence[str], name: str) -> MenuCreate:
    entries = [{"plu": plu} | product(name=name) for plu in plus]
    return MenuCreate.model_validate({"products": entries})


def content(menu: Menu) -> set[tuple[str, str]]:
    return {(entry.plu, entry.name) for entry in menu.products}


async def test_of_menus_that_are_put_at_once_one_is_left_whole(database: Database) -> None:
    menus = WholeMenuService()
    documents = [document(PLUS[:30], "early"), document(PLUS[10:], "late")]

    for _ in range(5):
        await asyncio.gather(
            *(
                menus.replace(TRUSTED, database, BRAND, given, dry_run=False)
                for given in islice(cycle(documents), 8)
            )
        )
        left = content(await menus.get(TRUSTED, database, BRAND))
        assert left in [
            {(entry.plu, entry.name) for entry in given.products} for given in documents
        ]


async def test_a_menu_that_somebody_is_replacing_is_busy(
    database: Database, own_database: str
) -> None:
    menus = WholeMenuService()
    holder = await asyncpg.connect(own_database)
    async with holder.transaction():
        await holder.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", BRAND)

        with pytest.raises(Busy):
            await menus.replace(TRUSTED, database, BRAND, document(PLUS, "mine"), dry_run=False)
        other = await menus.replace(
            TRUSTED, database, "grill", document(PLUS, "mine"), dry_run=False
        )
        looked_at = await menus.get(TRUSTED, database, BRAND)
    await holder.close()

    assert other.created == len(PLUS)
    assert content(looked_at) == set()


async def test_menus_and_products_that_are_put_at_once_all_are(database: Database) -> None:
    menus, products = WholeMenuService(), MenuService()
    whole, single = document(PLUS, "whole"), ProductUpdate.model_validate(product(name="single"))

    await asyncio.gather(
        *(menus.replace(TRUSTED, database, BRAND, whole, dry_run=False) for _ in range(4)),
        *(products.put(TRUSTED, database, BRAND, plu, single, None) for plu in reversed(PLUS)),
    )

    left = content(await menus.get(TRUSTED, database, BRAND))
    assert {plu for plu, _ in left} == set(PLUS)
    assert {name for _, name in left} <= {"whole", "single"}


async def test_what_is_snoozed_and_woken_at_once_waits_for_nobody(database: Database) -> None:
    await WholeMenuService().replace(TRUSTED, database, BRAND, document(PLUS, "any"), dry_run=False)
    snoozes, random = SnoozeService(NoOrders(), Announcements()), Random(7)

    async def snooze() -> None:
        plus = random.sample(PLUS, k=len(PLUS))
        await snoozes.snooze(TRUSTED, database, SnoozeCreate(brand_id=BRAND, plus=plus))

    await asyncio.gather(
        *(
            step
            for _ in range(20)
            for step in (
                snooze(),
                snoozes.wake(TRUSTED, database, BRAND, None, random.sample(PLUS, k=20)),
            )
        )
    )
    await snooze()

    assert [found.plu for found in await snoozes.active(TRUSTED, database, BRAND, None)] == PLUS
