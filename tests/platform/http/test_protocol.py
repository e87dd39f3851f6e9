"""What is written to a connection, and as how many packets."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from huuva_backend.platform.http.middleware import RequestMiddleware
from huuva_backend.platform.http.protocol import HOLD, HoldingTransport


class Wire(asyncio.Transport):
    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def write(self, data: Any) -> None:
        self.packets.append(data)

    def writelines(self, list_of_data: Iterable[Any]) -> None:
        self.packets.append(b"".join(list_of_data))


def test_a_head_that_is_held_goes_with_what_follows() -> None:
    wire = Wire()
    holding = HoldingTransport(wire)

    holding.hold()
    holding.write(b"head ")
    assert wire.packets == []
    holding.write(b"body")
    holding.write(b"more")

    assert wire.packets == [b"head body", b"more"]


def test_an_empty_body_sends_the_head_too() -> None:
    wire = Wire()
    holding = HoldingTransport(wire)

    holding.hold()
    holding.write(b"head")
    holding.write(b"")

    assert wire.packets == [b"head"]


def test_nothing_is_held_unasked() -> None:
    wire = Wire()
    holding = HoldingTransport(wire)

    holding.write(b"head ")
    holding.write(b"body")

    assert wire.packets == [b"head ", b"body"]


@pytest.mark.parametrize(
    ("method", "headers", "held"),
    [
        ("GET", [(b"content-length", b"2")], True),
        ("PATCH", [(b"etag", b'"1"'), (b"content-length", b"2")], True),
        # Its body comes later, or never.
        ("GET", [(b"transfer-encoding", b"chunked")], False),
        ("HEAD", [(b"content-length", b"2")], False),
    ],
)
async def test_only_the_head_of_a_whole_answer_waits_for_its_body(
    method: str, headers: list[tuple[bytes, bytes]], held: bool
) -> None:
    holds: list[bool] = []

    async def app(_: Any, __: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})

    async def ignore(_: Any) -> None: ...

    extensions = {HOLD: {"next": lambda: holds.append(True)}}
    scope = {
        "type": "http",
        "method": method,
        "path": "/",
        "query_string": b"",
        "headers": [],
        "extensions": extensions,
    }
    await RequestMiddleware(app)(scope, ignore, ignore)  # type: ignore[arg-type]

    assert holds == ([True] if held else [])
