"""Loops in processes of their own: they take turns, take over and leave."""

import time
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from huuva_backend.platform.clock import utc_now
from huuva_backend.worker.lease import LEASE_SECONDS
from tests.conftest import Connection, create_database
from tests.feed.served import until
from tests.locks import until_somebody_waits
from tests.orders.kitchen import Kitchen
from tests.server import Server
from tests.worker.workers import Worker

RELEASED = """
    SELECT at FROM order_events WHERE type = 'order.released' AND location_id = $1
"""
DUE = """
    UPDATE open_orders SET release_at = clock_timestamp() + interval '1 second'
    WHERE order_id::text = $1 RETURNING release_at
"""
LOCK = "SELECT FROM location_feeds WHERE location_id = $1 FOR UPDATE"
HELD = "SELECT loop FROM worker_leases WHERE holder IS NOT NULL AND until > clock_timestamp()"


@pytest.fixture
async def holder(database_url: str, tmp_path: Path) -> AsyncIterator[Worker]:
    with Worker(tmp_path, DATABASE_URL=database_url) as worker:
        await until(lambda: is_at_it(worker), True)
        yield worker


@pytest.fixture
async def standby(
    holder: Worker, database_url: str, committed: Connection, tmp_path: Path
) -> AsyncIterator[Worker]:
    """Started while another does the work."""
    with Worker(tmp_path, DATABASE_URL=database_url) as worker:
        await until(lambda: has_started(worker), True)
        yield worker


async def has_started(worker: Worker) -> bool:
    return await worker.runs() is not None


async def is_at_it(worker: Worker) -> bool:
    return bool(await worker.runs())


async def hold(committing: Kitchen, committed: Connection, location: str) -> datetime:
    """An order for later whose time comes in a second; when."""
    later = utc_now() + timedelta(hours=3)
    placed = await committing.place(locationId=location, pickupTime=later.isoformat())
    at: datetime = await committed.fetchval(DUE, placed["id"])
    return at


async def until_released(committed: Connection, location: str) -> datetime:
    async def rows() -> int:
        return len(await committed.fetch(RELEASED, location))

    await until(rows, 1)
    at: datetime = await committed.fetchval(RELEASED, location)
    return at


async def test_an_order_is_released_within_a_second_of_its_time(
    holder: Worker, committing: Kitchen, committed: Connection, location: str
) -> None:
    due = await hold(committing, committed, location)
    late = await until_released(committed, location) - due
    print(f"released {late.total_seconds():.2f} s after its time")

    assert timedelta(0) <= late < timedelta(seconds=1)


async def test_when_the_holder_is_killed_another_takes_over_within_the_lease(
    holder: Worker, standby: Worker, committing: Kitchen, committed: Connection, location: str
) -> None:
    assert await standby.runs() == 0
    holder.process.kill()
    began = time.monotonic()
    await until(lambda: is_at_it(standby), True)
    took = time.monotonic() - began
    print(f"taken over after {took:.2f} s")

    assert took < LEASE_SECONDS + 1
    await hold(committing, committed, location)
    await until_released(committed, location)


async def test_when_the_holder_leaves_another_takes_over_at_once(
    holder: Worker, standby: Worker
) -> None:
    assert await standby.runs() == 0
    assert holder.stop() == 0
    began = time.monotonic()
    await until(lambda: is_at_it(standby), True)

    assert time.monotonic() - began < LEASE_SECONDS / 3
    assert "Traceback" not in holder.log


async def test_stopped_in_the_middle_of_a_run_it_leaves_cleanly(
    holder: Worker, committing: Kitchen, committed: Connection, location: str
) -> None:
    await hold(committing, committed, location)
    async with committed.transaction():
        await committed.execute(LOCK, location)
        await until_somebody_waits(committed)
        began = time.monotonic()
        assert holder.stop() == 0
        took = time.monotonic() - began
    print(f"left in {took:.2f} s")

    assert took < 5
    assert holder.log.count("Traceback") == holder.log.count("error") == 0
    assert await committed.fetch(HELD) == []


async def test_a_server_without_loops_leaves_orders_for_later_alone(
    database_url: str, committing: Kitchen, committed: Connection, location: str, tmp_path: Path
) -> None:
    async def held() -> list[Any]:
        return await committed.fetch(HELD)

    await until(held, [])  # a worker that another test killed may hold a lease for a while yet
    async with Server(tmp_path, DATABASE_URL=database_url, WORKER="none") as server:
        due = await hold(committing, committed, location)
        await until(lambda: committed.fetchval("SELECT clock_timestamp() > $1", due), True)
        told = (await server.get("/metrics")).body.decode()

        assert "huuva_event_streams" in told
        assert 'loop="release"' not in told
        assert await held() == []


async def test_in_production_it_does_not_migrate(tmp_path: Path, worker_id: str) -> None:
    url = await create_database(f"not_migrated_{worker_id}")
    with Worker(tmp_path, DATABASE_URL=url, ENVIRONMENT="prod", AUTH="proxy") as worker:
        await until(lambda: has_started(worker), True)
        assert worker.stop() == 0
    connection = await asyncpg.connect(url)
    tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    assert await connection.fetchval(tables) == 0
    await connection.close()
