"""Figures worked out from plain lists, as the definitions say, for answers to be compared with."""

from collections.abc import Iterable, Sequence
from datetime import datetime


def seconds(until: str, since: str) -> float:
    return (datetime.fromisoformat(until) - datetime.fromisoformat(since)).total_seconds()


def average(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def percentile(share: float, values: Iterable[float]) -> float | None:
    """Interpolated between the two values around it."""
    ranked = sorted(values)
    if not ranked:
        return None
    whole, part = divmod(share * (len(ranked) - 1), 1)
    low, high = ranked[int(whole)], ranked[min(int(whole) + 1, len(ranked) - 1)]
    return low + part * (high - low)
