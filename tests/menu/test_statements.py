"""A look at the menu costs one round trip, and reads no more of a long menu than it shows."""

import json
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from huuva_backend.menu import page_reads
from huuva_backend.platform.db.connecting import PLANNED_BY_KEY
from huuva_backend.platform.db.statement import Statement
from tests.conftest import Connection
from tests.menu.pizzeria import BRAND, Pizzeria, address, extra, product
from tests.statements import counted

MANY = [{"plu": f"P-{number:04}"} | product(name=f"Pizza {number:04}") for number in range(1000)]
KEYS = {"name_key": "pizza 0500", "brand_id": BRAND, "plu": "P-0500"}
VALUES = {f"after_{name}": key for name, key in KEYS.items()} | {
    "brand_id": BRAND,
    "locations": ["", "main"],
    "limit": 11,
}

VERSION = f"SELECT version FROM menu_versions WHERE brand_id = '{BRAND}'"

PAGES: tuple[list[str], ...] = (
    [],
    ["after"],
    ["brand_id"],
    ["brand_id", "after_of_brand"],
    ["orderable"],
    ["brand_id", "orderable"],
)


@pytest.mark.parametrize(
    ("path", "params"),
    [
        ("/api/menu/products", {"limit": "200"}),
        ("/api/menu/products", {"limit": "200", "name": "pizza", "orderable": "true"}),
        (address("P-0001"), {"brandId": BRAND, "locationId": "main"}),
        (address("P-0001", "modifiers"), {"brandId": BRAND}),
        (f"/api/menu/brands/{BRAND}", {}),
        ("/api/menu/snoozes", {"brandId": BRAND}),
        ("/api/menu/stations", {"brandId": BRAND, "locationId": "main"}),
    ],
)
async def test_a_look_takes_one_statement_however_much_there_is(
    pizzeria: Pizzeria, sql: Connection, path: str, params: dict[str, str]
) -> None:
    await pizzeria.replace({"products": MANY})
    await pizzeria.snooze("P-0002", "HAM")

    async with counted(sql) as statements:
        answer = await pizzeria.api.get(path, params=params)

    assert answer.status_code == 200
    assert len(statements) == 1


async def test_changes_take_few_statements(pizzeria: Pizzeria, sql: Connection) -> None:
    extras = [extra(f"E-{number}") for number in range(100)]

    async with counted(sql) as to_put:
        assert (await pizzeria.put("A", product(modifiers=extras))).status_code == 201
    async with counted(sql) as to_snooze:
        answer = await pizzeria.snooze(*(modifier["plu"] for modifier in extras))
    async with counted(sql) as to_delete:
        await pizzeria.delete("A")

    assert answer.status_code == 200
    # Are they on the menu, those that are over, the snoozes, the events of all, and the open orders.
    assert [len(each) for each in (to_put, to_snooze, to_delete)] == [1, 5, 1]


def _literal(value: Any) -> str:
    if isinstance(value, list):
        return f"ARRAY[{', '.join(_literal(element) for element in value)}]::text[]"
    return str(value) if isinstance(value, int) else f"'{value}'"


async def rows_read(connection: Connection, statement: Statement, **more: str) -> int:
    """How many rows of products the statement looks at, planned as the application's pool plans it."""
    given = ", ".join(_literal(value) for value in statement.arguments(VALUES | more))
    await connection.execute(f"PREPARE looked_at AS {statement.sql}")
    try:
        told = await connection.fetchval(
            f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE looked_at({given})"
        )
    finally:
        await connection.execute("DEALLOCATE looked_at")
    return _of_products(json.loads(told)[0]["Plan"])


def _of_products(node: dict[str, Any]) -> int:
    read = 0
    if node.get("Relation Name") == "menu_products":
        read = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return read + sum(_of_products(child) for child in node.get("Plans", ()))


@pytest.mark.parametrize("analyzed", [False, True])
async def test_a_page_is_read_in_the_order_of_an_index(own_database: str, analyzed: bool) -> None:
    connection = await asyncpg.connect(own_database, server_settings=PLANNED_BY_KEY)
    await connection.execute("""
        INSERT INTO menu_products SELECT
            brand, 'P-' || lpad(i::text, 4, '0'), 'Pizza', 'pizza ' || lpad(i::text, 4, '0'), NULL,
            '[]', '', 'EUR', 1090, NULL, NULL, true, '[]', '{}'
        FROM generate_series(1, 1000) AS i, (VALUES ('grill'), ('pizzeria')) AS brands (brand)
        """)
    if analyzed:
        await connection.execute("ANALYZE menu_products")

    read = [await rows_read(connection, page_reads.page(frozenset(filters))) for filters in PAGES]
    of_brand = [rows_of_brand for rows_of_brand in PAGES if "brand_id" in rows_of_brand]
    for held, rows in ((UUID(int=0), 11), (await connection.fetchval(VERSION), 0)):
        for filters in of_brand:
            statement = page_reads.page_of_brand(frozenset(filters))
            assert await rows_read(connection, statement, held=str(held)) == rows
    await connection.close()

    assert read == [11] * len(PAGES)
