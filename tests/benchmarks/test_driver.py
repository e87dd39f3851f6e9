import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from itertools import count
from uuid import UUID

import pytest

from benchmarks.driver import Load, Result, drive
from benchmarks.workload import FIRST_NUMBER, OPERATIONS, Operation, filled, order_id

ORDERS = range(FIRST_NUMBER, FIRST_NUMBER + 20)
MADE = UUID(int=7)

Answer = Callable[[int], bytes]


class Server:
    """Reads requests of a known length, and answers each in two pieces."""

    port: int

    def __init__(self) -> None:
        self.requests: list[bytes] = []
        self.answer: Answer = lambda _: b"200 OK\r\nContent-Length: 0\r\n\r\n"
        self._numbers = count()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.read(4096):
            self.requests.append(head)
            answer = b"HTTP/1.1 " + self.answer(next(self._numbers))
            for part in (answer[:20], answer[20:]):
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0)
        writer.close()

    async def load(self, templates: tuple[bytes, ...], *, changes: bool, seconds: float) -> Result:
        load = Load(self.port, templates, ORDERS, 3, seconds, changes)
        return await asyncio.to_thread(drive, load)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    listener = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    async with listener:
        yield server


async def test_every_order_gets_its_requests_once_and_in_turn(server: Server) -> None:
    result = await server.load((b"first %(n)d", b"second %(n)d"), changes=True, seconds=30)

    expected = [f"{turn} {number}".encode() for number in ORDERS for turn in ("first", "second")]
    assert Counter(server.requests) == Counter(expected)
    assert all(
        server.requests.index(b"first %d" % number) < server.requests.index(b"second %d" % number)
        for number in ORDERS
    )
    assert len(result.ends) == len(result.latencies) == len(expected)
    assert set(result.refusals) == {"all prepared orders are used up"}


async def test_orders_that_are_only_read_never_run_out(server: Server) -> None:
    result = await server.load((b"read %(n)d",), changes=False, seconds=0.5)

    assert len(result.ends) == len(server.requests) > len(ORDERS)
    assert not result.refusals
    assert not result.acknowledged


async def test_versions_that_were_promised_are_remembered(server: Server) -> None:
    server.answer = lambda _: b'200 OK\r\netag: "2"\r\ncontent-length: 2\r\n\r\n{}'

    result = await server.load((b"%(n)d",), changes=True, seconds=30)

    assert sorted(result.acknowledged) == [(order_id(number), 2) for number in ORDERS]


async def test_an_order_that_was_made_is_known_by_its_location(server: Server) -> None:
    server.answer = lambda _: (
        b'201 Created\r\nlocation: /api/orders/%s\r\netag: "1"\r\ncontent-length: 2\r\n\r\n{}'
        % str(MADE).encode()
    )

    result = await server.load((b"%(n)d",), changes=True, seconds=30)

    assert result.acknowledged == [(MADE, 1)] * len(ORDERS)


async def test_a_refusal_is_no_answer(server: Server) -> None:
    server.answer = lambda number: (
        b"409 Conflict\r\ncontent-length: 4\r\n\r\nlate"
        if number == 5
        else b"200 OK\r\ncontent-length: 0\r\n\r\n"
    )

    result = await server.load((b"%(n)d",), changes=True, seconds=30)

    assert len(result.ends) == len(ORDERS) - 1
    assert "HTTP/1.1 409late" in result.refusals


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_a_bodys_length_is_right_for_every_order(operation: Operation) -> None:
    for request in operation.requests:
        head, _, body = filled(request.template(), ORDERS[-1]).partition(b"\r\n\r\n")
        assert (b"Content-Length: %d" % len(body) in head) is bool(body)
