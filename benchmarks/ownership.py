"""Whether a clock tells another's from nobody's: `python -m benchmarks.ownership`.

A partner that is limited to a brand, or to a location, asks on one connection for an order that is another's and for
two that don't exist, in random order, again and again, and so for each way to ask. All are 404. `ratio` is of the
medians, `noise` the same of the two that don't exist. `guesses` says how often the slower of two was another's: a half
where time tells nothing, and `control` is what the two that don't exist make of it.
"""

import asyncio
import json
import random
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Annotated, Any, Final
from uuid import uuid4

import typer

from benchmarks.processes import Server, free_port, room, serving
from huuva_backend.__main__ import upgrade
from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import PREFIX

ORDERS: Final = 200
"""Of the other brand at the other location."""
WARM: Final = 50
SCOPES: Final[list[Scope]] = [scope for scope in Scope if scope is not Scope.ADMIN]
LIMITS: Final[dict[str, dict[str, Any]]] = {
    "brand": {"brand_ids": ["mine"]},
    "location": {"location_ids": ["kamppi"]},
    "both": {"brand_ids": ["mine"], "location_ids": ["kamppi"]},
}
WAYS: Final[dict[str, tuple[str, str, Any]]] = {
    "get": ("GET", "", None),
    "get, by location": ("GET", "?locationId=kallio", None),
    "move": ("PATCH", "/status", {"status": "PREPARING"}),
    "move an item": ("PATCH", "/items/BURGER/status", {"status": "PREPARING"}),
    "amend": ("PATCH", "", {"note": "No onions"}),
    "accept": ("POST", "/accept", None),
    "ask to cancel": ("POST", "/cancellation-requests", {}),
    "delay": ("POST", "/delay", {"minutes": 10}),
}


@dataclass
class Times:
    """In microseconds, of the same rounds."""

    others: list[float] = field(default_factory=list)
    nobodys: list[float] = field(default_factory=list)
    nobodys_again: list[float] = field(default_factory=list)

    def line(self) -> str:
        others, nobodys, again = map(median, (self.others, self.nobodys, self.nobodys_again))
        return (
            f"{others:>9.0f} {nobodys:>7.0f} {others / nobodys:>6.3f} {again / nobodys:>6.3f}"
            f" {_slower(self.others, self.nobodys):>8.3f} {_slower(self.nobodys_again, self.nobodys):>8.3f}"
        )


def _slower(these: list[float], those: list[float]) -> float:
    return sum(this > that for this, that in zip(these, those, strict=True)) / len(these)


def main(rounds: Annotated[int, typer.Option(help="Of each way.")] = 1000) -> None:
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        keys = asyncio.run(_keys(url))
        told = {"DATABASE_URL": url, "AUTH": "keys", "RATE_LIMIT": "none", "LOG_LEVEL": "warning"}
        port = free_port()
        environment = {PREFIX + name: value for name, value in told.items()}
        environment[PREFIX + "PORT"] = str(port)
        arguments = ("huuva_backend", "serve")
        with serving(arguments, port, environment, Path(directory) / "log") as server:
            _measure(server, keys, rounds)


async def _keys(url: str) -> dict[str, str]:
    opened = Database.open(url, size=1, name="benchmarks", statement_seconds=5)
    async with aclosing(await opened) as database:
        keys = {}
        for name, limits in {"": {}, **LIMITS}.items():
            partner = f"partner-{name}"
            await PartnerService().add(TRUSTED, database, PartnerCreate(id=partner))
            wanted = KeyCreate(scopes=SCOPES, **limits)
            keys[name] = (await KeyService().issue(TRUSTED, database, partner, wanted)).key
    return keys


def _measure(server: Server, keys: dict[str, str], rounds: int) -> None:
    ask = asking(server)
    others = [_place(ask, keys[""], number) for number in range(ORDERS)]
    print("limited to  way                another’s    none  ratio  noise  guesses  control")
    for name in LIMITS:
        for way in WAYS:
            times = _times(ask, keys[name], way, others, rounds)
            print(f"{name:<11} {way:<18} {times.line()}", flush=True)


def _times(ask: "Ask", key: str, way: str, others: list[str], rounds: int) -> Times:
    times, (method, path, body) = Times(), WAYS[way]
    for number in range(WARM + rounds):
        asked = [
            (times.others, random.choice(others)),
            (times.nobodys, _like(random.choice(others))),
            (times.nobodys_again, _like(random.choice(others))),
        ]
        random.shuffle(asked)
        for kept, order_id in asked:
            status, seconds, _ = ask(key, method, f"/api/orders/{order_id}{path}", body)
            assert status == 404, status
            if number >= WARM:
                kept.append(seconds * 1e6)
    return times


def _like(order_id: str) -> str:
    """An id that there is none of, as old as this one."""
    return order_id[:-12] + uuid4().hex[:12]


Ask = Callable[[str, str, str, Any], tuple[int, float, bytes]]


def asking(server: Server) -> Ask:
    connection = HTTPConnection("127.0.0.1", server.port)

    def ask(key: str, method: str, path: str, body: Any) -> tuple[int, float, bytes]:
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        content = None if body is None else json.dumps(body)
        began = perf_counter()
        connection.request(method, path, content, headers)
        answer = connection.getresponse()
        told = answer.read()
        return answer.status, perf_counter() - began, told

    return ask


def _place(ask: Ask, key: str, number: int) -> str:
    body = {
        "brandId": "theirs",
        "locationId": "kallio",
        "channelOrderId": f"order-{number}",
        "items": [{"plu": "BURGER", "name": "Burger", "quantity": 1}],
    }
    status, _, told = ask(key, "POST", "/api/orders", body)
    assert status == 201, told
    placed: str = json.loads(told)["id"]
    return placed


if __name__ == "__main__":
    typer.run(main)
