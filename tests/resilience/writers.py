"""Writers who all move and amend the same few orders, and remember what they were answered."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import Any, NamedTuple

from tests.factories import item, order
from tests.server import Server
from tests.wire import Answer, Wire

PLUS = ("BURGER", "FRIES", "COLA")
SEED = 20261122


Asking = tuple[str, str, dict[str, Any]]
"""Method, target, body."""


class Change(NamedTuple):
    """A change as it was acknowledged. No two requests give the same reason."""

    order_id: str
    version: int
    reason: str


class Sight(NamedTuple):
    """What an answer says stood where at which version of the order; line 0 is the order itself."""

    order_id: str
    version: int
    line: int
    status: str


@dataclass
class Place:
    """Where an order is worked on until it is cancelled, and then the next one."""

    number: int
    orders: int = 0
    order_id: str = ""
    version: int = 1
    cancelled: bool = True

    def next_body(self) -> dict[str, Any]:
        return order(
            channelOrderId=f"place-{self.number}-{self.orders + 1}",
            items=[item(plu, quantity=3) for plu in PLUS],
        )

    def take(self, document: dict[str, Any]) -> None:
        """Whoever was first to place the next order, the others were answered the same one."""
        if self.cancelled and document["id"] != self.order_id:
            self.order_id, self.version, self.cancelled = document["id"], document["version"], False
            self.orders += 1


@dataclass
class Kitchen:
    places: list[Place]
    answers: Counter[tuple[int, str | None]] = field(default_factory=Counter)
    changes: Counter[Change] = field(default_factory=Counter)
    sights: set[Sight] = field(default_factory=set)

    def saw(self, answer: Answer, reason: str) -> None:
        """Remember a 200: where all stood, and whether it was this request that moved it."""
        told = answer.json()
        of_item = "orderId" in told
        order_id, version = (
            (told["orderId"], told["orderVersion"]) if of_item else (told["id"], told["version"])
        )
        newest = [told["statusHistory"][-1], *told.get("amendments", [])[-1:]]
        if any(entry["reason"] == reason for entry in newest):
            assert {entry["version"] for entry in newest if entry["reason"] == reason} == {version}
            self.changes[Change(order_id, version, reason)] += 1
        line = told["line"] if of_item else 0
        self.sights.add(Sight(order_id, version, line, told["status"]))
        if of_item:
            self.sights.add(Sight(order_id, version, 0, told["orderStatus"]))


class Writer:
    """One of many: always one request at a time, on one connection."""

    def __init__(self, number: int, kitchen: Kitchen, wire: Wire) -> None:
        self._random = Random(SEED + number)
        self._reasons = (f"{number}-{request}" for request in count())
        self._kitchen = kitchen
        self._wire = wire

    async def work(self, until: float) -> None:
        while time.monotonic() < until:
            place = self._random.choice(self._kitchen.places)
            if place.cancelled:
                await self._place(place)
            else:
                await self._change(place)

    async def _place(self, place: Place) -> None:
        answer = self._counted(await self._wire.post("/api/orders", place.next_body()))
        if answer.status in (200, 201):
            place.take(answer.json())

    async def _change(self, place: Place) -> None:
        order_id, reason = place.order_id, next(self._reasons)
        choose = self._amendment if self._random.random() < 0.3 else self._move
        method, target, body = choose(f"/api/orders/{order_id}")
        seen = {"If_Match": f'"{place.version}"'} if self._random.random() < 0.2 else {}
        if method == "POST" and self._random.random() < 0.5:
            seen["Idempotency_Key"] = reason
        answer = self._counted(
            await self._wire.request(method, target, body | {"reason": reason}, **seen)
        )
        told = answer.json()
        if answer.status == 200:
            self._kitchen.saw(answer, reason)
        if place.order_id == order_id:
            place.version = told.get("version", told.get("orderVersion", place.version))
            place.cancelled |= "CANCELLED" in (
                told.get("orderStatus", told.get("status")),
                target.endswith(f"{order_id}/status") and told.get("current"),
            )

    def _move(self, order: str) -> Asking:
        """What is to be moved where: mostly items, seldom to where nothing comes back from."""
        cancel = self._random.random() < 0.03
        body: dict[str, Any] = {"recall": self._random.random() < 0.5}
        if self._random.random() < 0.6:
            target = self._item(f"{order}/items", "/status")
            statuses = ["ORDERED", "PREPARING", "READY"]
            if self._random.random() < 0.2:
                body["quantity"] = 1
        else:
            target = f"{order}/status"
            statuses = ["RECEIVED", "PREPARING", "READY", "PICKED_UP"]
        status = "CANCELLED" if cancel else self._random.choice(statuses)
        return "PATCH", target, body | {"status": status}

    def _amendment(self, order: str) -> Asking:
        table, quantity = str(self._random.random()), self._random.randint(1, 4)
        acts: list[Asking] = [
            ("PATCH", order, {"table": table}),
            ("POST", f"{order}/items", {"items": [item("TIRA")]}),
            ("PATCH", self._item(f"{order}/items"), {"quantity": quantity, "note": table}),
        ]
        return self._random.choice(acts)

    def _item(self, items: str, more: str = "") -> str:
        line = self._random.randrange(len(PLUS))
        return f"{items}/{PLUS[line]}{more}?line={line + 1}"

    def _counted(self, answer: Answer) -> Answer:
        self._kitchen.answers[answer.status, answer.code] += 1
        return answer


async def work_together(
    servers: tuple[Server, ...], *, writers: int, orders: int, seconds: float
) -> Kitchen:
    kitchen = Kitchen([Place(number) for number in range(orders)])
    until = time.monotonic() + seconds
    wires = [Wire(servers[number % len(servers)].port) for number in range(writers)]
    crew = [Writer(number, kitchen, wire) for number, wire in enumerate(wires)]
    try:
        await asyncio.gather(*(writer.work(until) for writer in crew))
    finally:
        for wire in wires:
            wire.close()
    return kitchen
