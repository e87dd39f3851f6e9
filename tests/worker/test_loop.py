"""What is done without anybody's asking is done once, whoever fails, dies or is stopped."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count

import pytest
from structlog.testing import capture_logs

from huuva_backend.platform.db.database import Database
from huuva_backend.platform.errors import Unavailable
from huuva_backend.platform.metrics import exposition
from huuva_backend.worker import lease, loop
from huuva_backend.worker.loop import running
from tests.conftest import Connection

ROW = "SELECT holder, until > clock_timestamp() AS runs FROM worker_leases WHERE loop = $1"
TAKEN_OVER = """
    UPDATE worker_leases SET holder = gen_random_uuid(), until = now() + interval '1 h'
    WHERE loop = $1
"""

_numbers = count(1)


class Work:
    """A loop's: how often it was run, and how many were at it at most."""

    def __init__(self, interval: float, *does: Callable[[], Awaitable[object]]) -> None:
        self.name = f"work-{next(_numbers)}"
        self.interval = interval
        self.runs = self.ends = self.at_once = self.most = 0
        self._does = list(does)
        self._told = asyncio.Condition()

    async def run_once(self) -> int:
        self.runs += 1
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await self._tell()
        try:
            if self._does:
                await self._does.pop(0)()
            self.ends += 1
        finally:
            self.at_once -= 1
            await self._tell()
        return 1

    async def _tell(self) -> None:
        async with self._told:
            self._told.notify_all()

    async def until(self, so: Callable[[], bool]) -> None:
        async with asyncio.timeout(10), self._told:
            await self._told.wait_for(so)


@pytest.fixture(autouse=True)
def short_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lease, "LEASE_SECONDS", 0.6)


async def fail() -> None:
    raise Unavailable


async def go_wrong() -> None:
    raise ZeroDivisionError


async def hang() -> None:
    await asyncio.sleep(60)


def exposed(name: str, work: Work) -> float:
    lines = exposition()[0].decode().splitlines()
    found = next(line for line in lines if line.startswith(f'{name}{{loop="{work.name}"}}'))
    return float(found.split()[-1])


async def test_two_workers_are_never_at_it_at_once(pool: Database) -> None:
    work = Work(0.01)

    async with running([work], pool), running([work], pool):
        await work.until(lambda: work.runs >= 30)

    assert work.most == 1


async def test_one_that_is_rare_is_done_once_an_interval_by_all_together(
    pool: Database, committed: Connection
) -> None:
    work, other = Work(3600), Work(0.05)

    for _ in range(2):  # and starting again is no reason to do it again
        async with running([work, other], pool), running([work, other], pool):
            await other.until(lambda: other.runs >= 10)
            other.runs = 0

    assert work.runs == 1
    row = await committed.fetchrow(ROW, work.name)
    assert row is not None
    assert tuple(row) == (None, True)


@pytest.mark.parametrize("failing", [fail, go_wrong])
@pytest.mark.parametrize("interval", [0.05, 0.8])
async def test_a_failure_is_counted_and_tried_again(
    pool: Database, failing: Callable[[], Awaitable[None]], interval: float
) -> None:
    work = Work(interval, failing, failing)

    async with running([work], pool):
        await work.until(lambda: work.ends >= 1)

    assert exposed("huuva_loop_failures_total", work) == 2
    assert exposed("huuva_loop_runs_total", work) == work.runs
    assert exposed("huuva_loop_last_success_timestamp_seconds", work) > 1_700_000_000


async def test_what_nobody_expected_is_logged_and_an_outage_is_once(pool: Database) -> None:
    work = Work(0.01, go_wrong, fail, fail, fail)

    with capture_logs() as logs:
        async with running([work], pool):
            await work.until(lambda: work.ends >= 1)

    loud = [entry for entry in logs if entry["log_level"] != "debug"]
    assert [(entry["log_level"], entry["event"], entry["loop"]) for entry in loud] == [
        ("error", "unexpected failure", work.name),
        ("warning", "put off", work.name),
    ]


async def test_no_other_begins_while_a_run_takes_longer_than_the_lease(pool: Database) -> None:
    work = Work(0.01, lambda: asyncio.sleep(1.5))

    async with running([work], pool), running([work], pool):
        await work.until(lambda: work.ends >= 2)

    assert work.most == 1
    assert exposed("huuva_loop_failures_total", work) == 0


async def test_who_loses_the_lease_is_cut_off(pool: Database, committed: Connection) -> None:
    work = Work(0.05, hang)

    async with running([work], pool):
        await work.until(lambda: work.runs >= 1)
        await committed.execute(TAKEN_OVER, work.name)
        await work.until(lambda: work.at_once == 0)

    assert (work.runs, work.ends) == (1, 0)


async def test_without_the_table_it_waits_for_it(pool: Database, committed: Connection) -> None:
    work = Work(0.05)
    await committed.execute("ALTER TABLE worker_leases RENAME TO not_migrated")
    try:
        async with running([work], pool):
            await asyncio.sleep(0.2)
            assert work.runs == 0
            await committed.execute("ALTER TABLE not_migrated RENAME TO worker_leases")
            await work.until(lambda: work.runs >= 1)
    finally:
        await committed.execute("ALTER TABLE IF EXISTS not_migrated RENAME TO worker_leases")


async def test_stopped_in_the_middle_of_a_run_it_finishes_and_gives_the_lease_back(
    pool: Database, committed: Connection
) -> None:
    work = Work(0.05, lambda: asyncio.sleep(0.3))

    async with running([work], pool):
        await work.until(lambda: work.runs == 1)

    assert (work.runs, work.ends) == (1, 1)
    row = await committed.fetchrow(ROW, work.name)
    assert row is not None
    assert tuple(row) == (None, False)


async def test_a_run_that_does_not_finish_is_cut_off(
    pool: Database, committed: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "FINISH_SECONDS", 0.1)
    work = Work(0.05, hang)

    async with running([work], pool):
        await work.until(lambda: work.runs == 1)

    assert (work.at_once, work.ends) == (0, 0)
    row = await committed.fetchrow(ROW, work.name)
    assert row is not None
    assert tuple(row) == (None, False)
