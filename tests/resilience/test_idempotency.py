"""One key, many who ask at once, and connections that are reset before the answer is read."""

import asyncio
import os
import socket
import struct
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from random import Random

import pytest
from pydantic_core import to_json

from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.server import Server
from tests.wire import JSON, Wire, message

RESETS = int(os.environ.get("HUUVA_TEST_RESETS", "100"))
LINES = "SELECT count(*) FROM order_items WHERE plu = $1"
RESET_AT_CLOSE = struct.pack("ii", 1, 0)
"""Linger for no time at all."""


async def test_200_at_once_under_one_key_have_one_effect_and_equal_answers(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    wires = [Wire(servers[number % 2].port) for number in range(200)]
    try:
        placed = (await wires[0].post("/api/orders", order())).json()
        path, more = f"/api/orders/{placed['id']}/items", {"items": [item("TEA")]}
        await asyncio.gather(*(wire.get("/livez") for wire in wires))
        answers = await asyncio.gather(
            *(wire.request("POST", path, more, Idempotency_Key="one") for wire in wires)
        )
    finally:
        for wire in wires:
            wire.close()

    assert Counter(answer.status for answer in answers) == {200: 200}
    assert len({answer.body for answer in answers}) == 1
    fresh = [answer for answer in answers if "idempotent-replayed" not in answer.headers]
    assert len(fresh) == 1
    assert await committed.fetchval(LINES, "TEA") == 1
    assert await violations(committed) == []


async def test_a_reset_before_the_answer_and_a_retry_have_one_effect(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    """`HUUVA_TEST_RESETS` says how often."""
    random = Random(7)
    replayed = Counter[bool]()
    wires = [Wire(server.port) for server in servers]
    placed = (await wires[0].post("/api/orders", order(items=[item("COLA")]))).json()
    try:
        for number in range(RESETS):
            if number % 400 == 0 and number:  # an order has at most 500 lines
                body = order(channelOrderId=str(number), items=[item("COLA")])
                placed = (await wires[0].post("/api/orders", body)).json()
            path, key = f"/api/orders/{placed['id']}/items", {"Idempotency-Key": f"key-{number}"}
            asked = message(
                "POST", path, JSON | key, b'{"items":[{"plu":"MINT","name":"Mint","quantity":1}]}'
            )
            await send_and_reset(servers[number % 2].port, asked, random.random() / 50)
            answer = await wires[number // 2 % 2].exchange(asked)
            assert answer.status == 200, answer.body
            replayed["idempotent-replayed" in answer.headers] += 1
    finally:
        for wire in wires:
            wire.close()
    print(f"{replayed[True]} of {RESETS} had been done before they were asked again")

    assert replayed[True] > 0
    assert await committed.fetchval(LINES, "MINT") == RESETS
    assert await violations(committed) == []


async def test_an_answer_that_is_lost_after_its_commit_and_a_retry_have_one_effect(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    """A proxy resets the connection when the answer has begun to come; `HUUVA_TEST_RESETS` says how often."""
    wires = [Wire(server.port) for server in servers]
    try:
        for number in range(RESETS):
            body = to_json(order(channelOrderId=f"lost-{number}", items=[item("RUM")]))
            asked = message(
                "POST", "/api/orders", JSON | {"Idempotency-Key": f"lost-{number}"}, body
            )
            async with losing_answers(servers[number % 2].port) as port:
                await lost(port, asked)
            answer = await wires[number // 2 % 2].exchange(asked)
            assert (answer.status, answer.headers["idempotent-replayed"]) == (201, "true")
    finally:
        for wire in wires:
            wire.close()

    assert await committed.fetchval(LINES, "RUM") == RESETS
    assert await violations(committed) == []


@asynccontextmanager
async def losing_answers(port: int) -> AsyncIterator[int]:
    """The port of a proxy that hands a request on, waits for the first byte of its answer, and resets who asked."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, asking = await asyncio.open_connection("127.0.0.1", port)
        asking.write(await reader.read(65_536))
        assert await answers.read(1) == b"H"
        abort(writer)
        asking.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as proxy:
        yield proxy.sockets[0].getsockname()[1]


async def lost(port: int, request: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    with pytest.raises(ConnectionResetError):
        await reader.read()


async def send_and_reset(port: int, request: bytes, seconds: float) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await asyncio.sleep(seconds)
    abort(writer)


def abort(writer: asyncio.StreamWriter) -> None:
    raw = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_AT_CLOSE)
    writer.transport.abort()
