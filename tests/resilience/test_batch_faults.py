"""Faults thrown among many who share statements: each is answered for itself, and nothing is lost or doubled."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit, urlunsplit

import asyncpg
import pytest

from tests.conftest import Connection
from tests.factories import order
from tests.orders.invariants import violations
from tests.resilience.customers import CHANGES, check, ordering
from tests.server import Server
from tests.wire import Wire

pytestmark = pytest.mark.timeout(100)
CUSTOMERS = 24
FAULTY = 4
BREAKS = 30
LOAD_SECONDS = 5
SEED = 20261128

CONSTRAINTS = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE check_violation USING MESSAGE = 'refused'; END $$;
    CREATE TRIGGER refused BEFORE INSERT ON orders
    FOR EACH ROW WHEN (NEW.note = 'faulty') EXECUTE FUNCTION refuse();
    CREATE TRIGGER refused BEFORE INSERT ON order_status_history
    FOR EACH ROW WHEN (NEW.reason LIKE 'faulty%') EXECUTE FUNCTION refuse();
    CREATE CONSTRAINT TRIGGER refused_late AFTER INSERT ON item_status_history
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.reason LIKE 'faulty%') EXECUTE FUNCTION refuse();
"""


@pytest.fixture
async def own(own_database: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(own_database)
    yield connection
    await connection.close()


class FaultyCustomer:
    """What it asks is refused by a constraint, at once or as it commits, and what it asks rightly isn't."""

    def __init__(self, server: Server, number: int) -> None:
        self._wire = Wire(server.port)
        self._random = Random(SEED + number)
        self.answers: Counter[tuple[str, int]] = Counter()
        self.leaving = False

    async def disturb(self) -> None:
        placed = await self._wire.post("/api/orders", order(locationId="faulty"))
        target = f"/api/orders/{placed.json()['id']}"
        while not self.leaving:
            kind = self._random.choice(["orders", "items", "placing"])
            body = {"status": "PREPARING", "reason": f"faulty {self._random.random()}"}
            if kind == "placing":
                answer = await self._wire.post("/api/orders", order(note="faulty"))
            elif kind == "items":
                answer = await self._wire.patch(f"{target}/items/BURGER/status", body)
            else:
                answer = await self._wire.patch(f"{target}/status", body)
            self.answers[kind, answer.status] += 1
        self._wire.close()


async def test_only_what_a_constraint_refuses_fails(
    own_database: str, tmp_path: Path, own: Connection
) -> None:
    await own.execute(CONSTRAINTS)
    async with Server(tmp_path, DATABASE_URL=own_database) as server:
        faulty = [FaultyCustomer(server, number) for number in range(FAULTY)]
        async with asyncio.TaskGroup() as tasks:
            async with ordering(server, CUSTOMERS) as record:
                for customer in faulty:
                    tasks.create_task(customer.disturb())
                await asyncio.sleep(LOAD_SECONDS)
            for customer in faulty:
                customer.leaving = True
    refused = sum((customer.answers for customer in faulty), Counter[tuple[str, int]]())
    print(dict(record.answers), dict(refused))
    placed = [row["id"] for row in await own.fetch("SELECT id::text FROM orders WHERE note <> ''")]
    kept = {row["reason"] for row in await own.fetch(CHANGES)}

    assert set(refused) == {("orders", 500), ("items", 500), ("placing", 500)}
    assert set(record.answers) == {200, 201}
    assert record.answers.total() > 200
    assert placed == []
    assert kept == set(record.changes)
    assert set(record.changes.values()) == {1}
    assert await violations(own) == []


TERMINATE = """
    SELECT count(pg_terminate_backend(pid)) FROM (
        SELECT pid FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT 2
    ) AS backends
"""


async def test_killing_backends_loses_and_doubles_nothing(
    own_database: str, tmp_path: Path, own: Connection
) -> None:
    server, kills = Server(tmp_path, DATABASE_URL=own_database), 0
    async with server, ordering(server, CUSTOMERS) as record, asyncio.timeout(60):
        while kills < 60 or len(record.orders) < 2 * CUSTOMERS:
            kills += await own.fetchval(TERMINATE)
            await asyncio.sleep(0.05)
    print(dict(record.answers), f"{kills} kills, {record.lost_connections} lost")
    await check(record, own_database)

    assert "unexpected failure" not in server.log
    assert set(record.answers) <= {200, 201, 503}


class Cable:
    """Between the server and PostgreSQL. Now and then it breaks after a statement, before its answer."""

    def __init__(self, url: str) -> None:
        self._to = urlsplit(url)
        self._random = Random(SEED)
        self.breaking = False
        self.broken = 0
        self.was_broken = asyncio.Event()
        self.url = ""

    async def lay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, out = await self._reach()
        ends = (writer, out)
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._carry(reader, out, ends, answers=False))
                tasks.create_task(self._carry(there, writer, ends, answers=True))
        finally:
            for end in ends:
                end.close()

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        port = self._to.port or 5432
        if self._to.hostname is None:
            (directory,) = parse_qs(self._to.query)["host"]
            return await asyncio.open_unix_connection(f"{directory}/.s.PGSQL.{port}")
        return await asyncio.open_connection(self._to.hostname, port)

    async def _carry(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        ends: tuple[asyncio.StreamWriter, ...],
        *,
        answers: bool,
    ) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                done = answers and data.endswith(b"Z\0\0\0\5I")  # ReadyForQuery: it is committed
                if done and self.breaking and self._random.random() < 0.02:
                    self.broken += 1
                    if self.broken == BREAKS:
                        self.was_broken.set()
                    break
                writer.write(data)
                await writer.drain()
        for end in ends:
            end.transport.abort()


@asynccontextmanager
async def cable(url: str) -> AsyncIterator[Cable]:
    laid = Cable(url)
    listening = await asyncio.start_server(laid.lay, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    login = laid._to.netloc.rpartition("@")[0]
    laid.url = urlunsplit(laid._to._replace(netloc=f"{login}@127.0.0.1:{port}", query=""))
    yield laid
    listening.close()


async def test_answers_that_are_lost_after_the_commit_lose_and_double_nothing(
    own_database: str, tmp_path: Path
) -> None:
    async with cable(own_database) as between:
        server = Server(tmp_path, DATABASE_URL=between.url)
        async with server, ordering(server, CUSTOMERS) as record, asyncio.timeout(60):
            between.breaking = True
            await between.was_broken.wait()
            between.breaking = False
    print(dict(record.answers), f"{between.broken} answers lost")
    await check(record, own_database)

    assert "unexpected failure" not in server.log
    assert set(record.answers) <= {200, 201, 503}
