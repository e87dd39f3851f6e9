"""What who reads notices of commits that hang: `python -m benchmarks.hanging`.

One reads an order at a steady pace while others place orders. In turns, round after round: all is well; the
synchronous standby goes; it stays away; it is back. The bar: while it is away every
read is answered 200, and their p99 is at most twice that of the calm turn.
"""

import asyncio
import json
import os
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from multiprocessing import get_context
from multiprocessing.synchronize import Event
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from time import perf_counter, sleep
from typing import Annotated, Final

import asyncpg
import typer

from benchmarks.processes import free_port, room, serving
from benchmarks.workload import BODY, FIRST_NUMBER
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import PREFIX

WRITERS: Final = 12
"""More than the connections that writes may have."""
PAUSE_SECONDS: Final = 0.2
READS: Final = 50
"""A second."""
TIMES_CALM: Final = 2.0
TURNS: Final = {"calm": "", "just gone": "nobody", "away": "nobody", "back": ""}
"""With the standby that commits wait for."""


@dataclass
class Turn:
    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def p99(self) -> float:
        return quantiles(self.seconds, n=100)[-1]


def main(
    rounds: Annotated[int, typer.Option(min=1)] = 3,
    seconds: Annotated[float, typer.Option(help="Of each turn.")] = 6,
) -> None:
    print(f"load average at the start: {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        port = free_port()
        told = {"DATABASE_URL": url, "LOG_LEVEL": "warning", "AUTH": "off", "PORT": str(port)}
        environment = {PREFIX + name: value for name, value in told.items()}
        with serving(("huuva_backend", "serve"), port, environment, Path(directory) / "log"):
            turns = _in_turns(url, port, rounds, seconds)
    _tell(turns)


def _in_turns(url: str, port: int, rounds: int, seconds: float) -> dict[str, Turn]:
    path = _place(HTTPConnection("127.0.0.1", port), 0)
    assert path is not None
    over = get_context("spawn").Event()
    writers = get_context("spawn").Process(target=_write, args=(port, over))
    writers.start()
    _read(port, path, 2, Turn())  # warm
    try:
        turns = {name: Turn() for name in TURNS}
        for name, standby in [*TURNS.items()] * rounds:
            asyncio.run(_wait_for(url, standby))
            _read(port, path, seconds, turns[name])
        return turns
    finally:
        over.set()
        writers.join()


async def _wait_for(url: str, standby: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(f"ALTER SYSTEM SET synchronous_standby_names = '{standby}'")
    await connection.execute("SELECT pg_reload_conf()")
    await connection.close()


def _place(connection: HTTPConnection, number: int) -> str | None:
    """Its path, None where it was refused: for now, or because a commit that hangs holds its location."""
    order = json.dumps(BODY) % {"n": FIRST_NUMBER + number, "phone": number, "k": number % 10}
    connection.request("POST", "/api/orders", order, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    told = answer.read()
    if answer.status not in {201, 409, 503}:
        raise RuntimeError(f"{answer.status}: {told.decode()}")
    return answer.headers.get("Location")


def _write(port: int, over: Event) -> None:
    threads = [Thread(target=_write_on, args=(port, over, number)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _write_on(port: int, over: Event, writer: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for number in count(1_000_000 * (writer + 1)):
        try:
            _place(connection, number)
        except (OSError, HTTPException):
            connection.close()
        if over.wait(PAUSE_SECONDS):
            return


def _read(port: int, path: str, seconds: float, turn: Turn) -> None:
    """At their times, whenever the one before was answered: who waits for that counts as waiting."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    began = perf_counter()
    for number in range(int(READS * seconds)):
        due = began + number / READS
        early = due - perf_counter()
        sleep(max(0, early))
        since = perf_counter() if early > 0 else due
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        turn.seconds.append(perf_counter() - since)
        turn.statuses[answer.status] += 1


def _tell(turns: dict[str, Turn]) -> None:
    print("standby      p50 ms   p99 ms  × calm  answers")
    for name, turn in turns.items():
        share = turn.p99 / turns["calm"].p99
        told = ", ".join(f"{number} × {status}" for status, number in turn.statuses.items())
        print(
            f"{name:<11} {median(turn.seconds) * 1e3:>7.1f} {turn.p99 * 1e3:>8.1f} {share:>7.2f}  {told}"
        )
    calm = turns["calm"].p99
    gone = [turns["just gone"], turns["away"]]
    met = {
        "every read is answered 200": all(turn.statuses.keys() == {200} for turn in gone),
        f"p99 ≤ {TIMES_CALM:g} × calm": all(turn.p99 <= TIMES_CALM * calm for turn in gone),
    }
    for bar, reached in met.items():
        print("PASS" if reached else "FAIL", bar)
    print(f"load average at the end: {os.getloadavg()[0]:.1f}")
    if not all(met.values()):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
