"""What one endpoint is still to be told of, as one worker has it in memory: a lane for each order and product. Pure.

Of a lane only the first message is ever under way. Where that failed it is kept, as are those behind it, so that the
cursor may pass them and other orders go on; what comes for that order later is kept behind them.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.cursor import BEGINNING, Cursor
from huuva_backend.webhooks.delivery_service import Progress
from huuva_backend.webhooks.dialects import told_to
from huuva_backend.webhooks.endpoint import (
    Delivery,
    DeliveryState,
    DisabledReason,
    Endpoint,
    RestartedReason,
    id_of,
)
from huuva_backend.webhooks.gap import RACE, Gap, gap_before
from huuva_backend.webhooks.message import WrittenEvent
from huuva_backend.webhooks.schedule import has_failed_for_long, next_attempt
from huuva_backend.webhooks.sending import Attempt

READ_AHEAD: Final = 100
"""How many events are held that are neither told nor kept."""
MOST_PENDING: Final = 100
"""How many messages wait for another attempt until nothing new is read: the feed keeps it as well."""
AT_ONCE: Final = 8
GONE: Final = 410
DOWN_FOR: Final = timedelta(minutes=5)
"""Whoever was down for longer, and is back, is sent at once what waits for another attempt."""


@dataclass(slots=True)
class Message:
    """`location_id` until the cursor of that location may pass it; `happened_at` where it was never kept and isn't told late."""

    delivery: Delivery
    location_id: str | None = None
    happened_at: datetime | None = None


class Outlet:
    """`paused_until` is when the receiver wants to be asked again."""

    def __init__(self, endpoint: Endpoint, pending: Iterable[Delivery] = ()) -> None:
        self.endpoint = endpoint
        self.failing_since = endpoint.failing_since
        self.paused_until: datetime | None = None
        self.closed = False
        self.progress = Progress()
        self._read: dict[str, Cursor] = {}
        self._noted: dict[str, Cursor] = {}
        self._read_at: dict[str, datetime] = {}
        self._gaps: dict[str, Gap] = {}
        self._held: dict[str, dict[UUID, int]] = {}
        self._lanes: dict[UUID | str, deque[Message]] = {}
        self._under_way: set[UUID | str] = set()
        for delivery in pending:
            self._lane_of(delivery).append(Message(delivery))

    def begin(self, location_id: str, cursor: Cursor, newest: Cursor) -> None:
        """Take up what comes after `cursor`; where that is of another database than `newest`, at its number."""
        if cursor != BEGINNING and cursor.epoch != newest.epoch:
            self.progress.restarted[self.endpoint.id] = RestartedReason.OTHER_EPOCH
            cursor = Cursor.at(newest.epoch, min(cursor.seq, newest.seq))
        self._read[location_id] = cursor

    def stand(self, location_id: str, cursor: Cursor) -> None:
        """It was told of all up to there."""
        self._read[location_id] = self._noted[location_id] = cursor

    def reads_after(self, newest: dict[str, Cursor], now: datetime) -> list[tuple[str, int]]:
        """From where it wants to read at each location; nowhere while it has enough, or may be sent nothing."""
        held = sum(len(seqs) for seqs in self._held.values())
        if held >= READ_AHEAD or self._is_paused(now):
            return []
        return [place for place in self._behind(newest) if place[0] not in self._gaps]

    def _behind(self, newest: dict[str, Cursor]) -> list[tuple[str, int]]:
        places: list[tuple[str, int]] = []
        if self.closed or self.pending >= MOST_PENDING:
            return places
        for location_id, cursor in newest.items():
            if not self.endpoint.filter.is_at(location_id):
                continue
            known = self._read.get(location_id, BEGINNING)
            if known != BEGINNING and known.epoch != cursor.epoch:
                self.begin(location_id, known, cursor)
                known = self._read[location_id]
            if known.seq < cursor.seq:
                places.append((location_id, known.seq))
        return places

    def waits(self, newest: dict[str, Cursor]) -> bool:
        """Whether there is anything to be told that has no row by which it would be found."""
        return any(self._held.values()) or bool(self._behind(newest))

    def take(
        self, location_id: str, newest: Cursor, events: Sequence[WrittenEvent], now: datetime
    ) -> None:
        """The events that follow what was read, at least one of which there was when `newest` was."""
        after = self._read.get(location_id, BEGINNING)
        if not events or events[0].event.seq != after.seq + 1:
            self._gaps[location_id] = gap_before(events[0].event if events else None, newest, now)
            return
        self._put_all(events, now)
        self._read[location_id] = events[-1].cursor
        self._read_at[location_id] = events[-1].event.at - RACE

    def gaps_to_read(self, now: datetime) -> list[tuple[str, Gap]]:
        """What is gone of events, at locations of which all that was read before is told or kept."""
        if self.closed or self.pending >= MOST_PENDING or self._is_paused(now):
            return []
        return [
            (location_id, gap)
            for location_id, gap in self._gaps.items()
            if gap.after is not None and not self._held.get(location_id)
        ]

    def begin_anew(self, location_id: str, since: datetime | None) -> None:
        """With what histories tell from then on; where that isn't known, and of products, with what is kept."""
        since = None if location_id == EVERYWHERE else self._read_at.get(location_id, since)
        self._gaps[location_id].since = since
        self.progress.restarted[self.endpoint.id] = RestartedReason.of(since)
        if since is None:
            self._read[location_id] = self._gaps.pop(location_id).resume

    def take_missed(
        self, location_id: str, events: Sequence[WrittenEvent], last: UUID | None, now: datetime
    ) -> None:
        """What the histories of some orders tell, of which one is the `last`; None: they are the last."""
        self._put_all(events, now)
        self._gaps[location_id].after = last

    def _end_step(self, location_id: str, gap: Gap) -> None:
        """Where all of it is told or kept."""
        if gap.after is not None or self._held.get(location_id):
            return
        if gap.take_step():
            del self._gaps[location_id]
            self._read[location_id], self._read_at[location_id] = gap.resume, gap.until
        self._move(location_id, self._read.get(location_id, BEGINNING), gap.since)

    def _move(self, location_id: str, cursor: Cursor, since: datetime | None = None) -> None:
        self._noted[location_id] = cursor
        where = (self.endpoint.id, self.endpoint.generation, location_id, cursor)
        self.progress.moved.append((*where, since))

    def _put_all(self, events: Sequence[WrittenEvent], now: datetime) -> None:
        takes = self.endpoint.filter.takes
        for place, each in enumerate(events):
            if takes(each.event.type, each.event.brand_id):
                self._put(each, now, timedelta(microseconds=place))

    def _put(self, written: WrittenEvent, now: datetime, later: timedelta) -> None:
        """`later` than those before it, by which what has no number of its own is ordered."""
        told = told_to(self.endpoint, written)
        if told is None:
            return
        event = written.event
        delivery = Delivery(
            endpoint_id=self.endpoint.id,
            id=id_of(self.endpoint.id, event, written.cursor),
            type=event.type,
            order_id=event.order_id,
            seq=event.seq,
            body=told.body,
            path=told.path,
            state=DeliveryState.PENDING,
            attempts=0,
            created_at=now + later,
            next_attempt_at=now,
            plu=event.plu,
        )
        lane = self._lane_of(delivery)
        if any(message.delivery.id == delivery.id for message in lane):
            return  # a replay, of what waits anyway
        happened_at = None if event.from_history else event.at
        message = Message(delivery, event.location_id, happened_at)
        self._held.setdefault(event.location_id, {})[delivery.id] = event.seq
        lane.append(message)
        if lane[0].location_id is None:
            self._keep_behind(lane)

    @property
    def pending(self) -> int:
        return sum(message.location_id is None for lane in self._lanes.values() for message in lane)

    @property
    def under_way(self) -> int:
        return len(self._under_way)

    def next(self, now: datetime) -> Message | None:
        """What may be sent now, which is under way from here on."""
        most = 1 if self.failing_since else AT_ONCE
        if self.closed or self._is_paused(now) or len(self._under_way) >= most:
            return None
        for key, lane in self._lanes.items():
            due = lane[0].delivery.next_attempt_at
            if key not in self._under_way and (due is None or due <= now):
                self._under_way.add(key)
                return lane[0]
        return None

    def _is_paused(self, now: datetime) -> bool:
        return self.paused_until is not None and self.paused_until > now

    def settle(self, message: Message, attempt: Attempt, now: datetime) -> None:
        """Note what became of a message that was under way."""
        key = message.delivery.lane
        self._under_way.discard(key)
        told = message.delivery = replace(
            message.delivery,
            attempts=message.delivery.attempts + 1,
            last_attempt_at=now,
            answer_status=attempt.status,
            answer_body=attempt.answer,
            error=attempt.error,
            milliseconds=attempt.milliseconds,
        )
        told.next_attempt_at = None
        if attempt.succeeded:
            told.state = DeliveryState.DELIVERED
        else:
            told.next_attempt_at = next_attempt(told.attempts, now, attempt.retry_after)
            told.state = DeliveryState.PENDING if told.next_attempt_at else DeliveryState.FAILED
        self._keep(message)
        lane = self._lanes[key]
        if told.state == DeliveryState.PENDING:
            self._keep_behind(lane)
        else:
            lane.popleft()
            if not lane:
                del self._lanes[key]
        if attempt.succeeded:
            self._is_well(now)
        else:
            self._is_failing(attempt, now)

    def noted(self) -> Progress:
        """What is to be noted since the last time."""
        for location_id, gap in list(self._gaps.items()):
            self._end_step(location_id, gap)
        for location_id, read in self._read.items():
            held = self._held.get(location_id)
            cursor = Cursor.at(read.epoch, min(held.values()) - 1) if held else read
            if location_id not in self._gaps and self._noted.get(location_id) != cursor:
                self._move(location_id, cursor)
        progress, self.progress = self.progress, Progress()
        return progress

    def _keep_behind(self, lane: deque[Message]) -> None:
        """Those behind the first wait for it, not for a time of their own."""
        for message in islice(lane, 1, None):
            if message.location_id is not None:
                message.delivery.next_attempt_at = None
                self._keep(message)

    def _keep(self, message: Message) -> None:
        """As it is now, in its row; the cursor may pass it."""
        self.progress.deliveries[message.delivery.id] = message.delivery
        if message.location_id is not None:
            self._held[message.location_id].pop(message.delivery.id, None)
            message.location_id = None

    def _is_well(self, now: datetime) -> None:
        if self.failing_since is None:
            return
        was_down = now - self.failing_since >= DOWN_FOR
        self.failing_since = self.progress.failing[self.endpoint.id] = None
        if not was_down:
            return  # it was one order that failed, not the endpoint
        for lane in self._lanes.values():
            lane[0].delivery.next_attempt_at = now

    def _is_failing(self, attempt: Attempt, now: datetime) -> None:
        if attempt.retry_after is not None:
            self.paused_until = now + min(attempt.retry_after, timedelta(hours=24))
        if self.failing_since is None:
            self.failing_since = self.progress.failing[self.endpoint.id] = now
        if attempt.status == GONE:
            self._disable(DisabledReason.GONE)
        elif has_failed_for_long(self.failing_since, now):
            self._disable(DisabledReason.FAILING)

    def _disable(self, reason: DisabledReason) -> None:
        self.closed = True
        self.progress.disabled[self.endpoint.id] = (self.endpoint.generation, reason)

    def _lane_of(self, delivery: Delivery) -> deque[Message]:
        return self._lanes.setdefault(delivery.lane, deque())
