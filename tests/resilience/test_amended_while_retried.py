"""Orders that are amended while their partners send them again and again, of which answers are lost."""

import asyncio
import os
from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.server import Server
from tests.wire import Answer, Wire

ORDERS = int(os.environ.get("HUUVA_TEST_RETRIED_ORDERS", "60"))
AT_ONCE = 8
"""Connections for each of the orders that are worked on together."""
TOGETHER = 4

AMENDMENTS = "SELECT reason, count(*) FROM order_amendments WHERE reason <> '' GROUP BY reason"
TAKEN = """
    SELECT channel_order_id, 1 + coalesce(jsonb_array_length(later_digests), 0) FROM order_dedupe
"""
PLACED = "SELECT channel_order_id, count(*) FROM orders GROUP BY channel_order_id"


class Partner:
    """Sends one order's contents, each twice or more, among amendments by others; in an order that chance decides."""

    def __init__(self, number: int, servers: tuple[Server, Server]) -> None:
        self.name = f"R-{number}"
        self.random = Random(number)
        self.answers: list[tuple[int, Answer]] = []
        self.amended: list[str] = []
        self._wires = [Wire(servers[each % 2].port) for each in range(AT_ONCE)]
        beer = item("BEER", quantity=3)
        self.contents: list[dict[str, Any]] = [
            order(channelOrderId=self.name, items=items)
            for items in ([beer], [beer | {"quantity": 2}], [beer, item("TIRA")])
        ]

    async def work(self) -> None:
        first = await self._send(self._wires[0], 0)
        path = f"/api/orders/{first.json()['id']}"
        acts = [*[0, 1, 2] * 3, *["table", "line", "note"]]
        self.random.shuffle(acts)
        turns = iter(enumerate(acts))
        try:
            await asyncio.gather(*(self._work(wire, path, turns) for wire in self._wires))
        finally:
            for wire in self._wires:
                wire.close()

    async def _work(self, wire: Wire, path: str, turns: Any) -> None:
        for turn, act in turns:
            if isinstance(act, int):
                await self._send(wire, act)
            else:
                await self._amend(wire, path, act, f"{self.name}-{turn}")

    async def _send(self, wire: Wire, content: int) -> Answer:
        answer = await wire.post("/api/orders?ifExists=amend", self.contents[content])
        self.answers.append((content, answer))
        return answer

    async def _amend(self, wire: Wire, path: str, act: str, reason: str) -> None:
        asking: dict[str, tuple[str, str, dict[str, Any]]] = {
            "table": ("PATCH", path, {"table": reason}),
            "line": ("POST", f"{path}/items", {"items": [item("TEA")]}),
            "note": ("PATCH", f"{path}/items/BEER?line=1", {"note": reason}),
        }
        method, target, body = asking[act]
        answer = await wire.request(method, target, {**body, "reason": reason})
        if answer.status == 200:
            self.amended.append(reason)
        else:
            assert (answer.status, answer.code) == (409, "line-voided"), answer.body


async def counts(connection: Connection, query: str) -> dict[str, int]:
    return {row[0]: row[1] for row in await connection.fetch(query)}


@pytest.mark.timeout(600)
async def test_each_content_and_each_amendment_is_taken_exactly_once(
    servers: tuple[Server, Server], committed: Connection
) -> None:
    """`HUUVA_TEST_RETRIED_ORDERS` says of how many orders."""
    partners = [Partner(number, servers) for number in range(ORDERS)]
    for start in range(0, ORDERS, TOGETHER):
        await asyncio.gather(*(each.work() for each in partners[start : start + TOGETHER]))

    for partner in partners:
        assert {answer.status for _, answer in partner.answers} <= {200, 201}
        fresh = Counter(
            content
            for content, answer in partner.answers
            if "idempotent-replayed" not in answer.headers
        )
        assert fresh == {0: 1, 1: 1, 2: 1}
    assert await counts(committed, PLACED) == {partner.name: 1 for partner in partners}
    assert await counts(committed, TAKEN) == {partner.name: 3 for partner in partners}
    acknowledged = Counter(reason for partner in partners for reason in partner.amended)
    assert await counts(committed, AMENDMENTS) == acknowledged
    assert await violations(committed) == []
