"""Where orders are kept. What `reads` and `writes` say in SQL, this says in orders."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from asyncpg import CheckViolationError
from pydantic_core import from_json

from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders import (
    acceptance_writes,
    amendment_writes,
    events,
    listing_reads,
    mapping,
    outbox,
    reads,
    writes,
)
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.errors import OrderNotFound
from huuva_backend.orders.firing import Firing
from huuva_backend.orders.history import Revision
from huuva_backend.orders.lifecycle import CLOSED, voids_unbegun
from huuva_backend.orders.order import (
    Duplicate,
    ItemStanding,
    Listed,
    NaturalKey,
    Order,
    OrderDraft,
    OrderSort,
    Standing,
    Whereabouts,
)
from huuva_backend.orders.stocktaking import ENOUGH
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.db.statement import Shared
from huuva_backend.platform.errors import Busy

NOWHERE: Final = ""
"""Where the location isn't known."""


class OrderRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def find(self, order_id: UUID) -> Whereabouts | None:
        row = await self._database.share(reads.FIND, {"id": order_id}, NOWHERE)
        return None if row is None else Whereabouts(row["location_id"], row["brand_id"])

    async def get(self, location_id: str, order_id: UUID) -> Order:
        return await self._get(reads.GET, location_id, order_id)

    async def get_to_move(self, location_id: str, order_id: UUID) -> Order:
        """With the newest entries of its histories only."""
        return await self._get(reads.GET_TO_MOVE, location_id, order_id)

    async def _get(self, statement: Shared, location_id: str, order_id: UUID) -> Order:
        wanted = {"location_id": location_id, "id": order_id}
        row = await self._database.share(statement, wanted, location_id)
        if row is None:
            raise OrderNotFound
        return mapping.order(row)

    async def get_item(self, location_id: str, order_id: UUID, plu: str) -> ItemStanding:
        """As `get_to_move`, of those items only that carry the PLU."""
        wanted = {"location_id": location_id, "id": order_id, "plu": plu}
        row = await self._database.share(reads.GET_ITEM, wanted, location_id)
        if row is None:
            raise OrderNotFound
        return mapping.item_standing(row)

    async def lock(self, location_id: str, order_id: UUID) -> None:
        """Hold the order's row until the transaction ends; readers aren't kept waiting."""
        await self._database.fetchrow(reads.LOCK, {"location_id": location_id, "id": order_id})

    async def page(
        self, filters: Mapping[str, Any], limit: int, sort: OrderSort = OrderSort.CREATED_AT
    ) -> list[Listed]:
        """As sorted. `filters` gives values to some of `listing_reads.FILTERS`; `after` takes a pair."""
        values = {**filters, "limit": limit}
        if "after" in filters:
            values["after_at"], values["after_id"] = filters["after"]
        statuses = filters.get("statuses", CLOSED)
        statement = listing_reads.page(
            frozenset(filters), only_open=CLOSED.isdisjoint(statuses), sort=sort
        )
        return [Listed(*row) for row in await self._database.fetch(statement, values)]

    async def get_many(self, listed: Sequence[Listed]) -> list[Order]:
        """In their order."""
        wanted = [{"location_id": order.location_id, "id": order.id} for order in listed]
        rows = await self._database.fetch(reads.GET, Shared.together(wanted))
        return [mapping.order(row) for row in sorted(rows, key=itemgetter("place"))]

    async def containing(
        self, brand_id: str, location_id: str | None, plus: Sequence[str]
    ) -> list[AffectedOrder]:
        rows = await self._database.fetch(
            reads.containing(at_location=location_id is not None),
            {"brand_id": brand_id, "location_id": location_id, "plus": plus},
        )
        return [mapping.affected(row) for row in rows]

    async def add(self, draft: OrderDraft) -> bool:
        """False, with nothing written, where the natural key names an order already, or not enough is left."""
        event = events.of_placing(draft.order.status)
        row = mapping.draft_row(draft, event)
        if not any(item.stock_taken for item in draft.order.items):
            return await self._write(writes.ADD, row, draft.order)
        try:
            async with self._database.apart() as apart:
                orders = OrderRepository(apart)
                return await orders._write(writes.ADD_TAKING_STOCK, row, draft.order)
        except CheckViolationError as error:
            if error.constraint_name != ENOUGH:
                raise
            return False

    async def find_duplicate(self, key: NaturalKey) -> Duplicate | None:
        """The order that the key still names."""
        row = await self._database.share(reads.FIND_DUPLICATE, key._asdict(), key.location_id)
        if row is None or not row["may_be_retried"]:
            return None
        return Duplicate(row["order_id"], row["content"], from_json(row["later_digests"] or "[]"))

    async def take_content(self, order: Order, digest: str) -> bool:
        """That a message was taken which changed nothing, so that it never does. False where it was taken already."""
        values = {name: getattr(order, name) for name in (*NaturalKey._fields, "id")}
        values["digest"] = digest
        return await self._database.fetchrow(amendment_writes.TAKE_CONTENT, values) is not None

    async def move(self, order: Order | ItemStanding, revision: Revision) -> bool:
        """False, with nothing written, where the order has changed since it was read, or somebody holds it."""
        event = events.of_moving(revision.changes, order.lines)
        statement = writes.MOVE_GIVING_BACK if _gives_back(order, revision) else writes.MOVE
        return await self._write(statement, mapping.move_row(order, revision, event), order)

    async def amend(self, order: Order, amended: Amended) -> bool:
        """As `move`. Raises `Busy` where others took what was left of a product since it was read."""
        row = mapping.amend_row(order, amended)
        if not amended.taken:
            return await self._write(amendment_writes.AMEND, row, order)
        try:
            async with self._database.apart() as apart:
                orders = OrderRepository(apart)
                return await orders._write(amendment_writes.AMEND_COUNTING_STOCK, row, order)
        except CheckViolationError as error:
            if error.constraint_name != ENOUGH:
                raise
            raise Busy from None

    async def fire(self, order: Order, firing: Firing) -> bool:
        """As `move`."""
        event = events.of_firing(firing.lines)
        return await self._write(writes.FIRE, mapping.fire_row(order, firing, event), order)

    async def answer(self, order: Order, decided: Decided) -> bool:
        """As `move`."""
        row = mapping.answer_row(order, decided)
        return await self._write(acceptance_writes.ANSWER, row, order)

    async def _write(self, statement: Shared, row: Mapping[str, Any], order: Standing) -> bool:
        place = order.location_id
        written = await self._database.share(statement, row, place)
        if written is not None and written["held"]:  # it has waited: so there is no counter yet
            await self._database.fetch(outbox.BEGIN_COUNTING, {"location_id": place})
            written = await self._database.share(statement, row, place)
        return written is not None and not written["held"]

    async def release(self, *, patiently: bool) -> bool:
        """The order whose release has been due longest; False where none is due.

        Where somebody holds its location, it is waited for or passed over.
        """
        statement = outbox.RELEASE_PATIENTLY if patiently else outbox.RELEASE
        event = mapping.event_row(events.RELEASED)
        return await self._database.fetchrow(statement, event) is not None


def _gives_back(order: Order | ItemStanding, revision: Revision) -> bool:
    """Of an item's order only the lines with its PLU are read, and others of its bundle may have taken something."""
    took_nothing = {item.line for item in order.items if not item.stock_taken}
    return any(
        change.line not in took_nothing and voids_unbegun(change.from_status, change.to_status)
        for change in revision.changes
    )
