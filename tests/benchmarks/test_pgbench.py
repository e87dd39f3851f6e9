"""What pgbench runs is what the product runs: it leaves the same history behind."""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from benchmarks.orders import check, clone
from benchmarks.pgbench import Runner
from benchmarks.specimen import Catalogue, record
from benchmarks.workload import FIRST_NUMBER, OPERATIONS, Operation, order_id
from huuva_backend.platform.db import embedded
from tests.conftest import create_database

try:
    embedded._programs()
except embedded.EmbeddedDatabaseError:
    pytest.skip("pgbench comes with the embedded PostgreSQL", allow_module_level=True)

FIRST = FIRST_NUMBER + 1000
SECONDS = 1
MOST_PER_SECOND = 9000


@pytest.fixture(scope="module")
async def url(migrated: str, worker_id: str) -> str:
    return await create_database(f"benchmarks_{worker_id}", template=migrated)


def _recorded(url: str) -> Catalogue:
    return asyncio.run(record(url))


@pytest.fixture(scope="module")
async def catalogue(url: str) -> Catalogue:
    # In a process of its own, because an application that starts takes the logs for itself.
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        recording = process.submit(_recorded, url)
        return await asyncio.wrap_future(recording)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
async def test_it_leaves_the_history_that_the_product_leaves(
    operation: Operation, url: str, catalogue: Catalogue, tmp_path: Path
) -> None:
    specimen = catalogue.specimens[operation.name]
    first = FIRST + OPERATIONS.index(operation) * 2 * MOST_PER_SECOND
    numbers = range(first, first + MOST_PER_SECOND // len(specimen.queries))
    if operation.source is not None:
        await clone(url, catalogue.sources[operation.source], numbers)

    finish = Runner(url, catalogue.session, tmp_path).start(specimen, numbers, 2, SECONDS)
    result = await asyncio.to_thread(finish)
    found = await check(url, [(specimen.order_id, *each) for each in result.acknowledged])

    assert not result.refusals
    assert len(result.ends) > len(operation.requests)
    assert found["changes"] == (len(result.ends) if operation.changes else 0)
    assert found["missing"] == found["doubled"] == found["unasked"] == 0


async def test_what_is_lost_or_doubled_is_found(url: str, catalogue: Catalogue) -> None:
    specimen = catalogue.specimens["patch-item"]
    promised = (specimen.order_id, order_id(FIRST - 1), 2)

    lost = await check(url, [promised])
    await clone(url, specimen.order_id, range(FIRST - 1, FIRST))
    doubled = await check(url, [promised, promised])

    assert lost["missing"] == lost["rows"] == 2
    assert doubled["doubled"] == 2
    assert doubled["unasked"] > 0
