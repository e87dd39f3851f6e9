"""Many who only watch: what they cost a server, and whether it can leave with them."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import httpx

from benchmarks.eventsource import LOST, EventSource
from benchmarks.orders import Connection, connected
from benchmarks.processes import Process, cpu_seconds

IDLE_SECONDS: Final = 5

CONNECTIONS: Final = """
    SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'huuva_backend%'
"""
HOLD: Final = "SELECT FROM orders WHERE id = $1 FOR NO KEY UPDATE"
WAITING: Final = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@dataclass
class Watched:
    streams: int
    megabytes_before: float
    megabytes: float
    connections_before: int
    connections: int
    pool_idle: int
    """The most that were seen free; the look for news takes one for a moment."""
    pool_size: int
    cpu_share: float
    """Of one core, while nothing happened."""
    leaving_seconds: float
    goodbyes: int
    last_answer: int
    """The status of the request that was in flight at SIGTERM."""


async def watch(url: str, server: Process, order: dict[str, Any], streams: int) -> Watched:
    """The server leaves at the end."""
    before = _megabytes(server.pid), await _value(url, CONNECTIONS)
    crowd = [
        EventSource(server.port, f"/api/events/stream?locationId=watched-{number % 10}")
        for number in range(streams)
    ]
    for stream in crowd:
        await stream.connect()
        await stream.next()
    used = cpu_seconds(server.pid)
    await asyncio.sleep(IDLE_SECONDS)
    cpu_share = (cpu_seconds(server.pid) - used) / IDLE_SECONDS
    gauges = [await _pool(server.port) for _ in range(5)]
    after = _megabytes(server.pid), await _value(url, CONNECTIONS)
    leaving_seconds, goodbyes, last_answer = await _leave(url, server, order, crowd)
    return Watched(
        streams=streams,
        megabytes_before=before[0],
        megabytes=after[0],
        connections_before=before[1],
        connections=after[1],
        pool_idle=max(idle for idle, _ in gauges),
        pool_size=gauges[0][1],
        cpu_share=cpu_share,
        leaving_seconds=leaving_seconds,
        goodbyes=goodbyes,
        last_answer=last_answer,
    )


async def _leave(
    url: str, server: Process, order: dict[str, Any], crowd: list[EventSource]
) -> tuple[float, int, int]:
    """SIGTERM while all watch and somebody waits for an order that is held."""
    address = f"http://127.0.0.1:{server.port}/api/orders"
    async with httpx.AsyncClient(timeout=10) as http, connected(url) as connection:
        placed = (await http.post(address, json=order)).raise_for_status().json()
        async with connection.transaction():
            await connection.execute(HOLD, UUID(placed["id"]))
            path = f"{address}/{placed['id']}/status"
            moving = asyncio.create_task(http.patch(path, json={"status": "READY"}))
            await _somebody_waits(connection)
            leaving = asyncio.create_task(asyncio.to_thread(server.stop))
            goodbyes = await asyncio.gather(*(_goodbye(stream) for stream in crowd))
        answer = await moving
    return await leaving, sum(goodbyes), answer.status_code


async def _somebody_waits(connection: Connection) -> None:
    while True:
        if await connection.fetchval(WAITING):
            return
        await asyncio.sleep(0.01)


async def _goodbye(stream: EventSource) -> bool:
    told = None
    try:
        while True:
            told = (await stream.message()).event
    except LOST:
        return told == "bye"


async def _value(url: str, query: str) -> int:
    async with connected(url) as connection:
        value: int = await connection.fetchval(query)
        return value


async def _pool(port: int) -> tuple[int, int]:
    """How many connections are free, of how many."""
    async with httpx.AsyncClient() as http:
        text = (await http.get(f"http://127.0.0.1:{port}/metrics")).text
    values = dict(line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("huuva_"))
    return (
        int(float(values["huuva_database_pool_idle"])),
        int(float(values["huuva_database_pool_size"])),
    )


def _megabytes(pid: int) -> float:
    """Resident, of one process."""
    status = dict(
        line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return int(status["VmRSS"].split()[0]) / 1024
