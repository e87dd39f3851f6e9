"""From what statements answer to measures."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, Generic, NamedTuple, TypeVar

from asyncpg import Record

from huuva_backend.analytics import histogram
from huuva_backend.analytics.groupings import Pair, Stretches
from huuva_backend.analytics.measures import (
    ENDING,
    FIRST_ARRIVALS,
    OTHER_ENDS,
    CustomerOrders,
    EndedBy,
    Excluded,
    Exclusion,
    Flow,
    StatusDuration,
    Stays,
    exclusions,
)
from huuva_backend.analytics.pickups import PICKUP_CAUSES, PickupWait

T = TypeVar("T")
SHARES: Final = (0.5, 0.9, 0.95)
FLOW_OF: Final = {str(status): name for name, status in FIRST_ARRIVALS.items()} | {
    "RECEIVED": "received"
}


class Figures(NamedTuple, Generic[T]):
    """What a measure found, in how many stays or orders (`n`)."""

    rows: list[T]
    n: int
    excluded: list[Excluded]
    as_of: datetime
    bound: float | None = None
    """What percentiles are off at most, as a part of them; None where nothing is an estimate."""


class CustomerPage(NamedTuple):
    rows: list[CustomerOrders]
    orders: int
    excluded: list[Excluded]
    as_of: datetime


def durations(
    question: Stays, cut: Stretches, as_of: datetime, row: Record
) -> Figures[StatusDuration]:
    """Of what `stays.durations` answers."""
    rows, n = [], 0
    left_out = Counter({Exclusion.CLAIM: row["claims"], Exclusion.OPEN: row.get("open", 0)})
    for group, status, cause, number, count, microseconds, *figures in in_order(row["items"]):
        if status not in ENDING[question.subject]:
            left_out[Exclusion.UNMEASURED] += number
        elif cause is not None:
            left_out[Exclusion(cause)] += number
        else:
            mean = average(microseconds, count)
            rows.append(StatusDuration(cut.name(group), status, count, mean, *figures))
            n += number
    return Figures(rows, n, excluded(left_out, exclusions(question)), as_of)


def summed_durations(
    question: Stays, cut: Stretches, as_of: datetime, row: Record
) -> Figures[StatusDuration]:
    """Of what `rollup_reads.durations` answers."""
    rows, n = [], 0
    left_out = Counter({Exclusion.CLAIM: row["claims"], Exclusion.OPEN: row["open"]})
    histograms = {(group, status): entries for group, status, entries in row["histograms"]}
    for group, status, cause, count, microseconds, longest in in_order(row["items"]):
        if status not in ENDING[question.subject]:
            left_out[Exclusion.UNMEASURED] += count
        elif cause != question.ended_by:
            left_out[_left_out_as(cause)] += count
        else:
            maximum = longest / histogram.MICROSECONDS
            p50, p90, p95 = histogram.percentiles(_bins(histograms[group, status]), SHARES, maximum)
            mean = average(microseconds, count)
            rows.append(
                StatusDuration(cut.name(group), status, count, mean, p50, p90, p95, maximum)
            )
            n += count
    left = excluded(left_out, exclusions(question))
    return Figures(rows, n, left, as_of, histogram.BOUND)


def summed_pickups(cut: Stretches, as_of: datetime, row: Record) -> Figures[PickupWait]:
    """Of what `pickup_reads.of_cells` answers."""
    rows, n = [], 0
    left_out = Counter({cause: row[cause] for cause in PICKUP_CAUSES if cause in row})
    entries = {group: of_group for group, _, of_group in row["histograms"]}
    for group, _, cause, count, microseconds, longest in in_order(row["items"]):
        if cause != EndedBy.FORWARD:
            left_out[_left_out_as(cause)] += count
        else:
            maximum = longest / histogram.MICROSECONDS
            p50, p90, _ = histogram.percentiles(_bins(entries[group]), SHARES, maximum)
            mean = average(microseconds, count)
            rows.append(PickupWait(cut.name(group), count, mean, p50, p90, maximum))
            n += count
    return Figures(rows, n, excluded(left_out, PICKUP_CAUSES), as_of, histogram.BOUND)


def in_order(records: Iterable[Any]) -> list[Any]:
    """By their groups, as statements have them: the days of a week as they come."""
    return sorted(records, key=lambda record: record[:1])


def _bins(entries: str) -> list[histogram.Bin]:
    return histogram.bins(map(int, entries.split()))


def _left_out_as(ended: str) -> Exclusion:
    known = {str(end): cause for end, cause in OTHER_ENDS.items()}
    return known.get(ended) or Exclusion(ended)


def average(microseconds: Decimal, count: int) -> float:
    return float(microseconds / (count * histogram.MICROSECONDS))


def flows(cut: Stretches, as_of: datetime, row: Record) -> Figures[Flow]:
    """Of what `reads.throughput` answers."""
    rows = [
        Flow(start, received, ready, picked_up, cancelled, group)
        for bucket, received, ready, picked_up, cancelled, _, _ in in_order(row["items"])
        for start, group in (_start_and_group(cut, bucket),)
    ]
    left_out = {
        Exclusion.CLAIM: row["claims"],
        Exclusion.AGAIN: sum(again for *_, again, _ in row["items"]),
        Exclusion.BY_CLOSE: sum(closed for *_, closed in row["items"]),
    }
    return Figures(rows, row["n"], excluded(left_out, left_out), as_of)


def _start_and_group(cut: Stretches, bucket: Any) -> tuple[Any, Any]:
    name = cut.name(bucket)
    return (name[0], name[1]) if isinstance(name, Pair) else (name, None)


def summed_flows(cut: Stretches, as_of: datetime, row: Record) -> Figures[Flow]:
    """Of what `rollup_reads.throughput` answers."""
    counts: dict[Any, Counter[str]] = defaultdict(Counter)
    left_out = Counter({Exclusion.CLAIM: row["claims"], Exclusion.AGAIN: 0, Exclusion.BY_CLOSE: 0})
    for bucket, status, cause, count in in_order(row["items"]):
        if cause:
            left_out[Exclusion(cause)] += count
        else:
            counts[bucket][FLOW_OF[status]] += count
    rows = [
        Flow(start, **counts[bucket], group=group)
        for bucket in counts
        for start, group in (_start_and_group(cut, bucket),)
    ]
    n = sum(flow.received for flow in rows) + row["crossing"]
    return Figures(rows, n, excluded(left_out, left_out), as_of)


def excluded(counts: Mapping[Exclusion, int], causes: Iterable[Exclusion]) -> list[Excluded]:
    return [Excluded(cause, counts[cause]) for cause in causes]
