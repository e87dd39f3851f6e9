"""What an export costs the server, and those beside it: `python -m benchmarks.export --orders 1000000`.

Made-up orders with three changes each, of which the history is exported: to one client that reads all of it, and beside it
to one that stops reading, while somebody else asks for an order again and again. PostgreSQL, the server and this are
processes of their own.
"""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import quantiles
from typing import Annotated, Final, Self

import asyncpg
import typer
from rich.console import Console

from benchmarks.processes import Server, free_port, room, serving
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import PREFIX

HISTORY: Final = "/api/analytics/exports/order-history"
CHANGES: Final = 3
CALM_SECONDS: Final = 10
STALL_SECONDS: Final = 10
MANY_ORDERS: Final = """
    WITH numbered AS (
        SELECT 'kitchen-' || number % $3::integer AS location_id, gen_random_uuid() AS id, number,
            timestamptz '2026-01-01' + number * interval '2 seconds' AS at
        FROM generate_series($1::integer + 1, $1::integer + $2::integer) AS number
    ), placed AS (
        INSERT INTO orders (location_id, id, brand_id, channel, channel_order_id, order_type, created_at,
            recorded_at, changed_at, version, status, status_since, status_seq)
        SELECT location_id, id, 'brand-' || number % 3, 'wolt', 'order-' || number, 'DELIVERY', at,
            at, at + interval '10 minutes', 3, 'READY', at + interval '10 minutes', 3
        FROM numbered
    )
    INSERT INTO order_status_history (location_id, order_id, seq, version, from_status, to_status,
        occurred_at, recorded_at, late, previous_seconds, recall, cause, actor_kind)
    SELECT location_id, id, seq, seq, before, status, at + after, at + after, false, seconds, false,
        'request', 'partner'
    FROM numbered, (VALUES
        (1, NULL, 'RECEIVED', interval '0', NULL),
        (2, 'RECEIVED', 'PREPARING', interval '2 minutes', 120),
        (3, 'PREPARING', 'READY', interval '10 minutes', 480)
    ) AS change (seq, before, status, after, seconds)
"""

console = Console()


@dataclass
class Download:
    """A client that reads to the end, or waits once after so many lines until it is told to go on."""

    port: int
    path: str
    lines_until_pause: int | None = None
    rows: int = 0
    size: int = 0
    whole: bool = False
    last: bytes = b""
    paused: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def cursor(self) -> str:
        return self.last.rpartition(b'"cursor":"')[2].partition(b'"')[0].decode()

    def run(self) -> Self:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=120)
        with suppress(HTTPException, ConnectionError):
            connection.request("GET", self.path)
            answer = connection.getresponse()
            rest = b""
            while part := answer.read1(1 << 16):
                *lines, rest = (rest + part).split(b"\n")
                self.size += len(part)
                self.rows += len(lines)
                self.last = lines[-1] if lines else self.last
                self._pause()
            self.whole = answer.isclosed() and not rest
        connection.close()
        return self

    def _pause(self) -> None:
        if self.lines_until_pause is not None and self.rows >= self.lines_until_pause:
            self.lines_until_pause = None
            self.paused.set()
            self.go_on.wait()


@contextmanager
def stalled(port: int, path: str) -> Iterator[socket.socket]:
    """A client that hears the beginning and then reads nothing any more."""
    with socket.socket() as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", port))
        deaf.sendall(f"GET {path} HTTP/1.1\r\nHost: kitchen\r\n\r\n".encode())
        deaf.recv(1)
        yield deaf


class Beside:
    """Somebody who asks for orders 50 times a second, and how long each took."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask)
        self.seconds: list[float] = []

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=30)
        while not self._over.wait(0.02):
            began = time.perf_counter()
            connection.request("GET", "/api/orders?limit=1&locationId=kitchen-0")
            connection.getresponse().read()
            self.seconds.append(time.perf_counter() - began)

    @property
    def told(self) -> str:
        cuts = quantiles(self.seconds, n=100)
        return f"p50 {cuts[49] * 1e3:.1f} ms, p99 {cuts[98] * 1e3:.1f} ms"


class Memory:
    """What a process holds, looked at ten times a second."""

    def __init__(self, pid: int) -> None:
        self._status = Path(f"/proc/{pid}/status")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self.most = self.now()

    def now(self) -> float:
        """In MB."""
        lines = self._status.read_text().splitlines()
        return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS"))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(0.1):
            self.most = max(self.most, self.now())


def gauge(port: int, name: str) -> float:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/metrics")
    lines = connection.getresponse().read().decode().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(name))


def cut_off_after(port: int, began: float) -> float:
    """How many seconds after it stopped reading the one export that is left was given up."""
    while gauge(port, "huuva_exports ") > 0:
        time.sleep(0.2)
    return time.monotonic() - began


async def fill(url: str, orders: int, locations: int) -> None:
    connection = await asyncpg.connect(url)
    for begun in range(0, orders, 100_000):
        number = min(orders - begun, 100_000)
        await connection.execute(MANY_ORDERS, begun, number, locations, timeout=600)
    await connection.execute("VACUUM ANALYZE", timeout=600)
    await connection.close()


def measure(server: Server, path: str) -> None:
    Download(server.port, f"{path}?locationId=kitchen-0&to=2026-01-01T01:00:00Z").run()
    memory = Memory(server.pid)
    before = memory.now()
    with Beside(server.port) as calm:
        time.sleep(CALM_SECONDS)
    with memory, Beside(server.port) as beside:
        began = time.monotonic()
        with stalled(server.port, path):
            download = Download(server.port, path).run()
            seconds = time.monotonic() - began
        after = memory.now()
    with stalled(server.port, path):
        took = cut_off_after(server.port, time.monotonic())
    console.print(
        f"{download.rows:,} rows ({download.size / 1e6:,.0f} MB, "
        f"{'whole' if download.whole else 'NOT WHOLE'}) in {seconds:.1f} s: "
        f"{download.rows / seconds:,.0f} rows/s\n"
        f"server's memory: {before:.0f} MB before, {memory.most:.0f} MB at most, {after:.0f} MB after\n"
        f"a client that stopped reading was cut off after {took:.1f} s\n"
        f"somebody else's look at orders: calm {calm.told}; beside it {beside.told}"
    )


def main(
    orders: Annotated[int, typer.Option(help="Of which each has three changes.")] = 300_000,
    locations: Annotated[int, typer.Option()] = 20,
    path: Annotated[str, typer.Option()] = HISTORY,
) -> None:
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        began = time.monotonic()
        asyncio.run(fill(url, orders, locations))
        console.print(f"{orders:,} orders made in {time.monotonic() - began:.0f} s")
        port = free_port()
        settings = {"DATABASE_URL": url, "PORT": port, "EXPORT_STALL_SECONDS": STALL_SECONDS}
        environment = {PREFIX + name: str(value) for name, value in settings.items()}
        log = directory / "product.log"
        with serving(("huuva_backend", "serve"), port, environment, log) as server:
            measure(server, path)


if __name__ == "__main__":
    typer.run(main)
