"""Where orders are kept. What `reads` and `writes` say in SQL, this says in orders."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders import events, mapping, outbox, reads, writes
from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.orders.history import Change
from huuva_backend.orders.lifecycle import CLOSED
from huuva_backend.orders.order import (
    Actor,
    ItemStanding,
    NaturalKey,
    Order,
    OrderDraft,
    Written,
)
from huuva_backend.orders.release import Release
from huuva_backend.platform.db.database import Executor


class OrderRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def get(self, order_id: UUID, location_id: str | None = None) -> Order:
        row = await self._database.fetchrow(reads.GET, {"id": order_id, "location_id": location_id})
        if row is None:
            raise OrderNotFound
        return mapping.order(row)

    async def get_item(self, order_id: UUID, plu: str, location_id: str | None) -> ItemStanding:
        row = await self._database.fetchrow(
            reads.GET_ITEM, {"id": order_id, "location_id": location_id, "plu": plu}
        )
        if row is None:
            raise OrderNotFound
        return mapping.item_standing(row)

    async def lock(self, order_id: UUID, location_id: str | None) -> None:
        """Hold the order's row until the transaction ends; readers aren't kept waiting."""
        await self._database.fetchrow(reads.LOCK, {"id": order_id, "location_id": location_id})

    async def page(self, filters: Mapping[str, Any], limit: int) -> list[Order]:
        """Newest first. `filters` gives values to some of `reads.FILTERS`; `after` takes a pair."""
        values = {**filters, "limit": limit}
        if "after" in filters:
            values["after_created_at"], values["after_id"] = filters["after"]
        statuses = filters.get("statuses", CLOSED)
        statement = reads.page(frozenset(filters), only_open=CLOSED.isdisjoint(statuses))
        rows = await self._database.fetch(statement, values)
        return [mapping.order(row) for row in rows]

    async def containing(
        self, brand_id: str, location_id: str | None, plus: Sequence[str]
    ) -> list[AffectedOrder]:
        rows = await self._database.fetch(
            reads.containing(at_location=location_id is not None),
            {"brand_id": brand_id, "location_id": location_id, "plus": plus},
        )
        return [mapping.affected(row) for row in rows]

    async def add(self, draft: OrderDraft, release: Release, actor: Actor) -> Written | None:
        """None, with nothing written, where the natural key names an order already."""
        event = events.of_placing(draft.opening.status)
        values = mapping.order_row(draft) | {
            "release_at": release.at,
            "released": release.done,
            **mapping.event_row(event),
            "actor_kind": actor.kind,
            "actor_id": actor.id,
            "reason": None,
        }
        row = await self._database.fetchrow(writes.ADD, values)
        return None if row is None else mapping.written(row)

    async def find_duplicate(self, key: NaturalKey) -> tuple[UUID, str] | None:
        """The order that the key names, and the fingerprint with which it was placed."""
        row = await self._database.fetchrow(reads.FIND_DUPLICATE, key._asdict())
        return None if row is None else (row["order_id"], row["content"])

    async def move(
        self,
        order: Order | ItemStanding,
        changes: Sequence[Change],
        actor: Actor,
        reason: str | None,
    ) -> Written | None:
        """None, with nothing written, where the order has changed since it was read."""
        event = events.of_moving(changes, order.items)
        values = {
            **mapping.event_row(event),
            "id": order.id,
            "read_version": order.version,
            "actor_kind": actor.kind,
            "actor_id": actor.id,
            "reason": reason,
            "order_changes": mapping.changes(row for row in changes if row.line is None),
            "item_changes": mapping.changes(row for row in changes if row.line is not None),
        }
        row = await self._database.fetchrow(writes.MOVE, values)
        return None if row is None else mapping.written(row)

    async def release(self) -> bool:
        """The order whose release has been due longest; False where none is due."""
        event = mapping.event_row(events.RELEASED)
        return await self._database.fetchrow(outbox.RELEASE, event) is not None
