"""Events as either client follows them, whatever becomes of its connection."""

import json
from typing import Any

import pytest

from tests.clients.network import Network, answered, silence
from tests.clients.programs import Program, told
from tests.factories import item
from tests.feed.served import Location
from tests.server import Server

pytestmark = pytest.mark.timeout(180)  # npm may have to fetch what builds a client

STREAM = "/api/events/stream"
EXPIRED = {"code": "events-expired", "oldest": "aaaaaaaa.5", "newest": "aaaaaaaa.9"}


def following(location: Location, url: str, after: str | None) -> list[str]:
    return ["follow", url, json.dumps([location.id, after])]


def event(cursor: str, type_: str = "order.created") -> dict[str, Any]:
    return {"kind": "event", "cursor": cursor, "type": type_}


async def test_a_stream_that_breaks_goes_on_where_it_was(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    path = await location.place()
    first = await location.cursor(1)
    async with program.running(*following(location, network.url, "0")) as process:
        assert await told(process) == event(first)
        network.cut()
        await location.move(path, "PREPARING")
        await location.place()
        second, third = await location.cursor(2), await location.cursor(3)
        assert await told(process) == event(second, "order.status_changed")
        assert await told(process) == event(third)
        network.cut()
        await location.place()
        assert await told(process) == event(await location.cursor(4))

    asked = [each.target.partition("after=")[2] for each in network.of(STREAM)]
    assert asked == ["0", first, third]


async def test_from_now_on_where_nobody_says_since_when(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    await location.place()
    async with program.running(*following(location, network.url, None)) as process:
        await network.carrying.wait()
        await location.place()
        assert await told(process) == event(await location.cursor(2))
        network.cut()
        await location.place()
        assert await told(process) == event(await location.cursor(3))


async def test_a_text_that_some_take_for_two_lines_is_one(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    path = await location.place(items=[item("TEA\u2028PI\u2029E")])
    await location.move(path, "CANCELLED")
    await location.place()
    async with program.running(*following(location, network.url, "0")) as process:
        assert await told(process) == event(await location.cursor(1))
        assert await told(process) == event(await location.cursor(2), "order.cancelled")
        assert await told(process) == event(await location.cursor(3))


async def test_another_epoch_is_a_reset(program: Program, network: Network, server: Server) -> None:
    location = Location(server)
    await location.place()
    async with program.running(*following(location, network.url, "aaaaaaaa.1")) as process:
        newest = await location.cursor(1)
        assert await told(process) == {"kind": "reset", "cursor": newest, "type": None}
        await location.place()
        assert await told(process) == event(await location.cursor(2))


async def test_what_is_gone_is_a_reset_too(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    network.fates.append(answered(410, body=json.dumps(EXPIRED).encode()))
    async with program.running(*following(location, network.url, "aaaaaaaa.1")) as process:
        assert await told(process) == {"kind": "reset", "cursor": "aaaaaaaa.9", "type": None}


async def test_a_stream_in_which_nothing_is_heard_is_left(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    await location.place()
    network.fates.append(silence)
    async with program.running(*following(location, network.url, "0")) as process:
        assert await told(process) == event(await location.cursor(1))
    assert len(network.of(STREAM)) == 2


async def test_a_server_that_is_away_is_asked_again(
    program: Program, network: Network, server: Server
) -> None:
    location = Location(server)
    await location.place()
    network.fates.extend([answered(503, "Retry-After: 1"), answered(502)])
    async with program.running(*following(location, network.url, "0")) as process:
        assert await told(process) == event(await location.cursor(1))


async def test_a_refusal_ends_it(program: Program, network: Network, server: Server) -> None:
    network.fates.append(answered(401, body=b'{"code": "invalid-key"}'))
    location = Location(server)
    assert await program.act("follow", network.url, location.id, None) == [
        {"problem": [401, "invalid-key", []]}
    ]
