"""What the tests let the Python client do; scenarios.mjs is the same for TypeScript.

`scenarios.py <scenario> <url> <arguments as JSON>` prints a line of JSON for each thing that it is told.
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
from huuva_client import HuuvaClient, Patience, Problem, Reset, WebhookRefused, each, verify


async def place(client: HuuvaClient, body: Any) -> AsyncIterator[Any]:
    yield (await client.place_order(body))["id"]


async def add_items(client: HuuvaClient, order_id: str, body: Any) -> AsyncIterator[Any]:
    yield len((await client.add_items(order_id, body))["items"])


async def move(
    client: HuuvaClient, order_id: str, status: Any, version: int | None
) -> AsyncIterator[Any]:
    if_match = None if version is None else f'"{version}"'
    yield (await client.move_order(order_id, {"status": status}, if_match=if_match))["status"]


async def add_endpoint(client: HuuvaClient, body: Any) -> AsyncIterator[Any]:
    yield (await client.add_webhook_endpoint(body))["url"]


async def listed(client: HuuvaClient, location_id: str, limit: int) -> AsyncIterator[Any]:
    async for order in each(client.list_orders, location_id=location_id, limit=limit):
        yield order["channelOrderId"]


async def remove_endpoint(client: HuuvaClient, endpoint_id: str) -> AsyncIterator[Any]:
    await client.remove_webhook_endpoint(endpoint_id)
    yield "removed"


async def follow(client: HuuvaClient, location_id: str, after: str | None) -> AsyncIterator[Any]:
    async for followed in client.follow(location_id=location_id, after=after):
        told = None if isinstance(followed, Reset) else followed.event["type"]
        yield {"kind": followed.kind, "cursor": followed.cursor, "type": told}


async def verified(_: HuuvaClient, *signed: Any) -> AsyncIterator[Any]:
    for secrets, headers, body in signed:
        try:
            yield verify(secrets, headers, body.encode())["type"]
        except WebhookRefused:
            yield None


async def main(scenario: str, url: str, arguments: str) -> None:
    patience = Patience(back_off_seconds=0.05, longest_seconds=2, silence_seconds=1)
    async with HuuvaClient(url, "hvk_live_any", patience=patience) as client:
        try:
            async for told in globals()[scenario](client, *json.loads(arguments)):
                print(json.dumps(told), flush=True)
        except Problem as problem:
            pointers = [fault["pointer"] for fault in problem.errors]
            print(json.dumps({"problem": [problem.status, problem.code, pointers]}))
        except httpx.TransportError:
            print(json.dumps({"lost": True}))


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
