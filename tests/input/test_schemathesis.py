"""Every operation that the description tells of, as the description tells it and in every way against it."""

import asyncio
import os
import sys

import pytest

from tests.factories import SAMPLE
from tests.input.schemathesis_hooks import ORDERS
from tests.server import ROOT, Server
from tests.wire import Wire

ARGUMENTS = (
    "--phases=examples,coverage,fuzzing,stateful --continue-on-failure --seed=20261122 --max-examples=40"
    " --checks=all --exclude-checks=ignored_auth,object_level_authorization"  # there's no credential yet
    " --generation-database=none --no-color"
)


@pytest.mark.timeout(180)
async def test_the_server_does_what_it_says_whatever_it_is_sent(server: Server) -> None:
    async with Wire(server.port) as wire:
        numbers = [f"order-{number}" for number in range(20)]
        placed = [
            await wire.post("/api/orders", SAMPLE | {"channelOrderId": number})
            for number in numbers
        ]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}/api/openapi.json"),
        *ARGUMENTS.split(),
        cwd=ROOT,
        env=os.environ
        | {
            "SCHEMATHESIS_HOOKS": "tests.input.schemathesis_hooks",
            "PYTHONPATH": str(ROOT),
            ORDERS: " ".join(answer.json()["id"] for answer in placed),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    print(told.decode())
    assert process.returncode == 0, told.decode()
    assert "unexpected failure" not in server.log
