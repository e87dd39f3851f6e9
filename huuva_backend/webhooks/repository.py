"""Where endpoints, how far they have been told and what was sent to them are kept."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from asyncpg import Record
from pydantic_core import from_json, to_json

from huuva_backend.integrations.happening import KnownOrder
from huuva_backend.orders import epochs
from huuva_backend.orders.cursor import Cursor
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.kept import read_acceptance
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Statement
from huuva_backend.webhooks import order_reads, reads, writes
from huuva_backend.webhooks.endpoint import ByLocation, Delivery, Endpoint, Place, ToldEvent
from huuva_backend.webhooks.errors import DeliveryNotFound, EndpointNotFound

_CHANGES: Final = reads.EVENT_FIELDS.index("changes")

Own = Mapping[str, Any]
"""Whose endpoints: their owner, and the limits of who asks."""


class EndpointRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def get(self, own: Own, endpoint_id: UUID) -> Endpoint:
        return await self._one(reads.GET, own, endpoint_id)

    async def page(self, own: Own, after: UUID | None, limit: int) -> list[Endpoint]:
        rows = await self._database.fetch(reads.PAGE, {**own, "after": after, "limit": limit})
        return [Endpoint(*row) for row in rows]

    async def count(self, owner: str) -> int:
        (row,) = await self._database.fetch(reads.COUNT, {"owner": owner})
        number: int = row["number"]
        return number

    async def enabled(self) -> list[Endpoint]:
        """Of all owners."""
        return [Endpoint(*row) for row in await self._database.fetch(reads.ENABLED, {})]

    async def add(self, values: Mapping[str, Any]) -> Endpoint:
        (row,) = await self._database.fetch(writes.ADD, values)
        return Endpoint(*row)

    async def change(self, own: Own, endpoint_id: UUID, values: Mapping[str, Any]) -> Endpoint:
        return await self._one(writes.CHANGE, {**own, **values}, endpoint_id)

    async def rotate(
        self, own: Own, endpoint_id: UUID, sealed: bytes, overlaps_until: datetime
    ) -> Endpoint:
        values = {**own, "sealed": sealed, "overlaps_until": overlaps_until}
        return await self._one(writes.ROTATE, values, endpoint_id)

    async def remove(self, own: Own, endpoint_id: UUID) -> None:
        row = await self._database.fetchrow(writes.REMOVE, {**own, "id": endpoint_id})
        if row is None:
            raise EndpointNotFound
        await self._database.fetch(writes.FORGET, {"endpoint_id": endpoint_id})

    async def touch(self, endpoint_id: UUID) -> None:
        await self._database.fetch(writes.TOUCH, {"id": endpoint_id})

    async def note_failing(self, endpoint_id: UUID, since: datetime | None) -> None:
        values = {"id": endpoint_id, "failing_since": since}
        await self._database.fetch(writes.NOTE_FAILING, values)

    async def note_restart(self, endpoint_id: UUID, now: datetime, reason: str) -> None:
        values = {"id": endpoint_id, "now": now, "reason": reason}
        await self._database.fetch(writes.NOTE_RESTART, values)

    async def disable(self, endpoint_id: UUID, generation: int, now: datetime, reason: str) -> bool:
        """False where something else was said of it meanwhile."""
        values = {"id": endpoint_id, "generation": generation, "now": now, "reason": reason}
        return await self._database.fetchrow(writes.DISABLE, values) is not None

    async def _one(
        self, statement: Statement, values: Mapping[str, Any], endpoint_id: UUID
    ) -> Endpoint:
        row = await self._database.fetchrow(statement, {**values, "id": endpoint_id})
        if row is None:
            raise EndpointNotFound
        return Endpoint(*row)


class CursorRepository:
    """How far endpoints have been told of each location's events."""

    def __init__(self, database: Executor) -> None:
        self._database = database

    async def newest(self) -> dict[str, Cursor]:
        rows = await self._begun(reads.NEWEST_OF_ALL, {})
        return {row["location_id"]: Cursor(row["cursor"]) for row in rows}

    async def behind(self) -> list[Place]:
        """Where enabled endpoints haven't been told of everything."""
        return [
            Place(
                row["endpoint_id"], row["location_id"], Cursor(row["known"]), Cursor(row["cursor"])
            )
            for row in await self._begun(reads.BEHIND, {})
        ]

    async def known(self, endpoint_id: UUID) -> dict[str, Cursor]:
        """Where it was told of anything."""
        rows = await self._database.fetch(reads.KNOWN, {"endpoint_id": endpoint_id})
        return {row["location_id"]: Cursor(row["cursor"]) for row in rows}

    async def since(
        self, location_ids: Collection[str] | None, at: datetime
    ) -> dict[str, tuple[Cursor, int, Cursor]]:
        """Of each location where it stood then, the number of its oldest event, and the newest."""
        given = None if location_ids is None else sorted(location_ids)
        rows = await self._begun(reads.SINCE, {"location_ids": given, "now": at})
        found = {}
        for row in rows:
            newest = Cursor(row["cursor"])
            found[row["location_id"]] = (
                Cursor.at(newest.epoch, row["seq"]),
                row["oldest"],
                newest,
            )
        return found

    async def move(self, endpoint_id: UUID, generation: int, cursors: ByLocation) -> None:
        """Nothing is moved where something else was said of the endpoint meanwhile."""
        await self.move_all(
            [(endpoint_id, generation, location, at) for location, at in cursors.items()]
        )

    async def move_all(self, moved: Sequence[tuple[UUID, int, str, Cursor]]) -> None:
        values = {
            "endpoint_ids": [each[0] for each in moved],
            "generations": [each[1] for each in moved],
            "location_ids": [each[2] for each in moved],
            "cursors": [each[3] for each in moved],
        }
        await self._database.fetch(writes.MOVE, values)

    async def following(
        self, asked: Sequence[tuple[str, int]], limit: int
    ) -> dict[tuple[str, int], list[ToldEvent]]:
        """The next events after each of these numbers at these locations."""
        values = {
            "location_ids": [location for location, _ in asked],
            "seqs": [seq for _, seq in asked],
            "limit": limit,
        }
        found: dict[tuple[str, int], list[ToldEvent]] = {each: [] for each in asked}
        for after, *row in await self._database.fetch(reads.FOLLOWING, values):
            row[_CHANGES] = from_json(row[_CHANGES])
            event = ToldEvent(*row)
            found[event.location_id, after].append(event)
        return found

    async def explained(
        self, found: Mapping[tuple[str, int], Sequence[ToldEvent]]
    ) -> dict[tuple[str, int], list[ToldEvent]]:
        """The same events, each with what is known of its order."""
        events = [event for each in found.values() for event in each if event.order_id]
        values = {
            "location_ids": [event.location_id for event in events],
            "order_ids": [event.order_id for event in events],
            "versions": [event.order_version for event in events],
        }
        rows = await self._database.fetch(order_reads.OF_ORDERS, values)
        known = {(row["order_id"], row["version"]): _known(row) for row in rows}
        return {
            place: [
                replace(event, order=known.get((event.order_id, event.order_version)))
                for event in each
            ]
            for place, each in found.items()
        }

    async def _begun(self, statement: Statement, values: Mapping[str, Any]) -> Sequence[Record]:
        """The rows, each with a cursor of this database."""
        rows = await self._database.fetch(statement, values)
        while missing := [row["location_id"] for row in rows if not row["cursor"]]:
            await self._database.fetch(epochs.RENEW, {"location_ids": missing})
            rows = await self._database.fetch(statement, values)
        return rows


def _known(row: Record) -> KnownOrder:
    actor = row["actor_kind"] and Actor(ActorKind(row["actor_kind"]), row["actor_id"])
    return KnownOrder(
        **{name: row[name] for name in order_reads.KNOWN_FIELDS},
        acceptance=read_acceptance(row["acceptance"]),
        cancellation_confirmed=bool(row["cancellation_confirmed"]),
        promise_moved=bool(row["promise_moved"]),
        kind=row["kind"],
        placed_by=row["placed_by"],
        entry=row["seq"],
        actor=actor,
    )


class DeliveryRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def page(
        self, endpoint_id: UUID, before: tuple[datetime, UUID] | None, limit: int
    ) -> list[Delivery]:
        """The newest first."""
        at, before_id = before or (None, None)
        values = {"endpoint_id": endpoint_id, "before": at, "before_id": before_id, "limit": limit}
        return [Delivery(*row) for row in await self._database.fetch(reads.DELIVERY_PAGE, values)]

    async def send_again(self, endpoint_id: UUID, delivery_id: UUID, now: datetime) -> Delivery:
        values = {"endpoint_id": endpoint_id, "id": delivery_id, "now": now}
        row = await self._database.fetchrow(writes.SEND_AGAIN, values)
        if row is None:
            raise DeliveryNotFound
        return Delivery(*row)

    async def send_now(self, endpoint_id: UUID, now: datetime) -> None:
        values = {"endpoint_id": endpoint_id, "now": now}
        await self._database.fetch(writes.SEND_NOW, values)

    async def keep(self, deliveries: Sequence[Delivery]) -> None:
        names = reads.DELIVERY_FIELDS
        rows = [{name: getattr(each, name) for name in names} for each in deliveries]
        await self._database.fetch(writes.KEEP, {"attempted": to_json(rows).decode()})

    async def pending(self, endpoint_ids: Collection[UUID]) -> list[Delivery]:
        """By endpoint, and in the order of the events."""
        rows = await self._database.fetch(reads.PENDING, {"endpoint_ids": list(endpoint_ids)})
        return [Delivery(*row) for row in rows]

    async def is_due(self, endpoint_ids: Collection[UUID], now: datetime) -> bool:
        """Whether anything is to be sent to them again by now."""
        values = {"endpoint_ids": list(endpoint_ids), "now": now}
        return await self._database.fetchrow(reads.DUE, values) is not None

    async def prune(self, before: datetime, most: int) -> None:
        await self._database.fetch(writes.PRUNE, {"before": before, "others": most - 1})

    async def forget(self, orders: Sequence[UUID]) -> int:
        return len(await self._database.fetch(writes.FORGET_ANSWERS, {"orders": [*orders]}))
