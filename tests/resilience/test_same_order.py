"""Many at once who all post the same order."""

import asyncio
from collections import Counter
from typing import Any

from tests.conftest import Connection
from tests.factories import order
from tests.server import Server
from tests.wire import Answer, Wire


async def all_at_once(servers: tuple[Server, Server], bodies: list[dict[str, Any]]) -> list[Answer]:
    """Every body on a connection of its own, opened before the first is sent."""
    wires = [Wire(servers[number % 2].port) for number in range(len(bodies))]
    try:
        await asyncio.gather(*(wire.get("/livez") for wire in wires))
        return await asyncio.gather(
            *(wire.post("/api/orders", body) for wire, body in zip(wires, bodies, strict=True))
        )
    finally:
        for wire in wires:
            wire.close()


async def placed(connection: Connection, body: dict[str, Any]) -> list[str]:
    """The ids of the orders that a body's channel order id names."""
    query = "SELECT id::text FROM orders WHERE channel_order_id = $1"
    return [row["id"] for row in await connection.fetch(query, body["channelOrderId"])]


async def test_200_identical_orders_at_once_are_one(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    body = order()
    answers = await all_at_once(servers, [body] * 200)

    assert Counter(answer.status for answer in answers) == {201: 1, 200: 199}
    assert await placed(committed, body) == [answers[0].json()["id"]]
    assert len({answer.body for answer in answers}) == 1
    replayed = [answer for answer in answers if "idempotent-replayed" in answer.headers]
    assert {answer.status for answer in replayed} == {200}
    assert len(replayed) == 199


async def test_50_different_orders_of_one_name_are_one_and_49_conflicts(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    body = order()
    answers = await all_at_once(servers, [body | {"note": f"note {n}"} for n in range(50)])

    winners = [answer.json()["id"] for answer in answers if answer.status == 201]
    losers = [answer for answer in answers if answer.status != 201]
    assert await placed(committed, body) == winners
    assert Counter(answer.code for answer in losers) == {"order-exists": 49}
    assert {answer.json()["orderId"] for answer in losers} == set(winners)
    assert {tuple(answer.json()["differing"]) for answer in losers} == {("note",)}
