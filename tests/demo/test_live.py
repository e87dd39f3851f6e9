"""The kitchens that work while somebody looks on."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from itertools import islice

import asyncpg
import pytest
from pydantic_core import from_json

from huuva_backend.demo import storage
from huuva_backend.demo.asking import CALLER, Hands
from huuva_backend.demo.day import simulated
from huuva_backend.demo.live import KitchenClock, LiveKitchens, arrivals
from huuva_backend.demo.menu import FILES
from huuva_backend.demo.planned import PlannedMove
from huuva_backend.menu.schemas import MenuCreate
from huuva_backend.menu.service import WholeMenuService
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import OrderStatus
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from tests.conftest import create_database
from tests.orders.invariants import violations

EVENING = timedelta(minutes=50)
AT_ONCE = 1e9
"""So many times as fast as the clock: nobody waits."""
BEGAN = datetime(2026, 1, 30, 17, tzinfo=UTC)
COOK = Actor(ActorKind.DISPLAY, "kamppi-grill")


@pytest.fixture
async def url(migrated: str, worker_id: str) -> str:
    return await create_database(f"live_{worker_id}", template=migrated)


@pytest.fixture
async def kitchens(url: str) -> AsyncIterator[Database]:
    """A database with our menus, in which things are really committed."""
    database = await Database.open(url, size=2, name="live", statement_seconds=30)
    async with aclosing(database):
        for brand, path in FILES.items():
            menu = MenuCreate.model_validate(from_json(path.read_bytes()))
            await WholeMenuService().replace(CALLER, database, brand, menu, dry_run=False)
        yield database


async def test_an_evening_leaves_orders_in_all_states_and_nothing_is_refused(
    kitchens: Database, url: str
) -> None:
    told: list[str] = []
    live = LiveKitchens(Hands(kitchens), 1, KitchenClock(utc_now(), AT_ONCE), told.append)

    await live.work(live.pace.began + EVENING)

    assert live.refused == []
    assert {*live.done} >= {
        *("placed", "accepted", "preparing", "ready", "picked up"),
        *("cancelled", "recalled", "amended"),
    }
    assert live.done.total() == len(told)
    sql = await asyncpg.connect(url)
    try:
        assert await violations(sql) == []
        statuses = await sql.fetch("SELECT status FROM orders")
    finally:
        await sql.close()
    assert {status for (status,) in statuses} == {*OrderStatus}
    assert len(statuses) == live.done["placed"]


async def test_the_same_seed_makes_the_same_evening(kitchens: Database) -> None:
    evenings = []
    for later in range(2):
        told: list[str] = []
        pace = KitchenClock(BEGAN + timedelta(minutes=later), AT_ONCE)
        await LiveKitchens(Hands(kitchens), 2, pace, told.append).work(
            pace.began + timedelta(minutes=15)
        )
        evenings.append(told)

    assert evenings[0] == evenings[1] != []


async def test_what_is_open_of_the_demo_is_made_and_what_a_person_ordered_is_left_to_them(
    kitchens: Database,
) -> None:
    await storage.add(kitchens, list(simulated(1, 100, utc_now())))
    hands = Hands(kitchens)
    before = {order.id for order in await hands.open_orders()}
    item = {"plu": "P", "name": "Maki", "quantity": 1}
    body = {"brandId": "sushi", "channelOrderId": "MINE", "items": [item]}
    own = await hands.place(body, COOK)
    live = LiveKitchens(hands, 1, KitchenClock(utc_now(), AT_ONCE))

    assert await live.take_over() == len(before) > 0
    # As fast as this, its clock is far ahead of ours when it looks at the orders.
    await live.work_off()

    assert live.refused == []
    still = {order.id for order in await hands.open_orders()}
    assert still == {own.id}


async def test_what_somebody_did_before_is_not_asked_for_again(kitchens: Database) -> None:
    hands = Hands(kitchens)
    item = {"plu": "P", "name": "Maki", "quantity": 1}
    body = {"brandId": "sushi-lane", "channelOrderId": "1", "items": [item]}
    order = await hands.place(body, COOK)
    begun, ready = (
        PlannedMove(BEGAN, COOK, status) for status in (OrderStatus.PREPARING, OrderStatus.READY)
    )

    bumped = await hands.ask(order.location_id, order.id, ready)

    assert bumped is not None
    assert bumped.status is OrderStatus.READY
    for planned in (begun, ready):
        assert await hands.ask(order.location_id, order.id, planned) is None


async def test_what_the_location_refuses_is_told_and_the_kitchen_goes_on(
    kitchens: Database,
) -> None:
    brand, menu = "sushi-lane", MenuCreate(products=[])
    await WholeMenuService().replace(CALLER, kitchens, brand, menu, dry_run=False)
    told: list[str] = []
    live = LiveKitchens(Hands(kitchens), 1, KitchenClock(utc_now(), AT_ONCE), told.append)

    await live.work(live.pace.began + timedelta(minutes=10))

    assert {error.code for error in live.refused} == {"not-orderable"}
    assert len([line for line in told if "refused: " in line]) == len(live.refused)
    assert live.done["placed"] > 0


def test_orders_come_at_the_rate_of_a_busy_evening_and_some_at_once() -> None:
    coming = arrivals(1, BEGAN)
    first, hour = list(islice(coming, 8)), list(islice(coming, 180))

    assert first[-1].at - BEGAN < timedelta(seconds=20)
    assert timedelta(minutes=50) < hour[-1].at - hour[0].at < timedelta(minutes=70)
    assert {order.location.id for order in hour} == {"kamppi", "kallio", "tapiola", "tampere"}


def test_the_clock_of_the_kitchens_runs_as_fast_as_it_is_told() -> None:
    pace = KitchenClock(BEGAN, 10)

    assert pace.ours(BEGAN + timedelta(minutes=10)) == BEGAN + timedelta(minutes=1)
    assert pace.theirs(BEGAN + timedelta(minutes=1)) == BEGAN + timedelta(minutes=10)
