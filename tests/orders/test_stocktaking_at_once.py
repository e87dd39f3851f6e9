"""Many at once who want the last portion: each is sold once, and none is lost."""

import asyncio
from collections import Counter
from random import Random

from httpx import Response

from tests.conftest import Connection
from tests.factories import order
from tests.locks import until_somebody_waits
from tests.orders.kitchen import Json, Kitchen

PLUS = ("SOUP", "BREAD", "TART")
LOCATIONS = ("kallio", "kamppi", "main")
LEFT = "SELECT plu, remaining / 1000 FROM menu_stock WHERE location_id = ''"
TAKEN = """
    SELECT plu, sum(stock_taken)::int / 1000 FROM order_items
    WHERE NOT (status = 'CANCELLED') GROUP BY plu
"""


async def put(watcher: Connection, **stock: int) -> None:
    for plu, left in stock.items():
        await watcher.execute(
            """
            INSERT INTO menu_products (brand_id, plu, name, name_key, ingredients, ingredients_key,
                currency, price_amount, available, modifiers, images)
            VALUES ('brand-1', $1, $1, $1, '[]', '', 'EUR', 600, true, '[]', '{}')
            """,
            plu,
        )
        await watcher.execute(
            "INSERT INTO menu_stock VALUES ('', 'brand-1', $1, $2)", plu, 1000 * left
        )


async def counts(watcher: Connection, query: str) -> dict[str, int]:
    return {row[0]: row[1] for row in await watcher.fetch(query)}


def lines(*plus: str) -> list[Json]:
    return [{"plu": plu, "quantity": 1} for plu in plus]


async def test_of_many_who_want_the_last_one_exactly_one_gets_it(
    committing: Kitchen, watcher: Connection
) -> None:
    await put(watcher, SOUP=1, BREAD=20)
    bodies = [order(items=lines("BREAD", "SOUP")) for _ in range(20)]

    answers = await asyncio.gather(*(committing.post(body) for body in bodies))

    assert Counter(answer.status_code for answer in answers) == {201: 1, 422: 19}
    refused = [answer.json() for answer in answers if answer.status_code == 422]
    assert {document["code"] for document in refused} == {"not-orderable"}
    assert {fault["pointer"] for document in refused for fault in document["errors"]} == {
        "/items/1/plu"
    }
    assert await counts(watcher, LEFT) == {"SOUP": 0, "BREAD": 19}
    assert await watcher.fetchval("SELECT count(*) FROM order_dedupe") == 1
    events = await watcher.fetch(
        "SELECT location_id, seq, type, plu FROM order_events ORDER BY type"
    )
    assert [tuple(event) for event in events] == [
        ("main", 1, "order.created", None),
        ("", 1, "product.soldOut", "SOUP"),
    ]


async def test_who_waits_for_somebody_that_takes_the_last_one_is_refused(
    committing: Kitchen, watcher: Connection
) -> None:
    await put(watcher, SOUP=1, BREAD=5)
    async with watcher.transaction():
        await watcher.execute("UPDATE menu_stock SET remaining = 0 WHERE plu = 'SOUP'")
        waiting = asyncio.create_task(committing.post(order(items=lines("BREAD", "SOUP"))))
        await until_somebody_waits(watcher)
    answer = await waiting

    assert [fault["code"] for fault in answer.json()["errors"]] == ["sold-out"]
    assert await counts(watcher, LEFT) == {"SOUP": 0, "BREAD": 5}
    for table in ("orders", "order_items", "order_dedupe", "order_events"):
        assert await watcher.fetchval(f"SELECT count(*) FROM {table}") == 0
    assert await watcher.fetchval("SELECT sum(last_seq) FROM location_feeds") == 0


async def test_who_waits_for_what_is_given_back_gets_it(
    committing: Kitchen, watcher: Connection
) -> None:
    await put(watcher, SOUP=1)
    async with watcher.transaction():
        await watcher.execute("UPDATE menu_stock SET remaining = remaining + 1000")
        first = asyncio.create_task(committing.post(order(items=lines("SOUP"))))
        await until_somebody_waits(watcher)
    second = await committing.post(order(items=lines("SOUP")))

    assert ((await first).status_code, second.status_code) == (201, 201)
    assert await counts(watcher, LEFT) == {"SOUP": 0}


async def ordered_and_perhaps_cancelled(kitchen: Kitchen, rng: Random) -> list[Response]:
    """What a customer does who wants several, in any order, and may change their mind."""
    answers = []
    for _ in range(4):
        wanted = lines(*rng.sample(PLUS, rng.choice((2, 3))))
        body = order(items=wanted, locationId=rng.choice(LOCATIONS))
        twice = [kitchen.post(body) for _ in range(rng.choice((1, 2)))]
        answers += await asyncio.gather(*twice)
        placed = answers[-1]
        if placed.status_code < 300 and rng.random() < 0.6:
            found: Json = placed.json()
            plu = rng.choice(found["items"])["plu"]
            if rng.random() < 0.5:
                answers.append(await kitchen.move(found, "CANCELLED"))
            else:
                answers.append(await kitchen.move_item(found, plu, "CANCELLED"))
    return answers


async def test_what_is_left_and_what_was_sold_are_always_what_there_was(
    committing: Kitchen, watcher: Connection
) -> None:
    await put(watcher, SOUP=12, BREAD=12, TART=12)
    rng = Random(20261128)
    customers = [Random(rng.random()) for _ in range(24)]

    told = await asyncio.gather(
        *(ordered_and_perhaps_cancelled(committing, each) for each in customers)
    )

    codes = Counter(answer.status_code for answers in told for answer in answers)
    assert set(codes) == {200, 201, 422}
    assert codes[201] == await watcher.fetchval("SELECT count(*) FROM orders")
    left, taken = await counts(watcher, LEFT), await counts(watcher, TAKEN)
    assert {plu: left[plu] + taken.get(plu, 0) for plu in PLUS} == dict.fromkeys(PLUS, 12)
