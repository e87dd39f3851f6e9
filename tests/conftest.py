"""One PostgreSQL for all tests, migrated once; each test's writes are rolled back.

Tests that need real commits (concurrency, crashes) take `server`, whose database is its own.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    ExitStack,
    asynccontextmanager,
    contextmanager,
)
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import pytest
import structlog
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.application import connect, create_app
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from huuva_backend.tables import metadata

ROOT = Path(__file__).parents[1]
SERVER_URL = "HUUVA_TEST_DATABASE_URL"
"""Set it to a PostgreSQL in which databases may be made, and no embedded one is started."""
DATA_DIR = "HUUVA_TEST_DATA_DIR"
"""Of the embedded one, which all processes of a run share. The first that needs it starts it."""
PARTITIONS = "HUUVA_TEST_PARTITIONS"
"""Into so many parts by location the tables of orders are divided, as deploy/partitioned.sql does it. None: they aren't."""
whole_tables = pytest.mark.skipif(
    PARTITIONS in os.environ, reason="names what tables have that aren't divided into partitions"
)
UNREACHABLE = "postgresql://127.0.0.1:1/unreachable"

Connection: TypeAlias = "asyncpg.Connection[asyncpg.Record]"
NothingWritten: TypeAlias = Callable[[], AbstractAsyncContextManager[None]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--unit", action="store_true", help="only tests that ask for no PostgreSQL")
    parser.addoption("--renew-sql", action="store_true", help="take the SQL of now as reviewed")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("unit"):
        os.environ[SERVER_URL] = UNREACHABLE  # who needs one must ask for it
    elif SERVER_URL not in os.environ and DATA_DIR not in os.environ:
        rooms = ExitStack()
        os.environ[DATA_DIR] = str(rooms.enter_context(_room()))
        config.add_cleanup(rooms.close)
    # Nothing printed, and no traceback drawn for each failure that a test provokes.
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory(), processors=[_dropped])
    for name in [name for name in os.environ if name.startswith("HUUVA_BACKEND_")]:
        del os.environ[name]


def _dropped(*_: object) -> str:
    return ""


def asks_for_postgres(item: pytest.Item) -> bool:
    """Whether the test, or a fixture that it uses, takes the run's PostgreSQL or room for one of its own."""
    return not {"postgres", "room"}.isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("unit"):
        config.hook.pytest_deselected(items=[item for item in items if asks_for_postgres(item)])
        items[:] = [item for item in items if not asks_for_postgres(item)]


def pytest_unconfigure() -> None:
    if DATA_DIR in os.environ:
        embedded.stop(Path(os.environ[DATA_DIR]))


@contextmanager
def _room() -> Iterator[Path]:
    """A directory in which root's PostgreSQL, which runs as another user, can have its data."""
    with tempfile.TemporaryDirectory(prefix="huuva-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o711)
        yield Path(name)


@pytest.fixture
def room() -> Iterator[Path]:
    """For a PostgreSQL of the test's own."""
    with _room() as directory:
        yield directory


@cache
def server_url() -> str:
    return os.environ.get(SERVER_URL) or embedded.start(Path(os.environ[DATA_DIR]), durable=False)


def database_url(name: str) -> str:
    return urlunsplit(urlsplit(server_url())._replace(path=f"/{name}"))


async def create_database(name: str, *, template: str = "template1") -> str:
    connection = await asyncpg.connect(server_url())
    try:
        await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    finally:
        await connection.close()
    return database_url(name)


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of the run's PostgreSQL, which is started for the first test that asks for it."""
    return server_url()


@pytest.fixture(scope="session")
def migrated(postgres: str, worker_id: str) -> str:
    """The name of a migrated database that nobody is connected to: a template for others."""
    name = f"migrated_{worker_id}"
    url = asyncio.run(create_database(name))
    config = Config(ROOT / "alembic.ini")
    config.attributes["database_url"] = url
    command.upgrade(config, "head")
    if number := os.environ.get(PARTITIONS):
        asyncio.run(divide(url, int(number)))
    return name


async def divide(url: str, number: int) -> None:
    """The tables of orders into partitions by location."""
    connection = await asyncpg.connect(url, server_settings={"huuva.partitions": str(number)})
    try:
        await connection.execute((ROOT / "deploy" / "partitioned.sql").read_text())
    finally:
        await connection.close()


class RolledBackPool:
    """A pool of one connection whose every use is a savepoint in a transaction that never commits."""

    size = idle = 1

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self._one_at_a_time = asyncio.Lock()

    async def acquire(self, _: float) -> Any:
        await self._one_at_a_time.acquire()
        try:
            await self.connection.execute("SAVEPOINT use")
        except BaseException:
            self._one_at_a_time.release()
            raise
        return self.connection

    async def release(self, _: Any) -> None:
        try:
            await self.connection.execute("RELEASE use")
        except asyncpg.InFailedSQLTransactionError:
            await self.connection.execute("ROLLBACK TO use")
        finally:
            self._one_at_a_time.release()

    async def rest(self) -> None:
        """Wait for what a test left under way, as whoever asked for it has gone: nobody may roll back beneath it."""
        async with self._one_at_a_time:
            return


class Lent:
    """The connection on which a process's tests run one after another.

    A test that is stopped in the middle of a statement leaves one that nobody can roll back: the next has another.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: Connection | None = None

    async def connection(self) -> Connection:
        if self._connection is None or self._connection.is_closed():
            # A statement that never ends fails by itself, and so says which it was.
            session = {"timezone": "UTC", "statement_timeout": "40s"}
            self._connection = await asyncpg.connect(self._url, server_settings=session)
        return self._connection

    async def close(self) -> None:
        if self._connection is not None:
            await self._connection.close()


@pytest.fixture(scope="session")
async def lent(migrated: str, worker_id: str) -> AsyncIterator[Lent]:
    lent = Lent(await create_database(f"tests_{worker_id}", template=migrated))
    yield lent
    await lent.close()


@pytest.fixture
async def sql(lent: Lent) -> AsyncIterator[Connection]:
    """A look behind the API, within the test's transaction."""
    connection = await lent.connection()
    transaction = connection.transaction()
    await transaction.start()
    yield connection
    try:
        await transaction.rollback()
    except asyncpg.InterfaceError:
        connection.terminate()


@pytest.fixture
async def database(sql: Connection) -> AsyncIterator[Database]:
    pool = RolledBackPool(sql)
    yield Database(pool)  # type: ignore[arg-type]
    await pool.rest()


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data_dir = tmp_path_factory.mktemp("data")
    return Settings(_env_file=None, environment="test", log_level="error", data_dir=data_dir)


@pytest.fixture(scope="session")
def shared_app(settings: Settings) -> FastAPI:
    return create_app(settings)


@pytest.fixture
def app(shared_app: FastAPI, settings: Settings, database: Database) -> Iterator[FastAPI]:
    connect(shared_app, settings, database)
    yield shared_app
    shared_app.dependency_overrides.clear()


@pytest.fixture
async def api(app: FastAPI) -> AsyncIterator[AsyncClient]:
    transport = ASGITransport(app, raise_app_exceptions=False)
    async with AsyncClient(transport=transport, base_url="http://testserver") as client:
        yield client


@pytest.fixture
def media(app: FastAPI, settings: Settings, database: Database, tmp_path: Path) -> Path:
    """Where the application keeps pictures in this test."""
    connect(app, settings.model_copy(update={"data_dir": tmp_path}), database)
    return tmp_path / "media"


async def contents(sql: Connection) -> dict[str, list[str]]:
    return {
        name: [row["whole"] for row in await sql.fetch(f"SELECT {name}::text AS whole FROM {name}")]
        for name in metadata.tables
    }


@pytest.fixture
def nothing_written(sql: Connection) -> NothingWritten:
    """A block after which every table holds what it held before."""

    @asynccontextmanager
    async def unchanged() -> AsyncIterator[None]:
        before = await contents(sql)
        yield
        assert await contents(sql) == before

    return unchanged


@pytest.fixture
async def own_database(migrated: str, worker_id: str) -> str:
    """The address of a migrated database whose commits are real, for one test."""
    return await create_database(f"own_{worker_id}", template=migrated)
