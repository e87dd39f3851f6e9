"""A real server behind a real PgBouncer in transaction mode, with the files of deploy/."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.connecting import TRACKED_BY_POOLERS, connector
from tests.deploy import pooler
from tests.factories import order
from tests.feed.served import Location, until
from tests.server import ROOT, Server
from tests.wire import Answer, Wire

pytestmark = pooler.needed
AT_ONCE = 24


@pytest.fixture
def database(room: Path) -> Iterator[str]:
    with embedded.running(room / "data", durable=False) as url:
        yield url


@pytest.fixture
async def port(room: Path, database: str) -> AsyncIterator[int]:
    """PgBouncer's, before a database that was migrated past it."""
    await asyncio.to_thread(upgrade, database)
    connection = await asyncpg.connect(database)
    await connection.execute((ROOT / "deploy" / "pooler.sql").read_text())
    await connection.close()
    async with pooler.pooling(room, database) as port:
        yield port


def settings(port: int) -> dict[str, str]:
    return {
        "DATABASE_URL": f"postgresql://huuva_app@127.0.0.1:{port}/huuva",
        "READ_DATABASE_URL": f"postgresql://huuva_measures@127.0.0.1:{port}/huuva",
        "POOLER": "true",
    }


@pytest.fixture
async def served(room: Path, port: int) -> AsyncIterator[Server]:
    async with Server(room, **settings(port)) as server:
        yield server


async def asked(server: Server, method: str, path: str, document: object = None) -> Answer:
    async with Wire(server.port) as wire:
        return await wire.request(method, path, document)


async def test_orders_are_placed_moved_and_listed_at_once(served: Server) -> None:
    placed = await asyncio.gather(
        *(asked(served, "POST", "/api/orders", order()) for _ in range(AT_ONCE))
    )
    ids = [answer.json()["id"] for answer in placed]
    moved = await asyncio.gather(
        *(asked(served, "PATCH", f"/api/orders/{each}/status", {"status": "READY"}) for each in ids)
    )
    read = await asyncio.gather(*(asked(served, "GET", f"/api/orders/{each}") for each in ids))
    listed = await asked(served, "GET", "/api/orders?limit=100")

    assert [answer.status for answer in placed] == [201] * AT_ONCE
    assert [answer.status for answer in moved] == [200] * AT_ONCE
    assert [answer.json()["status"] for answer in read] == ["READY"] * AT_ONCE
    assert {each["id"] for each in listed.json()["items"]} == set(ids)
    assert "unexpected failure" not in served.log


async def have_run(server: Server) -> bool:
    loops = ("release", "rollups", "webhooks")
    text = (await server.get("/metrics")).body.decode()
    return all(f'huuva_loop_runs_total{{loop="{loop}"}}' in text for loop in loops)


async def test_events_are_streamed_and_measures_and_loops_work(served: Server) -> None:
    location = Location(served)
    async with location.stream() as stream:
        await stream.next()
        path = await location.place()
        await location.move(path, "READY")
        async with asyncio.timeout(10):
            types = [(await stream.message()).data["type"] for _ in range(2)]
    measured = await served.get(f"/api/analytics/throughput?locationId={location.id}")
    await until(partial(have_run, served), True)

    assert types == ["order.created", "order.status_changed"]
    assert sum(each["received"] for each in measured.json()["items"]) == 1
    assert await served.gauge('huuva_loop_failures_total{loop="rollups"}') == 0
    assert await served.gauge('huuva_loop_failures_total{loop="release"}') == 0
    assert "unexpected failure" not in served.log


async def test_it_says_at_its_start_what_is_lost(served: Server) -> None:
    assert "through a pooler" in served.log


def _by_name(rows: list[asyncpg.Record]) -> dict[str, str]:
    return {row["name"]: row["setting"] for row in rows}


async def test_roles_have_the_settings_that_connections_ask_for_without_a_pooler(
    port: int, database: str
) -> None:
    for role, seconds, by_key in (("huuva_app", 5, True), ("huuva_measures", 30, False)):
        direct = await connector(
            database, name="t", statement_seconds=seconds, by_key=by_key, pooled=False
        )()
        pooled = await connector(
            f"postgresql://{role}@127.0.0.1:{port}/huuva",
            name="t",
            statement_seconds=seconds,
            by_key=by_key,
            pooled=True,
        )()
        names = "SELECT name, setting FROM pg_settings WHERE source IN ('client', 'user')"
        async with pooled.transaction():
            through = _by_name(await pooled.fetch(names))
        asked_for = _by_name(await direct.fetch(names))
        await direct.close()
        await pooled.close()

        ours = {name for name in asked_for if name not in {"client_encoding", "DateStyle"}}
        assert {
            name: through.get(name) for name in ours if name.lower() not in TRACKED_BY_POOLERS
        } == {name: asked_for[name] for name in ours if name.lower() not in TRACKED_BY_POOLERS}


async def test_a_migration_goes_past_it(port: int, room: Path) -> None:
    def migrate(name: str, pooled: str) -> "subprocess.CompletedProcess[str]":
        variables = {
            "HUUVA_BACKEND_DATABASE_URL": f"postgresql://postgres@127.0.0.1:{port}/{name}",
            "HUUVA_BACKEND_POOLER": pooled,
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, "-m", "huuva_backend", "migrate"],
            cwd=room,
            env=os.environ | variables,
            capture_output=True,
            text=True,
            check=False,
        )

    past = await asyncio.to_thread(migrate, "huuva_direct", "false")
    through = await asyncio.to_thread(migrate, "huuva", "true")

    assert past.returncode == 0, past.stderr
    assert (through.returncode, "deploy/pgbouncer.ini" in through.stderr) == (2, True)
