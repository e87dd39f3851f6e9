"""Tells endpoints of events, as many at once as there are and each at its own pace.

Nothing is open in the database while something is sent. How far everything is gets noted together, a few times a
second: who dies in between has told of some events that another worker tells of again, under the same ids.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from time import monotonic
from typing import Final
from uuid import UUID

from structlog import get_logger

from huuva_backend.orders.cursor import Cursor
from huuva_backend.partners.caller import Caller
from huuva_backend.platform import metrics
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.errors import DomainError
from huuva_backend.platform.vault import Unreadable, Vault
from huuva_backend.webhooks import signing
from huuva_backend.webhooks.delivery_service import DeliveryService, Progress
from huuva_backend.webhooks.endpoint import DeliveryState, Endpoint
from huuva_backend.webhooks.making_up import MakingUp
from huuva_backend.webhooks.message import written
from huuva_backend.webhooks.outlet import Message, Outlet
from huuva_backend.webhooks.sending import Attempt, Sender
from huuva_backend.webhooks.wording import Wording

LOOK_SECONDS: Final = 0.05
AT_ONCE: Final = 256
"""Of all endpoints together: more than those that hang can take, since one that fails has one message under way."""
READ_AT_ONCE: Final = 100
SURE_SECONDS: Final = 10
PRUNED_EVERY: Final = timedelta(minutes=1)
LAST_NOTE_SECONDS: Final = 1
HEADERS: Final = {"content-type": "application/json", "user-agent": "huuva-backend-webhooks/1"}

log = get_logger(__name__)


class Dispatcher:
    def __init__(
        self,
        caller: Caller,
        database: Executor,
        vault: Vault,
        sender: Sender,
        clock: Callable[[], datetime] = utc_now,
        lingers: float = 0,
    ) -> None:
        """A run ends when there has been nothing to tell of for so many seconds."""
        self._caller = caller
        self._database = database
        self._vault = vault
        self._sender = sender
        self._clock = clock
        self._lingers = lingers
        self._service = DeliveryService()
        self._making_up = MakingUp(caller, database, self._service)
        self._paused: dict[UUID, datetime] = {}
        self._outlets: dict[UUID, Outlet] = {}
        self._tasks: dict[asyncio.Task[None], Outlet] = {}
        self._rested = asyncio.Event()
        self._secrets: dict[bytes, str] = {}
        self._done = 0
        self._told: object = None
        self._sure_until = 0.0
        self._pruned_at: datetime | None = None

    async def run(self, looked: Callable[[], None] = lambda: None) -> int:
        """Tell of all that there is to tell of now; how many messages were sent. `looked` is called meanwhile, after
        each look at the database.
        """
        endpoints, newest = await self._look()
        if not endpoints or await self._is_told(endpoints, newest):
            return 0
        self._told, self._done = None, 0
        try:
            await self._take_up(endpoints, newest)
            until = 0.0
            while (more := await self._turn(newest)) or monotonic() < until:
                looked()
                await self._prune()
                if more:
                    until = monotonic() + self._lingers
                    with suppress(TimeoutError):
                        async with asyncio.timeout(LOOK_SECONDS):
                            await self._rested.wait()
                else:
                    await asyncio.sleep(LOOK_SECONDS)
                await self._note()  # before all else: what isn't noted is sent again if we die
                endpoints, newest = await self._look()
                await self._take_up(endpoints, newest)
            if not any(outlet.waits(newest) for outlet in self._outlets.values()):
                self._told = _state(endpoints, newest)
                self._sure_until = monotonic() + SURE_SECONDS
        finally:
            await self._leave()
        return self._done

    async def _look(self) -> tuple[list[Endpoint], dict[str, Cursor]]:
        endpoints = await self._service.enabled(self._caller, self._database)
        if not endpoints:
            return [], {}
        return endpoints, await self._service.newest(self._caller, self._database)

    async def _is_told(self, endpoints: Sequence[Endpoint], newest: dict[str, Cursor]) -> bool:
        """Whether all was told when this was the state, and nothing is to be sent again by now. That is believed for a
        while only: another worker may have been at it.
        """
        await self._prune()
        if self._told != _state(endpoints, newest) or monotonic() > self._sure_until:
            return False
        ids = [endpoint.id for endpoint in endpoints]
        return not await self._service.is_due(self._caller, self._database, ids, self._clock())

    async def _take_up(self, endpoints: Sequence[Endpoint], newest: dict[str, Cursor]) -> None:
        """Begin with endpoints that are new or of which something else was said, and give up those that are gone."""
        fresh = {
            endpoint.id: endpoint
            for endpoint in endpoints
            if endpoint.id not in self._outlets
            or self._outlets[endpoint.id].endpoint.generation != endpoint.generation
        }
        gone = self._outlets.keys() - {endpoint.id for endpoint in endpoints}
        await self._give_up(fresh.keys() | gone)
        if not fresh:
            return
        kept = await self._service.pending(self._caller, self._database, list(fresh))
        places = await self._service.behind(self._caller, self._database)
        for endpoint in fresh.values():
            waiting = [each for each in kept if each.endpoint_id == endpoint.id]
            outlet = self._outlets[endpoint.id] = Outlet(endpoint, waiting)
            outlet.paused_until = self._paused.pop(endpoint.id, None)
            behind = {each.location_id: each for each in places if each.endpoint_id == endpoint.id}
            for location_id, cursor in newest.items():
                place = behind.get(location_id)
                if place is not None:
                    outlet.begin(location_id, place.cursor, place.newest)
                elif endpoint.filter.is_at(location_id):
                    outlet.stand(location_id, cursor)

    async def _turn(self, newest: dict[str, Cursor]) -> bool:
        """Read, send and note; whether there is more to be done now."""
        wanted = {
            endpoint_id: outlet.reads_after(newest, self._clock())
            for endpoint_id, outlet in self._outlets.items()
        }
        asked = sorted({place for places in wanted.values() for place in places})
        foreign = {
            place
            for endpoint_id, places in wanted.items()
            if self._outlets[endpoint_id].endpoint.dialect != Wording.NATIVE
            for place in places
        }
        found = await self._service.following(
            self._caller, self._database, asked, foreign, READ_AT_ONCE
        )
        now = self._clock()
        made_up = await self._making_up.turn(self._outlets.values(), now)
        for place, events in found.items():
            messages = written(events, newest[place[0]])
            for endpoint_id, places in wanted.items():
                if place in places:
                    self._outlets[endpoint_id].take(place[0], newest[place[0]], messages, now)
        self._rested.clear()
        for outlet in self._outlets.values():
            self._fill(outlet)
        if not self._tasks:
            self._rested.set()
        await self._note()
        return bool(asked or self._tasks or made_up)

    def _fill(self, outlet: Outlet) -> None:
        """Send what may be sent to it now."""
        now = self._clock()
        while len(self._tasks) < AT_ONCE and (message := outlet.next(now)) is not None:
            task = asyncio.create_task(self._send(outlet, message))
            self._tasks[task] = outlet
            task.add_done_callback(self._end)

    def _end(self, task: asyncio.Task[None]) -> None:
        outlet = self._tasks.pop(task)
        if task.cancelled():
            return
        self._fill(outlet)
        if not self._tasks:
            self._rested.set()

    async def _send(self, outlet: Outlet, message: Message) -> None:
        try:
            attempt = await self._attempt(outlet.endpoint, message)
        except Exception as error:
            log.error("unexpected failure", exc_info=error)
            attempt = Attempt(None, None, "unexpected failure", 0)
        now = self._clock()
        outlet.settle(message, attempt, now)
        self._done += 1
        state = message.delivery.state
        result = "failed" if state == DeliveryState.PENDING else str(state)
        at = message.happened_at
        at_once = at is not None and state == DeliveryState.DELIVERED
        metrics.observe_webhook(result, (now - at).total_seconds() if at and at_once else None)

    async def _attempt(self, endpoint: Endpoint, message: Message) -> Attempt:
        now = self._clock()
        body = message.delivery.body.encode()
        try:
            secrets = [self._secret(sealed) for sealed in endpoint.sealed_at(now)]
        except Unreadable:
            return Attempt(None, None, "the secret was encrypted by a key that is gone", 0)
        signed = signing.headers(str(message.delivery.id), now, body, secrets)
        return await self._sender.send(endpoint.url, HEADERS | signed, body, message.delivery.path)

    def _secret(self, sealed: bytes) -> str:
        """Opened once a run: that costs more than to sign. Raises `Unreadable`."""
        if (secret := self._secrets.get(sealed)) is None:
            secret = self._secrets[sealed] = self._vault.open(sealed)
        return secret

    async def _note(self) -> None:
        whole = Progress()
        for outlet in self._outlets.values():
            progress = outlet.noted()
            _tell(outlet.endpoint, progress)
            whole.moved += progress.moved
            for name in ("deliveries", "failing", "disabled", "restarted"):
                getattr(whole, name).update(getattr(progress, name))
        if whole:
            await self._service.note(self._caller, self._database, whole, self._clock())

    async def _give_up(self, endpoint_ids: Collection[UUID]) -> None:
        """What is under way to them counts for nothing: it is sent again where it is still to be told."""
        leaving = [self._outlets[each] for each in endpoint_ids if each in self._outlets]
        if not leaving:
            return
        for outlet in leaving:
            outlet.closed = True
        tasks = [task for task, outlet in self._tasks.items() if outlet in leaving]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._note()
        for outlet in leaving:
            del self._outlets[outlet.endpoint.id]

    async def _leave(self) -> None:
        self._paused = {
            each: outlet.paused_until
            for each, outlet in self._outlets.items()
            if outlet.paused_until is not None
        }
        with suppress(DomainError, TimeoutError):
            async with asyncio.timeout(LAST_NOTE_SECONDS):
                await self._give_up(list(self._outlets))
        self._outlets.clear()
        self._secrets.clear()

    async def _prune(self) -> None:
        now = self._clock()
        if self._pruned_at is None or now - self._pruned_at >= PRUNED_EVERY:
            self._pruned_at = now
            await self._service.prune(self._caller, self._database, now)


def _state(endpoints: Sequence[Endpoint], newest: dict[str, Cursor]) -> object:
    return {each.id: each.generation for each in endpoints}, newest


def _tell(endpoint: Endpoint, progress: Progress) -> None:
    for generation_and_reason in progress.disabled.values():
        reason = str(generation_and_reason[1])
        log.warning("webhook endpoint disabled", endpoint=str(endpoint.id), reason=reason)
        metrics.observe_disabled_webhook(reason)
    for reason in progress.restarted.values():
        log.warning("webhooks begin anew", endpoint=str(endpoint.id), reason=str(reason))
        metrics.observe_restarted_webhook(str(reason))
