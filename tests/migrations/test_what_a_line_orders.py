"""Parts of a whole beside lines of before, on the way up and down."""

import asyncio
from typing import Any

import asyncpg
import pytest
from alembic import command
from alembic.config import Config

from tests.conftest import ROOT, create_database

BEFORE, AFTER = "c3f8a16e0b74", "7b24c8f1e05d"
ORDER = """
    INSERT INTO orders (
        location_id, id, account, brand_id, channel, channel_order_id, pickup_time, created_at,
        recorded_at, changed_at, version, status, status_since, status_seq
    ) VALUES (
        'main', '01a200f3-8f25-70dd-9187-be12b1d3dddc', 'a', 'b', 'c', 'd', now(), now(),
        now(), now(), 1, 'RECEIVED', now(), 1
    )
"""
LINE = """
    INSERT INTO order_items (
        location_id, order_id, line, plu, name, quantity, modifiers, status, status_since, status_seq
        {columns}
    )
    SELECT location_id, id, {line}, 'P', 'P', {quantity}, '[]', 'ORDERED', now(), 1 {values}
    FROM orders
"""


@pytest.fixture
def url(postgres: str, worker_id: str) -> str:
    return asyncio.run(create_database(f"line_migrations_{worker_id}"))


@pytest.fixture
def alembic(url: str) -> Config:
    config = Config(ROOT / "alembic.ini")
    config.attributes["database_url"] = url
    return config


def run(url: str, *statements: str) -> list[tuple[Any, ...]]:
    """What the last of them answers."""

    async def ran() -> list[tuple[Any, ...]]:
        connection = await asyncpg.connect(url)
        try:
            rows = [await connection.fetch(statement) for statement in statements][-1]
            return [tuple(row) for row in rows]
        finally:
            await connection.close()

    return asyncio.run(ran())


def of_before(line: int, quantity: int) -> str:
    return LINE.format(line=line, quantity=quantity, columns="", values="")


def part(line: int, quantity: int, thousandths: int) -> str:
    columns, values = ", quantity_thousandths, unit", f", {thousandths}, 'kg'"
    return LINE.format(line=line, quantity=quantity, columns=columns, values=values)


ALL = "SELECT quantity, quantity_thousandths, unit FROM order_items ORDER BY line"


def test_lines_of_a_server_of_before_are_whole_pieces(alembic: Config, url: str) -> None:
    command.upgrade(alembic, BEFORE)
    run(url, ORDER, of_before(1, 3))
    command.upgrade(alembic, AFTER)

    assert run(url, of_before(2, 7), part(3, 0, 350), ALL) == [
        (3, 0, "piece"),
        (7, 0, "piece"),
        (0, 350, "kg"),
    ]


@pytest.mark.parametrize(("quantity", "thousandths"), [(0, 0), (1, 1000), (1, -1), (-1, 999)])
def test_no_line_is_kept_of_nothing(
    alembic: Config, url: str, quantity: int, thousandths: int
) -> None:
    command.upgrade(alembic, AFTER)
    run(url, ORDER)

    with pytest.raises(asyncpg.CheckViolationError):
        run(url, part(1, quantity, thousandths))


def test_on_the_way_down_a_part_becomes_a_whole_one(alembic: Config, url: str) -> None:
    command.upgrade(alembic, AFTER)
    run(url, ORDER, part(1, 0, 350), part(2, 2, 0))
    command.downgrade(alembic, BEFORE)

    assert run(url, "SELECT quantity FROM order_items ORDER BY line") == [(1,), (2,)]
    command.upgrade(alembic, AFTER)
    assert run(url, ALL) == [(1, 0, "piece"), (2, 0, "piece")]
