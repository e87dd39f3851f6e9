"""A URL that names several hosts leads to one that answers, whatever the others do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from huuva_backend.platform.db.hosts import Hosts
from tests.server import free_port


class Silent:
    """Takes connections and says nothing, as a machine does that is lost."""

    def __init__(self) -> None:
        self.taken = 0

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.taken += 1
        await reader.read()
        writer.close()


async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()


@pytest.fixture
async def answering(postgres: str) -> AsyncIterator[int]:
    """A port behind which is the run's PostgreSQL, which listens on a socket only."""
    (directory,) = parse_qs(urlsplit(postgres).query)["host"]

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        theirs, to_them = await asyncio.open_unix_connection(f"{directory}/.s.PGSQL.5432")
        await asyncio.gather(pump(reader, to_them), pump(theirs, writer))

    server = await asyncio.start_server(forward, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()


@asynccontextmanager
async def silence() -> AsyncIterator[tuple[int, Silent]]:
    silent = Silent()
    server = await asyncio.start_server(silent.take, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1], silent
    server.close()


def url(*ports: int) -> str:
    hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
    return f"postgresql://postgres@{hosts}/postgres"


async def one(hosts: Hosts) -> int:
    connection = await hosts.connect(timeout=5)
    try:
        return int(await connection.fetchval("SELECT 1"))
    finally:
        await connection.close()


async def test_a_host_that_says_nothing_keeps_nobody_from_the_next(answering: int) -> None:
    async with silence() as (silent, _):
        assert await one(Hosts(url(silent, answering))) == 1


async def test_the_one_that_answered_last_is_asked_first(answering: int) -> None:
    async with silence() as (port, silent):
        hosts = Hosts(url(port, answering))
        await one(hosts)
        await one(hosts)

        assert silent.taken == 1


async def test_one_that_refuses_is_passed_over_at_once(answering: int) -> None:
    hosts = Hosts(url(free_port(), free_port(), answering))

    async with asyncio.timeout(5):
        assert await one(hosts) == 1


async def test_where_none_is_what_is_asked_for_the_last_of_them_says_why(answering: int) -> None:
    hosts = Hosts(url(free_port(), answering))

    with pytest.raises(asyncpg.TargetServerAttributeNotMatched):
        await hosts.connect(timeout=5, target_session_attrs="standby")


async def test_where_all_say_nothing_it_is_given_up_in_time() -> None:
    async with silence() as (one_port, _), silence() as (other, _):
        hosts = Hosts(url(one_port, other))

        with pytest.raises(TimeoutError):
            await hosts.connect(timeout=0.2)


@pytest.mark.parametrize("where", ["?host=/a/socket", "?target_session_attrs=read-write"])
def test_what_names_one_host_stays_as_it_is(where: str) -> None:
    whole = f"postgresql://user:p%40ss@[::1]:5432/huuva{where}"

    assert Hosts(whole)._urls == [whole]
