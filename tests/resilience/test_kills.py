"""`kill -9` under load, on a PostgreSQL that keeps what it has promised."""

import asyncio
import signal
import time
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.platform.db import embedded
from tests.resilience import cluster
from tests.resilience.customers import check, ordering
from tests.server import Server

pytestmark = pytest.mark.timeout(150)
KILLS = 5
CUSTOMERS = 8


async def until_connectable(url: str) -> float:
    """Wait for the database itself; the moment at which it answered."""
    async with asyncio.timeout(20):
        while True:
            try:
                connection = await asyncpg.connect(url)
            except (OSError, asyncpg.PostgresError):
                await asyncio.sleep(0.01)
            else:
                await connection.close()
                return time.monotonic()


async def test_killing_the_server_loses_and_doubles_nothing(room: Path) -> None:
    with embedded.running(room / "data") as url:
        server = Server(room, DATABASE_URL=url, WORKERS="2")
        took = []
        async with server, ordering(server, CUSTOMERS) as record:
            for _ in range(KILLS):
                await record.until_served_after(time.monotonic(), within=10)
                await asyncio.sleep(0.3)  # under load, not at its start
                server.kill()
                killed = time.monotonic()
                server.start()
                took.append(await record.until_served_after(killed, within=20))
            lost = record.lost_connections
        await check(record, url)
    print(f"served again after {[round(seconds, 2) for seconds in took]} s,")
    print(f"{dict(record.answers)}, {lost} lost connections, {len(record.orders)} orders")
    assert "unexpected failure" not in server.log
    assert set(record.answers) <= {200, 201, 503}


async def test_killing_postgresql_loses_and_doubles_nothing(room: Path) -> None:
    data = room / "data"
    server = Server(room, DATA_DIR=str(data))
    away, took = [], []
    async with server:
        url = embedded.start(data)  # the server's own; this only asks for its address
        async with ordering(server, CUSTOMERS) as record:
            for _ in range(KILLS):
                await record.until_served_after(time.monotonic(), within=10)
                await asyncio.sleep(0.3)  # under load, not at its start
                cluster.send(signal.SIGKILL, data)
                killed = time.monotonic()
                assert (await server.get("/livez")).status == 200
                back = await until_connectable(url)
                away.append(back - killed)
                took.append(await record.until_served_after(back, within=20))
        await check(record, url)
    embedded.stop(data)
    print(f"database away for {[round(seconds, 2) for seconds in away]} s,")
    print(f"served again {[round(seconds, 2) for seconds in took]} s after it was back,")
    print(f"{dict(record.answers)}, {record.lost_connections} lost connections")
    print(f"{len(record.orders)} orders, {record.changes.total()} changes")
    assert max(took) < 5
    assert "unexpected failure" not in server.log
    assert set(record.answers) <= {200, 201, 503}
