"""Odd, and yet to be taken: what lies just inside the bounds, and can be read and moved afterwards."""

import json
from typing import Any
from urllib.parse import quote

import pytest

from tests.factories import item, order
from tests.input.bad_requests import MEASURED
from tests.input.cases import price
from tests.server import Server
from tests.wire import JSON, Wire, message

FIRST, LAST = "0001-01-01T00:00:00.000001Z", "9999-12-31T23:59:59.999998Z"
ODD: dict[str, dict[str, Any]] = {
    "created in the year 1": {"created": FIRST},
    "picked up in the year 1": {"pickupTime": FIRST},
    "picked up at the end of time": {"pickupTime": LAST},
    "claims from both ends of time": {
        "statusHistory": [{"status": 1, "timestamp": FIRST}, {"status": 2, "timestamp": LAST}]
    },
    "a chain from the year 1": {
        "created": FIRST,
        "status": 2,
        "statusHistory": [{"status": status, "timestamp": FIRST} for status in (1, 2)],
    },
    "500 lines": {"items": [item(f"PLU-{number}") for number in range(500)]},
    "all that money can be": {
        "items": [
            item(
                "GOLD",
                quantity=999,
                unitPrice=price(10**9),
                modifiers=[{"plu": "MORE", "quantity": 99, "unitPrice": price(10**9)}] * 50,
            )
        ]
        * 100
    },
    "metadata of 4 KiB": {"metadata": {"a": "x" * 4088}},
    "metadata of 64 bits": {"metadata": {"a": [2**63 - 1, -(2**63), 1e308, 5e-324, None, ""]}},
    "metadata 30 deep": {"metadata": {"a": json.loads("[" * 29 + "]" * 29)}},
    "another script": {"customer": {"name": "나비 🦋 Ñandú نادي"}, "note": "żółć"},
    "markup": {"note": "'; DROP TABLE orders; -- <script>alert(1)</script> {{7*7}} %s $1"},
    "a number that is none": {"customer": {"name": "John", "phoneNumber": "call me"}},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD.keys())
async def test_an_odd_order_is_placed_and_moved_as_any_other(
    server: Server, changes: dict[str, Any]
) -> None:
    async with Wire(server.port) as wire:
        body = order(account="odd") | changes
        placed = await wire.post("/api/orders", body)
        again = await wire.post("/api/orders", body)
        target = f"/api/orders/{placed.json()['id']}"
        read = await wire.get(target)
        moved = await wire.patch(f"{target}/status", {"status": "READY"})
        listed = await wire.get("/api/orders?account=odd&limit=200")

    assert (placed.status, again.status, read.status) == (201, 200, 200), placed.body
    assert placed.json() == again.json() == read.json()
    assert (moved.status, moved.json()["status"]) == (200, "READY")
    assert moved.json() in listed.json()["items"]


@pytest.mark.parametrize("measure", MEASURED)
async def test_odd_orders_can_be_measured(server: Server, measure: str) -> None:
    assert (await server.get(f"/api/analytics/{measure}")).status == 200


@pytest.mark.parametrize(
    "plu", ["A/B C", "100%", "a?b#c", "a+b", "%2F", "ü…", "\ufffd", "/", "status"]
)
async def test_any_plu_that_can_be_ordered_can_be_moved(server: Server, plu: str) -> None:
    async with Wire(server.port) as wire:
        placed = await wire.post("/api/orders", order(items=[item(plu)]))
        target = f"/api/orders/{placed.json()['id']}/items/{quote(plu, safe='')}/status"
        moved = await wire.patch(target, {"status": "READY"})
    assert (moved.status, moved.json()["plu"]) == (200, plu)


@pytest.mark.parametrize("query", ["limit=1.0", "limit=%2B1", "account=%EF%BF%BD", "", "&&", "a"])
async def test_odd_queries_are_answered(server: Server, query: str) -> None:
    assert (await server.get(f"/api/orders?{query}")).status == (422 if query == "a" else 200)


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.pos+json"]
)
async def test_json_by_other_names_is_taken(server: Server, kind: str) -> None:
    body = message("POST", "/api/orders", JSON | {"Content-Type": kind}, b"{}")
    async with Wire(server.port) as wire:
        assert (await wire.exchange(body)).status == 422


@pytest.mark.parametrize("name", ["Äiti 나비", "\u200b"], ids=["seen", "unseen"])
async def test_an_actor_may_have_a_name_of_any_script_if_one_sees_it(
    server: Server, name: str
) -> None:
    async with Wire(server.port) as wire:
        placed = await wire.post("/api/orders", order(channelOrderId=f"actor {len(name)}"))
        target = f"/api/orders/{placed.json()['id']}/status"
        headers = JSON | {"X-Actor": f"display:{name}"}
        moved = await wire.exchange(message("PATCH", target, headers, b'{"status": "READY"}'))

    assert moved.json()["statusHistory"][-1]["actor"] == {
        "kind": "display",
        "id": None if name == "\u200b" else name,
    }
