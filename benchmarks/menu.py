"""A page of a long menu beside the same page of a short one, in one run: `python -m benchmarks.menu`."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import Annotated, Any, Final

import httpx
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.driver import Load, drive
from benchmarks.processes import room
from benchmarks.report import Spread
from benchmarks.stage import product
from benchmarks.workload import FIRST_NUMBER, Request
from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded

SHORT: Final = 10
LONG: Final = 1000
BAR: Final = 1.5
PAGES: Final = {
    "first page": "limit=10",
    "search by name": "limit=10&name=number%200",
    "available only": "limit=10&available=true",
}

console = Console(width=None if Console().is_terminal else 120)


@contextmanager
def running() -> Iterator[int]:
    """The port of a server whose database has two brands, one with a short menu, one with a long."""
    with room() as directory, embedded.running(directory) as url:
        upgrade(url)
        with product(url, 1, directory / "product.log") as server:
            for size in (SHORT, LONG):
                _put(server.port, size)
            yield server.port


def _put(port: int, size: int) -> None:
    menu = {"brandId": _brand(size), "products": [_product(number) for number in range(size)]}
    address = f"http://127.0.0.1:{port}/api/menu/brands/{_brand(size)}"
    httpx.put(address, json=menu, timeout=30).raise_for_status()


def _brand(size: int) -> str:
    return f"brand-{size}"


def _product(number: int) -> dict[str, Any]:
    price = {"amount": 1000 + number, "currency": "EUR"}
    extras = [
        {"plu": f"EXT-{extra}", "name": f"Extra {extra}", "price": price, "maxQuantity": 3}
        for extra in range(3)
    ]
    return {
        "plu": f"P-{number:04}",
        "name": f"Pizza number {number:04}",
        "ingredients": ["tomato sauce", "mozzarella"],
        "price": price,
        "modifiers": extras,
    }


def _p50(port: int, size: int, page: str, seconds: float) -> float:
    request = Request("GET", f"/api/menu/products?brandId={_brand(size)}&{page}")
    # The driver fills numbers in, so a percent sign stands doubled.
    template = request.path.replace("%", "%%")
    load = Load(
        port,
        (request._replace(path=template).template(),),
        range(FIRST_NUMBER, FIRST_NUMBER + 1),
        connections=1,
        seconds=seconds,
        changes=False,
    )
    result = drive(load)
    if result.refusals:
        raise RuntimeError(result.refusals[0])
    return median(result.latencies)


def main(
    rounds: Annotated[int, typer.Option(min=1)] = 5,
    seconds: Annotated[float, typer.Option(help="Of each turn.")] = 1.0,
) -> None:
    table = Table(f"p50 in ms, {rounds} rounds", f"{SHORT} products", f"{LONG} products", "ratio")
    met = True
    with running() as port:
        for name, page in PAGES.items():
            turns = [
                (_p50(port, SHORT, page, seconds), _p50(port, LONG, page, seconds))
                for _ in range(rounds)
            ]
            short, long = (Spread.of(times) for times in zip(*turns, strict=True))
            ratio = Spread.of(after / before for before, after in turns)
            table.add_row(name, short.shown(".2f", 1e3), long.shown(".2f", 1e3), ratio.shown(".2f"))
            met &= ratio.middle <= BAR
    console.print(table)
    verdict = "[green]PASS[/green]" if met else "[red]FAIL[/red]"
    console.print(verdict, f"a page of {LONG} products takes at most {BAR} × that of {SHORT}")
    if not met:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
