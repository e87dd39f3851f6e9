"""What happens to orders in a random life: told of late or at once, held, taken back, amended, closed by the day."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.analytics.rollup_repository import RollupRepository
from huuva_backend.orders.commands import Command
from huuva_backend.orders.errors import IllegalTransition
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection
from tests.factories import item
from tests.orders.kitchen import Kitchen

Json = dict[str, Any]

CHAIN = ("RECEIVED", "PREPARING", "READY", "PICKED_UP")
SYSTEM = system("tests")
DUE_NOW = "UPDATE open_orders SET release_at = clock_timestamp() WHERE NOT released"


class Life:
    """Orders, as the acts make them."""

    def __init__(self, api: AsyncClient, app: FastAPI, database: Database, sql: Connection) -> None:
        self._kitchen = Kitchen(api)
        self._app = app
        self._database = database
        self._sql = sql
        self._placed: list[Json] = []
        self.began = datetime.now(UTC)

    async def act(self, name: str, *how: Any) -> None:
        if name in ("place", "fold", "release", "begin_anew", "sum_up"):
            await getattr(self, f"_{name}")(*how)
        elif self._placed:
            which, *more = how
            await getattr(self, f"_{name}")(self._placed[which % len(self._placed)], *more)

    async def _place(self, location: str, brand: str, channel: str, told: Any, waits: str) -> None:
        changes: Json = {"locationId": location, "brandId": brand, "channel": channel}
        items = [item("BURGER"), item("SUSHI")]
        if brand == "pizza" and channel == "direct":
            changes["orderType"] = "DINE_IN"
        if waits == "held":
            items[1] |= {"held": True}
        if waits == "for later":
            changes["pickupTime"] = (self.began + timedelta(days=2)).isoformat()
        if told is not None:
            changes |= self._told(items, *told)
        self._placed.append(await self._kitchen.place(items=items, **changes))

    def _told(
        self, items: list[Json], length: int, gaps: list[int], is_chain: bool, of_items: bool
    ) -> Json:
        """What a partner tells of a history that lies behind."""
        entries, at = [], self.began
        for status, gap in zip(reversed(CHAIN[:length]), gaps, strict=False):
            entries.append({"status": status, "timestamp": at.isoformat()})
            at -= timedelta(minutes=gap)
        entries.reverse()
        if not is_chain:
            entries.insert(0, {"status": "READY", "timestamp": at.isoformat()})
        if of_items:
            items[0].pop("held", None)
            items[0]["statusHistory"] = [
                {"status": "PREPARING", "timestamp": at.isoformat()},
                {"status": "ORDERED", "timestamp": at.isoformat()},
            ]
        return {"created": entries[0]["timestamp"], "statusHistory": entries}

    async def _move(self, order: Json, status: OrderStatus, recall: bool, ago: int | None) -> None:
        when: Json = {} if ago is None else {"occurredAt": self._ago(order, ago)}
        await self._kitchen.move(order, status, recall=recall, **when)

    def _ago(self, order: Json, ago: int) -> str:
        told = datetime.now(UTC) - timedelta(minutes=ago)
        return max(told, datetime.fromisoformat(order["createdAt"])).isoformat()

    async def _move_item(self, order: Json, plu: str, status: str, recall: bool) -> None:
        await self._kitchen.move_item(order, plu, status, recall=recall)

    async def _amend(self, order: Json, how: str) -> None:
        if how == "more":
            await self._kitchen.add(order, item("CAN", toMake=False))
        elif how == "fewer":
            await self._kitchen.amend_item(order, "BURGER", quantity=3)
        else:
            await self._kitchen.fire(order, lines=[2])

    async def _close(self, order: Json) -> None:
        found = await self._kitchen.get(order)
        end = OrderStatus.PICKED_UP if found["status"] == "READY" else OrderStatus.CANCELLED
        command = Command(
            status=end,
            actor=Actor(ActorKind.SYSTEM, "close-of-day"),
            reason=None,
            expected=[found["version"]],
            location_id=order["locationId"],
            cause=Cause.CLOSED_BY_DAY,
        )
        orders = self._app.state.orders
        try:
            await orders.move(SYSTEM, self._database, UUID(order["id"]), command)
        except IllegalTransition:
            return

    async def _release(self) -> None:
        """The kitchen is shown what it was to see later."""
        await self._sql.execute(DUE_NOW)
        while await self._app.state.orders.release_due(SYSTEM, self._database):
            pass

    async def _begin_anew(self, location: str) -> None:
        kept = RollupRepository(self._database)
        if location in await kept.orders():
            await kept.empty(location)

    async def _sum_up(self) -> None:
        await RollupRepository(self._database).sum_up()

    async def _fold(self, location: str, batches: int) -> None:
        """Some of what there is, in small batches."""
        kept = RollupRepository(self._database)
        for _ in range(batches):
            if location in await kept.orders():
                await kept.fold(location)
