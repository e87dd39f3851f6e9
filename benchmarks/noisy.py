"""What a partner that asks far more often than it may costs another: `python -m benchmarks.noisy`.

The quiet one asks a hundred times a second; beside it nobody, or a noisy one that asks 5 or 50 times as often as its 600
a minute, in turn, in one run.
"""

import asyncio
from collections import Counter, defaultdict
from contextlib import aclosing
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import Annotated, Final

import typer

from benchmarks.ownership import asking
from benchmarks.processes import Server, free_port, room, serving
from huuva_backend.__main__ import upgrade
from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db import embedded
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import PREFIX

ALLOWED: Final = 10
"""A second: the 600 a minute of who has no limit of its own."""
TIMES: Final = (0, 5, 50)
QUIET: Final = 100
"""Requests a second."""
ORDERS: Final = "/api/orders?limit=1"


def main(
    rounds: Annotated[int, typer.Option(help="Of each rate.")] = 5,
    seconds: Annotated[float, typer.Option(help="Of each turn.")] = 4,
) -> None:
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        quiet, noisy = asyncio.run(_keys(url))
        told = {"DATABASE_URL": url, "AUTH": "keys", "LOG_LEVEL": "warning"}
        port = free_port()
        environment = {PREFIX + name: value for name, value in told.items()}
        environment[PREFIX + "PORT"] = str(port)
        log = Path(directory) / "log"
        with serving(("huuva_backend", "serve"), port, environment, log) as server:
            _measure(server, quiet, noisy, rounds, seconds)


async def _keys(url: str) -> tuple[str, str]:
    opened = Database.open(url, size=1, name="benchmarks", statement_seconds=5)
    async with aclosing(await opened) as database:
        keys = []
        for name, rate in (("quiet", "100000/minute"), ("noisy", None)):
            await PartnerService().add(TRUSTED, database, PartnerCreate(id=name))
            wanted = KeyCreate(scopes=[Scope.ORDERS_READ], rate_limit=rate)
            keys.append((await KeyService().issue(TRUSTED, database, name, wanted)).key)
    return keys[0], keys[1]


def _measure(server: Server, quiet: str, noisy: str, rounds: int, seconds: float) -> None:
    times: dict[int, list[float]] = defaultdict(list)
    answers: dict[int, Counter[int]] = defaultdict(Counter)
    for _ in range(rounds):
        for often in TIMES:
            receiving, sending = get_context("spawn").Pipe(duplex=False)
            paced = (server, noisy, often * ALLOWED, seconds, sending)
            other = get_context("spawn").Process(target=_ask_often, args=paced)
            other.start()
            receiving.recv()
            taken, statuses = _paced(server, quiet, QUIET, seconds)
            assert statuses.keys() == {200}, statuses
            times[often] += taken
            answers[often] += receiving.recv()
            other.join()
    print("noisy     p50 µs  p99 µs  of the noisy one's answers")
    for often in TIMES:
        p99 = quantiles(times[often], n=100)[-1]
        told = ", ".join(f"{count} × {status}" for status, count in sorted(answers[often].items()))
        print(f"{often:>3} ×   {median(times[often]):>9.0f} {p99:>7.0f}  {told}")


def _ask_often(server: Server, key: str, rate: int, seconds: float, sending: Connection) -> None:
    sending.send("ready")
    sending.send(_paced(server, key, rate, seconds)[1] if rate else Counter())


def _paced(server: Server, key: str, rate: int, seconds: float) -> tuple[list[float], Counter[int]]:
    ask, taken, statuses = asking(server), [], Counter[int]()
    began = perf_counter()
    for number in range(int(rate * seconds)):
        sleep(max(0, began + number / rate - perf_counter()))
        status, lasted, _ = ask(key, "GET", ORDERS, None)
        taken.append(lasted * 1e6)
        statuses[status] += 1
    return taken, statuses


if __name__ == "__main__":
    typer.run(main)
