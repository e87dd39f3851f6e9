"""What happened to orders, as events that the feed keeps no more."""

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from asyncpg import Record

from huuva_backend.orders.acceptance import AcceptanceState
from huuva_backend.orders.kept import read_acceptance
from huuva_backend.orders.retelling import Past, PastChange, PastLine, retold
from huuva_backend.platform.db.database import Executor
from huuva_backend.webhooks import history_reads
from huuva_backend.webhooks.endpoint import ToldEvent
from huuva_backend.webhooks.gap import Gap

ORDERS_AT_ONCE: Final = 20
LOOKED_AT: Final = 5000
"""How many orders are looked at for those; some 20 ms."""


class HistoryRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def missed(self, location_id: str, gap: Gap) -> tuple[list[ToldEvent], UUID | None]:
        """Of the next orders, each in its order, and the last of these; None: there are no more.

        Of many orders there may be none that has changed.
        """
        within = {"location_id": location_id, "since": gap.since, "until": gap.step}
        looking = {"after": gap.after, "look_at": LOOKED_AT, "limit": ORDERS_AT_ONCE}
        (found,) = await self._database.fetch(history_reads.LOOK, within | looking)
        ids = found["ids"]
        rows = await self._database.fetch(history_reads.PAST, within | {"ids": ids}) if ids else []
        events = [event for row in rows for event in _events(row, location_id, gap)]
        if len(ids) == ORDERS_AT_ONCE:
            return events, ids[-1]
        return events, found["last"][0] if found["looked_at"] == LOOKED_AT else None


def _events(row: Record, location_id: str, gap: Gap) -> Iterator[ToldEvent]:
    for each in retold(_past(row), gap.since or gap.until, gap.step):
        yield ToldEvent(
            seq=gap.resume.seq,
            type=each.telling.type,
            location_id=location_id,
            brand_id=row["brand_id"],
            channel=row["channel"],
            order_id=row["id"],
            order_version=each.version,
            order_status=each.status,
            at=each.recorded_at,
            changes=each.telling.changes,
            external_id=row["external_id"],
            channel_order_id=row["channel_order_id"],
            from_history=True,
        )


def _past(row: Record) -> Past:
    acceptance = read_acceptance(row["acceptance"])
    denied = acceptance is not None and acceptance.state is AcceptanceState.DENIED
    return Past(
        order=[PastChange(*change) for change in row["order"]],
        items=[PastChange(*change) for change in row["items"]],
        lines=[PastLine(*line) for line in row["lines"]],
        amended=dict(tuple(each) for each in row["amended"]),
        denied_at=acceptance.decided_at if acceptance and denied else None,
    )
