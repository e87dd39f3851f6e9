"""Exports of a real server with one connection for analytics, which nobody holds who doesn't read."""

import asyncio
import json
import socket
from pathlib import Path

import pytest

from benchmarks.export import CHANGES, Download, fill, stalled
from tests.conftest import Connection
from tests.feed.served import until
from tests.server import Server

ORDERS = 20_000
LAST_CHUNK = b"\r\n0\r\n\r\n"
PATH = "/api/analytics/exports/order-history"
CONNECTIONS = """
    SELECT count(*) FROM pg_stat_activity
    WHERE application_name = 'huuva_backend analytics' AND state <> 'idle'
        AND datname = current_database()
"""


@pytest.fixture(scope="module")
async def many(database_url: str) -> None:
    """More rows than fit into the buffers between a server and a client."""
    await fill(database_url, ORDERS, 2)


def to_the_end(client: socket.socket) -> bytes:
    received = b""
    while part := client.recv(1 << 16):
        received += part
    return received


async def under_way(server: Server) -> float:
    return await server.gauge("huuva_exports")


async def test_a_client_that_stalls_holds_no_connection_and_is_cut_off(
    database_url: str, committed: Connection, many: None, tmp_path: Path
) -> None:
    settings = {"READ_POOL_SIZE": "1", "EXPORT_STALL_SECONDS": "10"}
    async with Server(tmp_path, DATABASE_URL=database_url, **settings) as server:
        with stalled(server.port, PATH) as deaf:
            await until(lambda: under_way(server), 1.0)
            await until(lambda: committed.fetchval(CONNECTIONS), 0)
            answer = await server.get("/api/analytics/throughput")
            whole = await asyncio.to_thread(Download(server.port, PATH).run)
            assert (await under_way(server), answer.status, whole.rows) == (
                1,
                200,
                ORDERS * CHANGES,
            )
            await until(lambda: under_way(server), 0.0)
            assert not to_the_end(deaf).endswith(LAST_CHUNK)
        assert "Exception" not in server.log


async def test_a_server_that_leaves_cuts_it_off_and_another_goes_on(
    database_url: str, many: None, tmp_path: Path
) -> None:
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        first = Download(server.port, PATH, lines_until_pause=5000)
        begun = asyncio.create_task(asyncio.to_thread(first.run))
        await asyncio.to_thread(first.paused.wait)
        leaving = asyncio.create_task(server.stop())
        await until(server.is_ready, False)
        first.go_on.set()
        broken = await begun
        took = await leaving
        assert "Exception" not in server.log
    async with Server(tmp_path, DATABASE_URL=database_url) as server:
        rest = await asyncio.to_thread(Download(server.port, f"{PATH}?cursor={broken.cursor}").run)

    assert not broken.whole
    assert rest.whole
    assert broken.rows + rest.rows == ORDERS * CHANGES
    assert json.loads(broken.last)["cursor"] == broken.cursor
    assert took < 10
