import asyncio
from random import Random
from typing import Any, cast

import asyncpg
import pytest

from huuva_backend.platform.db.pool import Connection, Pool


class FakeConnection:
    def __init__(self) -> None:
        self.closed = False

    def is_closed(self) -> bool:
        return self.closed

    def terminate(self) -> None:
        self.closed = True

    async def close(self, *, timeout: float) -> None:  # noqa: ASYNC109 - as asyncpg has it
        await asyncio.sleep(0)
        self.closed = True


class Server:
    """Connects after some turns of the loop, or fails."""

    def __init__(self) -> None:
        self.made: list[FakeConnection] = []
        self.fails = False
        self.turns = 0

    async def connect(self) -> Connection:
        for _ in range(self.turns):
            await asyncio.sleep(0)
        if self.fails:
            raise OSError
        self.made.append(FakeConnection())
        return cast(Connection, self.made[-1])

    @property
    def open(self) -> int:
        return sum(not connection.closed for connection in self.made)


@pytest.fixture
def server() -> Server:
    return Server()


async def take_all(pool: Pool) -> list[Connection]:
    return [await pool.acquire(0.01) for _ in range(pool.size)]


async def give_back(pool: Pool, connections: list[Connection]) -> None:
    for connection in connections:
        await pool.release(connection)


async def test_it_is_filled_at_once_and_lends_the_one_used_last(server: Server) -> None:
    pool = await Pool(server.connect, 3).fill()
    assert (len(server.made), pool.idle) == (3, 3)
    connection = await pool.acquire(0)
    assert pool.idle == 2
    await pool.release(connection)
    assert await pool.acquire(0) is connection


async def test_waiting_for_one_times_out(server: Server) -> None:
    pool = Pool(server.connect, 2)
    lent = await take_all(pool)
    with pytest.raises(TimeoutError):
        await pool.acquire(0.01)
    await give_back(pool, lent)
    assert set(await take_all(pool)) == set(lent)


async def test_a_closed_connection_is_replaced(server: Server) -> None:
    pool = await Pool(server.connect, 1).fill()
    server.made[0].terminate()
    connection = await pool.acquire(0)
    assert connection is cast(Any, server.made[1])


async def test_failing_to_connect_costs_no_place(server: Server) -> None:
    pool = Pool(server.connect, 1)
    server.fails = True
    for _ in range(3):
        with pytest.raises(OSError):  # noqa: PT011 - the fake's own
            await pool.acquire(0.01)
    server.fails = False
    assert len(await take_all(pool)) == 1


@pytest.mark.parametrize("seed", range(20))
async def test_no_place_is_lost_however_it_is_cancelled(server: Server, seed: int) -> None:
    random = Random(seed)
    pool = Pool(server.connect, 3)

    async def use() -> None:
        connection = await pool.acquire(random.choice([0.0001, 1]))
        try:
            for _ in range(random.randrange(4)):
                await asyncio.sleep(0)
            if random.random() < 0.3:
                connection.terminate()
        finally:
            await pool.release(connection)

    for _ in range(30):
        server.turns, server.fails = random.randrange(5), random.random() < 0.2
        users = [asyncio.create_task(use()) for _ in range(8)]
        for _ in range(random.randrange(12)):
            await asyncio.sleep(0)
            random.choice(users).cancel()
        await asyncio.gather(*users, return_exceptions=True)

    server.fails = False
    assert pool.idle == 3
    assert len(set(await take_all(pool))) == 3


async def test_closing_cuts_off_those_lent_for_good(server: Server) -> None:
    pool = await Pool(server.connect, 3).fill()
    lent = await pool.acquire(0)
    await pool.close()
    assert server.open == 0
    await pool.release(lent)
    for _ in range(4):
        with pytest.raises(asyncpg.InterfaceError):
            await pool.acquire(0.01)
    assert len(server.made) == 3


async def test_those_who_wait_while_it_closes_are_told_when_a_place_is_free(server: Server) -> None:
    pool = await Pool(server.connect, 1).fill()
    lent = await pool.acquire(0)
    waiting = [asyncio.create_task(pool.acquire(1)) for _ in range(2)]
    await asyncio.sleep(0)
    await pool.close()
    await pool.release(lent)
    ends = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(end) for end in ends] == [asyncpg.InterfaceError] * 2


async def test_one_that_connects_while_it_closes_is_cut_off(server: Server) -> None:
    pool = Pool(server.connect, 1)
    server.turns = 3
    connecting = asyncio.create_task(pool.acquire(1))
    await asyncio.sleep(0)
    await pool.close()
    with pytest.raises(asyncpg.InterfaceError):
        await connecting
    assert (len(server.made), server.open) == (1, 0)
