"""What no framework would send: bodies of false or no length, and much that isn't HTTP."""

import asyncio
import time
from statistics import median

import pytest

from tests.factories import order
from tests.input.cases import MARKER, encoded, valid
from tests.input.test_bad_input import check_problem
from tests.server import Server
from tests.wire import JSON, Wire, message

MIB = 1024 * 1024
HEAD = b"POST /api/orders HTTP/1.1\r\nHost: kitchen\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
NOT_HTTP = [
    b"\0\0\0\0\r\n\r\n",
    b"GET / HTTP/9.9\r\n\r\n",
    b"GET /\0 HTTP/1.1\r\nHost: kitchen\r\n\r\n",
    b"GET /livez HTTP/1.1\r\nHost: kitchen\r\nX-Actor: a\0b\r\n\r\n",
    b"GET /livez HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET /livez?limit=\xd9\xa3 HTTP/1.1\r\nHost: kitchen\r\n\r\n",
    HEAD + b"Content-Length: -1\r\n\r\n",
    HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    HEAD + b"Content-Length: 99999999999999999999\r\n\r\n",
    CHUNKED + b"zz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
]


def chunks(body: bytes) -> bytes:
    size = 60_000
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return CHUNKED + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


async def test_a_body_in_chunks_is_taken(server: Server) -> None:
    async with Wire(server.port) as wire:
        answer = await wire.exchange(chunks(encoded(order(metadata={"a": "x" * 4000}))))
    assert answer.status == 201


@pytest.mark.parametrize(
    "request_",
    [
        HEAD + b"Content-Length: 1048577\r\n\r\n",
        HEAD + b"Content-Length: 9223372036854775807\r\n\r\n",
        chunks(valid(note="x" * (MIB + 1))),
    ],
    ids=["declared", "declared beyond all bounds", "in chunks"],
)
async def test_a_body_over_1_mib_is_refused(server: Server, request_: bytes) -> None:
    async with Wire(server.port) as wire:
        check_problem(await wire.exchange(request_), 413, "too-large")


async def test_a_body_of_exactly_1_mib_is_read(server: Server) -> None:
    body = valid(note=MARKER)
    async with Wire(server.port) as wire:
        whole = message("POST", "/api/orders", JSON, body + b" " * (MIB - len(body)))
        assert (await wire.exchange(whole)).status == 201


@pytest.mark.parametrize("request_", NOT_HTTP, ids=range(len(NOT_HTTP)))
async def test_what_is_not_http_is_told_so_or_cut_off(server: Server, request_: bytes) -> None:
    async with Wire(server.port) as wire:
        try:
            status = (await asyncio.wait_for(wire.exchange(request_), 1)).status
        except (ConnectionError, TimeoutError):
            status = 0
    assert status in (0, 400, 413, 422, 404)
    assert (await server.get("/readyz")).status == 200


async def test_60_poisonous_orders_at_once_keep_nobody_waiting(server: Server) -> None:
    poison = message("POST", "/api/orders", JSON, valid(account="a\0b"))
    wires = [Wire(server.port) for _ in range(60)]
    good = Wire(server.port)
    await asyncio.gather(*(wire.get("/livez") for wire in [*wires, good]))
    seconds = []
    for _ in range(5):
        answers = await asyncio.gather(*(wire.exchange(poison) for wire in wires))
        began = time.monotonic()
        read = await good.get("/api/orders?limit=1")
        seconds.append(time.monotonic() - began)
        assert {answer.status for answer in answers} == {422}
        assert read.status == 200
    for wire in [*wires, good]:
        wire.close()
    print(f"a good GET after 60 NUL bytes: {[round(1000 * each, 1) for each in seconds]} ms")
    assert median(seconds) < 0.2
