"""The examples of either client, run as their READMEs say."""

import asyncio
import sys
from typing import Final

import pytest

from tests.clients.programs import PYTHON, TYPESCRIPT, Program
from tests.factories import order
from tests.server import Server, free_port
from tests.wire import Wire

pytestmark = pytest.mark.timeout(180)  # npm may have to fetch what builds a client

ENDPOINTS: Final = "/api/webhook-endpoints"


@pytest.fixture(params=["python", "typescript"])
def language(request: pytest.FixtureRequest) -> str:
    if request.param == "typescript":
        request.getfixturevalue("typescript")
    return str(request.param)


def example(language: str, name: str) -> Program:
    if language == "python":
        return Program([sys.executable, str(PYTHON / "examples" / f"{name}.py")])
    return Program(["node", str(TYPESCRIPT / "examples" / f"{name.replace('_', '-')}.mjs")])


async def line(process: asyncio.subprocess.Process) -> str:
    assert process.stdout is not None
    return (await asyncio.wait_for(process.stdout.readline(), 20)).decode().strip()


async def test_the_first_order(language: str, server: Server) -> None:
    printed = await example(language, "first_order").run(HUUVA_URL=server.url)
    assert printed == [
        "RECEIVED 2380",
        "PREPARING PREPARING",
        "409 illegal-transition",
        "listed True" if language == "python" else "listed true",
    ]


async def test_following(language: str, server: Server) -> None:
    async with example(language, "follow").running("aaaaaaaa.1", HUUVA_URL=server.url) as process:
        assert (await line(process)).startswith("begin anew: ")
        async with Wire(server.port) as wire:
            await wire.post("/api/orders", order(locationId="main", channelOrderId=f"f-{language}"))
        _, *told = (await line(process)).split()
        assert told == ["order.created", "RECEIVED"]


async def test_a_webhook_is_received(
    language: str, own_database: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = free_port()
    directory = tmp_path_factory.mktemp("server")
    allowed = f"127.0.0.1:{port}"
    async with (
        Server(directory, DATABASE_URL=own_database, WEBHOOK_ALLOWED_HOSTS=allowed) as server,
        Wire(server.port) as wire,
    ):
        endpoint = {"url": f"http://{allowed}/hooks", "events": ["order.created"]}
        added = (await wire.post(ENDPOINTS, endpoint)).json()
        receiver = example(language, "receive")
        async with receiver.running(HUUVA_SECRET=added["secret"], PORT=str(port)) as process:
            assert await line(process) == "listening"
            await wire.post("/api/orders", order(channelOrderId=f"hook-{language}"))
            assert await line(process) == f"order.created hook-{language} RECEIVED"
            await wire.post(f"{ENDPOINTS}/{added['id']}/test", None)
            assert await line(process) == "webhook.test"
