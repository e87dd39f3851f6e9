"""Every operation that the description tells of, as the description tells it and in every way against it."""

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from huuva_backend.analytics.export import Export
from huuva_backend.analytics.export_reading import CURSORS
from tests.factories import SAMPLE
from tests.input.schemathesis_hooks import NOW, PLACED
from tests.server import ROOT, Server
from tests.wire import Wire

KEYS = {
    Export.ORDER_HISTORY: (NOW, UUID(int=7), 1),
    Export.ITEM_HISTORY: (NOW, UUID(int=7), 1, 1),
    Export.ORDERS: (NOW, UUID(int=7)),
    Export.AMENDMENTS: (UUID(int=7), 1),
}
EXPORT_CURSORS = {
    f"{export.name}_CURSOR": CURSORS[export].encode(("main", *keys))
    for export, keys in KEYS.items()
}
CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.mark.timeout(180)
async def test_the_server_does_what_it_says_whatever_it_is_sent(server: Server) -> None:
    async with Wire(server.port) as wire:
        numbers = [f"order-{number}" for number in range(20)]
        placed = [
            await wire.post("/api/orders", SAMPLE | {"channelOrderId": number})
            for number in numbers
        ]
        pizza = {"name": "Pizza", "price": {"amount": 1090, "currency": "EUR"}}
        await wire.request("PUT", "/api/menu/products/PIZZA?brandId=pizzeria", pizza)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(CONFIG), "--no-color"),
        *("run", f"{server.url}/api/openapi.json"),
        cwd=ROOT,
        env=os.environ
        | {
            "SCHEMATHESIS_HOOKS": "tests.input.schemathesis_hooks",
            "PYTHONPATH": str(ROOT),
            "PERIOD_FROM": (NOW - timedelta(days=7)).isoformat(),
            "PERIOD_TO": NOW.isoformat(),
            **EXPORT_CURSORS,
            PLACED: " ".join(answer.json()["id"] for answer in placed),
        },
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    told, _ = await process.communicate()
    print(told.decode())
    assert process.returncode == 0, told.decode()
    assert "unexpected failure" not in server.log
