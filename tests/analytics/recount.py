"""What analytics answer, counted anew in plain Python over all rows of history: no statement, no roll-up."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.conftest import Connection

ROWS = """
    SELECT h.*, o.brand_id, o.channel, o.created_at, o.order_type FROM {history} AS h
    JOIN orders AS o ON o.location_id = h.location_id AND o.id = h.order_id
    ORDER BY h.order_id, {line} h.seq
"""
LASTING = {"order": {"RECEIVED", "PREPARING", "READY"}, "item": {"ORDERED", "PREPARING", "READY"}}
FLOWS = {"READY": "ready", "PICKED_UP": "pickedUp", "CANCELLED": "cancelled"}
EXCLUDED_AS = {
    "forward": "ended-by-forward",
    "cancel": "ended-by-cancel",
    "recall": "ended-by-recall",
    "closed-by-day": "closed-by-day",
    "begun-before-recorded": "begun-before-recorded",
}

Row = Any


@dataclass
class History:
    """All of it, as it is now."""

    orders: Sequence[Row]
    items: Sequence[Row]
    claims: Mapping[str, Sequence[Row]]

    @classmethod
    async def read(cls, sql: Connection) -> "History":
        claimed = {
            "order": await sql.fetch(
                "SELECT location_id, brand_id, channel, created_at,"
                " jsonb_array_length(claims) AS entries FROM orders WHERE claims IS NOT NULL"
            ),
            "item": await sql.fetch(
                "SELECT o.location_id, o.brand_id, o.channel, o.created_at,"
                " jsonb_array_length(i.claims) AS entries FROM orders AS o JOIN order_items AS i"
                " ON i.location_id = o.location_id AND i.order_id = o.id WHERE i.claims IS NOT NULL"
            ),
        }
        return cls(
            await sql.fetch(ROWS.format(history="order_status_history", line="")),
            await sql.fetch(ROWS.format(history="item_status_history", line="h.line,")),
            claimed,
        )


@dataclass
class Question:
    """By whose clock days begin, and when."""

    start: datetime
    end: datetime
    narrowed: dict[str, str]
    timezone: str
    day_start: str

    def asks_of(self, row: Row) -> bool:
        return all(row[name] == value for name, value in self.narrowed.items())

    def within(self, moment: datetime) -> bool:
        return self.start <= moment < self.end

    def claims(self, history: History, subject: str) -> int:
        return sum(
            row["entries"]
            for row in history.claims[subject]
            if self.asks_of(row) and self.within(row["created_at"])
        )


def durations(
    history: History, question: Question, subject: str, groupings: Sequence[str], ended_by: str
) -> tuple[dict[tuple[tuple[object, ...], str], list[int]], Counter[str]]:
    """The microseconds of stays by group and status, and how many were left out by cause."""
    lengths: dict[tuple[tuple[object, ...], str], list[int]] = defaultdict(list)
    left_out = Counter({"claim-not-counted": question.claims(history, subject)})
    for row in history.orders if subject == "order" else history.items:
        counts = row["from_status"] is not None and question.within(row["occurred_at"])
        if not counts or not question.asks_of(row) or row.get("bundle"):
            continue
        ended = _ended(row)
        if row["from_status"] not in LASTING[subject]:
            left_out["length-not-known"] += 1
        elif ended != ended_by:
            left_out[EXCLUDED_AS[ended]] += 1
        else:
            length = round(Decimal(row["previous_seconds"]) * 1_000_000)
            of = tuple(group(row, row["occurred_at"], question, each) for each in groupings)
            lengths[of, row["from_status"]].append(length)
    return lengths, left_out


def pickups(
    history: History, question: Question, groupings: Sequence[str]
) -> tuple[dict[tuple[object, ...], list[int]], Counter[str]]:
    """As `durations`, of orders that are ready."""
    ready = History(
        [row for row in history.orders if row["from_status"] == "READY"], [], history.claims
    )
    lengths, left_out = durations(ready, question, "order", groupings, "forward")
    return {group: waits for (group, _), waits in lengths.items()}, left_out


def _ended(row: Row) -> str:
    if row["begun_before_recorded"]:
        return "begun-before-recorded"
    if row["cause"] == "closed-by-day":
        return "closed-by-day"
    if row["recall"]:
        return "recall"
    return "cancel" if row["to_status"] == "CANCELLED" else "forward"


COLUMNS = {
    "brand": "brand_id",
    "location": "location_id",
    "channel": "channel",
    "orderType": "order_type",
}


def group(row: Row, moment: datetime, question: Question, grouping: str) -> object:
    """As the clock on the wall shows it, where it isn't a column: a night may belong to the day before."""
    if grouping in COLUMNS:
        return row[COLUMNS[grouping]]
    if grouping == "period":
        return question.start
    zone, day_start = ZoneInfo(question.timezone), time.fromisoformat(question.day_start)
    local = moment.astimezone(zone)
    if grouping == "hour":
        return local.replace(minute=0, second=0, microsecond=0).astimezone(UTC)
    into_day = timedelta(hours=day_start.hour, minutes=day_start.minute)
    date = (local.replace(tzinfo=None) - into_day).date()
    if grouping == "weekday":
        return f"{date:%A}".upper()
    if grouping == "week":
        date -= timedelta(days=date.weekday())
    if grouping == "month":
        date = date.replace(day=1)
    return datetime.combine(date, day_start, zone).astimezone(UTC)


def percentile(lengths: Iterable[int], share: float) -> float:
    """In seconds, interpolated."""
    ordered = sorted(lengths)
    rank = share * (len(ordered) - 1)
    below, above = ordered[int(rank)], ordered[min(int(rank) + 1, len(ordered) - 1)]
    return (below + (above - below) * (rank - int(rank))) / 1e6


def throughput(
    history: History, question: Question, groupings: Sequence[str]
) -> tuple[dict[object, Counter[str]], int, Counter[str]]:
    """By what rows are grouped by, the number of orders in any, and how many were left out by cause."""
    flows: dict[object, Counter[str]] = defaultdict(Counter)
    left_out = Counter({"claim-not-counted": question.claims(history, "order")})
    counted, before = set(), set()
    for row in history.orders:
        key = (row["location_id"], row["order_id"])
        arrived = row["to_status"] in FLOWS
        if row["seq"] != 1 and not arrived:
            if row["cause"] != "closed-by-day":
                before.add((key, row["to_status"]))
            continue
        again = row["cause"] != "closed-by-day" and (key, row["to_status"]) in before
        if row["cause"] != "closed-by-day":
            before.add((key, row["to_status"]))
        if not question.within(row["occurred_at"]) or not question.asks_of(row):
            continue
        bucket = tuple(group(row, row["occurred_at"], question, each) for each in groupings)
        if row["seq"] == 1:
            flows[bucket]["received"] += 1
        if row["cause"] == "closed-by-day":
            left_out["closed-by-day"] += 1
        elif again:
            left_out["reached-again"] += 1
        else:
            counted.add(key)
            if arrived:
                flows[bucket][FLOWS[row["to_status"]]] += 1
    return flows, len(counted), left_out
