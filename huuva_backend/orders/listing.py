"""How a listing of orders is cut, so that giant orders fill neither a page nor the server's memory. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from huuva_backend.orders.order import Listed

PAGE_BYTES: Final = 2_000_000
"""How long a page may be; one order is on it in any case."""

LINES_AT_ONCE: Final = 500
"""How many lines of orders are looked up in one statement; one order is in any case."""


@dataclass(frozen=True, slots=True)
class Page:
    """Orders as they are written, and the cursor of the next page, None on the last."""

    orders: list[bytes]
    next_cursor: str | None


def batches(listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Those that are looked up together."""
    batch: list[Listed] = []
    lines = 0
    for order in listed:
        if batch and lines + order.lines > LINES_AT_ONCE:
            yield batch
            batch, lines = [], 0
        batch.append(order)
        lines += order.lines
    if batch:
        yield batch
