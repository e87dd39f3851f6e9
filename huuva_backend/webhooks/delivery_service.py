"""What a worker asks of endpoints: who is to be told of what, and to note how far it is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from huuva_backend.orders.cursor import Cursor
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.webhooks.endpoint import (
    Delivery,
    DisabledReason,
    Endpoint,
    Moved,
    Place,
    RestartedReason,
    ToldEvent,
)
from huuva_backend.webhooks.gap import Gap
from huuva_backend.webhooks.history_repository import HistoryRepository
from huuva_backend.webhooks.repository import (
    CursorRepository,
    DeliveryRepository,
    EndpointRepository,
)

AHEAD: Final = timedelta(hours=1)
"""How long before an event is let go of it is noted who hasn't been told of it."""
KEPT_FOR: Final = timedelta(days=7)
MOST_KEPT: Final = 1000
"""How much of each endpoint's log: both bounds hold, and what is pending is beside them."""


@dataclass(slots=True)
class Progress:
    """What is to be noted: all of it or nothing, so that no cursor passes an event that isn't kept."""

    moved: list[Moved] = field(default_factory=list)
    deliveries: dict[UUID, Delivery] = field(default_factory=dict)
    failing: dict[UUID, datetime | None] = field(default_factory=dict)
    disabled: dict[UUID, tuple[int, DisabledReason]] = field(default_factory=dict)
    restarted: dict[UUID, RestartedReason] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(
            self.moved or self.deliveries or self.failing or self.disabled or self.restarted
        )


class DeliveryService:
    async def enabled(self, caller: Caller, on: Executor) -> list[Endpoint]:
        return await EndpointRepository(on).enabled()

    async def newest(self, caller: Caller, on: Executor) -> dict[str, Cursor]:
        """How far the feed of each location reaches."""
        return await CursorRepository(on).newest()

    async def behind(self, caller: Caller, on: Executor) -> list[Place]:
        """Where enabled endpoints haven't been told of everything."""
        return await CursorRepository(on).behind()

    async def following(
        self,
        caller: Caller,
        on: Executor,
        asked: Sequence[tuple[str, int]],
        foreign: Collection[tuple[str, int]],
        limit: int,
    ) -> dict[tuple[str, int], list[ToldEvent]]:
        """The next events after each of these numbers at these locations; those after `foreign` with what is known of
        their orders.
        """
        if not asked:
            return {}
        repository = CursorRepository(on)
        found = await repository.following(asked, limit)
        explained = {place: found[place] for place in foreign if found[place]}
        return found | (await repository.explained(explained) if explained else {})

    async def note_untold(self, caller: Caller, on: Executor, retention: timedelta) -> None:
        """Since when endpoints haven't been told, where the first event that they are to be told of is soon let go of."""
        await CursorRepository(on).note_untold(retention - AHEAD)

    async def untold_since(
        self, caller: Caller, on: Executor, endpoint_id: UUID, location_id: str
    ) -> datetime | None:
        """None where that isn't known."""
        return await CursorRepository(on).untold_since(endpoint_id, location_id)

    async def missed(
        self, caller: Caller, on: Executor, location_id: str, gap: Gap, *, foreign: bool
    ) -> tuple[list[ToldEvent], UUID | None]:
        """What is told of the next orders from their histories, and the last of these; None: there are no more."""
        events, last = await HistoryRepository(on).missed(location_id, gap)
        if foreign and events:
            place = (location_id, gap.resume.seq)
            events = (await CursorRepository(on).explained({place: events}))[place]
        return events, last

    async def pending(
        self, caller: Caller, on: Executor, endpoint_ids: Collection[UUID]
    ) -> list[Delivery]:
        """What is to be sent to them again, in the order of the events."""
        return await DeliveryRepository(on).pending(endpoint_ids)

    async def is_due(
        self, caller: Caller, on: Executor, endpoint_ids: Collection[UUID], now: datetime
    ) -> bool:
        """Whether any of that is to be sent by now."""
        return await DeliveryRepository(on).is_due(endpoint_ids, now)

    async def note(self, caller: Caller, on: Executor, progress: Progress, now: datetime) -> None:
        """In one transaction."""
        async with on.transaction() as session:
            endpoints = EndpointRepository(session)
            if progress.moved:
                await CursorRepository(session).move_all(progress.moved)
            if progress.deliveries:
                await DeliveryRepository(session).keep(list(progress.deliveries.values()))
            for endpoint_id, since in progress.failing.items():
                await endpoints.note_failing(endpoint_id, since)
            for endpoint_id, why in progress.restarted.items():
                await endpoints.note_restart(endpoint_id, now, why)
            for endpoint_id, (generation, reason) in progress.disabled.items():
                await endpoints.disable(endpoint_id, generation, now, reason)

    async def prune(self, caller: Caller, on: Executor, now: datetime) -> None:
        """Let go of what is too old, or too much, of each endpoint's log."""
        await DeliveryRepository(on).prune(now - KEPT_FOR, MOST_KEPT)

    async def forget(self, caller: Caller, on: Executor, about: Collection[str]) -> int:
        """Empty what endpoints answered to events of these orders; how many."""
        return await DeliveryRepository(on).forget([UUID(order_id) for order_id in about])
