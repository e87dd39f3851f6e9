"""What a partner can do with the endpoints of its webhooks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.cursor import BEGINNING, Cursor
from huuva_backend.partners.caller import Caller
from huuva_backend.partners.errors import OutsideLimits
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.ids import new_id
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.vault import Vault
from huuva_backend.webhooks.addresses import wrong_with
from huuva_backend.webhooks.endpoint import (
    TEST,
    Deliveries,
    Delivery,
    DeliveryState,
    DisabledReason,
    Endpoint,
    Endpoints,
    EventFilter,
    IssuedEndpoint,
)
from huuva_backend.webhooks.errors import (
    EndpointDisabled,
    NoReplayFrom,
    RefusedUrl,
    TooManyEndpoints,
)
from huuva_backend.webhooks.message import body_of_test
from huuva_backend.webhooks.repository import (
    CursorRepository,
    DeliveryRepository,
    EndpointRepository,
)
from huuva_backend.webhooks.schemas import (
    DeliveryQuery,
    EndpointCreate,
    EndpointQuery,
    EndpointUpdate,
    Replay,
)
from huuva_backend.webhooks.signing import make_secret

MOST_ENDPOINTS: Final = 50
"""Of one partner."""

CURSORS: Final = Cursors("webhook-endpoints", tuple[UUID])
"""The id of the last endpoint on the page."""
DELIVERY_CURSORS: Final = Cursors("webhook-deliveries", tuple[Instant, UUID])


class WebhookService:
    """`allowed` are hosts to which webhooks may be sent whatever their addresses are, also without TLS."""

    def __init__(self, vault: Vault, allowed: Collection[str]) -> None:
        self._vault = vault
        self._allowed = allowed

    async def add(self, caller: Caller, on: Executor, wanted: EndpointCreate) -> IssuedEndpoint:
        """It is told of what happens from now on. Raises `RefusedUrl`, `OutsideLimits`, `TooManyEndpoints`."""
        self._check(wanted.url)
        filtered = EventFilter(
            wanted.events,
            _limited(wanted.brand_ids, caller.brands),
            _limited(wanted.location_ids, caller.locations),
        )
        secret = make_secret()
        values = {
            "id": new_id(),
            "owner": _owner(caller),
            "url": wanted.url,
            **filtered._asdict(),
            "dialect": str(wanted.dialect),
            "sealed": self._vault.seal(secret),
            "created_at": utc_now(),
        }
        async with on.transaction() as session:
            repository = EndpointRepository(session)
            if await repository.count(values["owner"]) >= MOST_ENDPOINTS:
                raise TooManyEndpoints
            made = await repository.add(values)
            await _begin(session, made, None)
        return _issued(made, secret)

    async def page(self, caller: Caller, on: Executor, query: EndpointQuery) -> Endpoints:
        """By id, which is by age. Raises `InvalidCursor`."""
        after = None if query.cursor is None else CURSORS.decode(query.cursor)[0]
        found = await EndpointRepository(on).page(_own(caller), after, query.limit + 1)
        items = found[: query.limit]
        more = len(found) > len(items)
        return Endpoints(items, CURSORS.encode((items[-1].id,)) if more else None)

    async def get(self, caller: Caller, on: Executor, endpoint_id: UUID) -> Endpoint:
        """Raises `EndpointNotFound`, as all that follow do."""
        return await EndpointRepository(on).get(_own(caller), endpoint_id)

    async def change(
        self, caller: Caller, on: Executor, endpoint_id: UUID, told: EndpointUpdate
    ) -> Endpoint:
        """Raises `RefusedUrl`, `OutsideLimits`."""
        given = {name: getattr(told, name) for name in told.model_fields_set}
        if told.url is not None:
            self._check(told.url)
        now = utc_now()
        async with on.transaction() as session:
            repository = EndpointRepository(session)
            before = await repository.get(_own(caller), endpoint_id)
            filtered = EventFilter(
                given.get("events", before.events),
                _limited(given.get("brand_ids", before.brand_ids), caller.brands),
                _limited(given.get("location_ids", before.location_ids), caller.locations),
            )
            values = {
                "url": told.url or before.url,
                "dialect": str(told.dialect or before.dialect),
                **filtered._asdict(),
                **_switched(before, told.enabled, now),
            }
            changed = await repository.change(_own(caller), endpoint_id, values)
            await _begin(session, changed, before.filter)
            if changed.enabled and not before.enabled:
                await DeliveryRepository(session).send_now(endpoint_id, now)
        return changed

    async def remove(self, caller: Caller, on: Executor, endpoint_id: UUID) -> None:
        """With all that is kept of what was sent to it."""
        async with on.transaction() as session:
            await EndpointRepository(session).remove(_own(caller), endpoint_id)

    async def rotate(
        self, caller: Caller, on: Executor, endpoint_id: UUID, overlap: timedelta
    ) -> IssuedEndpoint:
        secret = make_secret()
        changed = await EndpointRepository(on).rotate(
            _own(caller), endpoint_id, self._vault.seal(secret), utc_now() + overlap
        )
        return _issued(changed, secret)

    async def test(self, caller: Caller, on: Executor, endpoint_id: UUID) -> Delivery:
        """A message that tells of no event; it is sent as all are. Raises `EndpointDisabled`."""
        await self._enabled(caller, on, endpoint_id)
        now = utc_now()
        body = body_of_test(endpoint_id, now)
        pending = str(DeliveryState.PENDING)
        made = Delivery(endpoint_id, new_id(), TEST, None, 0, body, pending, 0, now, now)
        await DeliveryRepository(on).keep([made])
        return made

    async def deliveries(
        self, caller: Caller, on: Executor, endpoint_id: UUID, query: DeliveryQuery
    ) -> Deliveries:
        """What is pending and what is kept of the others, the newest first. Raises `InvalidCursor`."""
        before = None if query.cursor is None else DELIVERY_CURSORS.decode(query.cursor)
        await self.get(caller, on, endpoint_id)
        found = await DeliveryRepository(on).page(endpoint_id, before, query.limit + 1)
        items = found[: query.limit]
        more = len(found) > len(items)
        last = DELIVERY_CURSORS.encode((items[-1].created_at, items[-1].id)) if more else None
        return Deliveries(items, last)

    async def redeliver(
        self, caller: Caller, on: Executor, endpoint_id: UUID, delivery_id: UUID
    ) -> Delivery:
        """Raises `EndpointDisabled`, `DeliveryNotFound`."""
        await self._enabled(caller, on, endpoint_id)
        async with on.transaction() as session:
            repository = DeliveryRepository(session)
            again = await repository.send_again(endpoint_id, delivery_id, utc_now())
            await EndpointRepository(session).touch(endpoint_id)
        return again

    async def replay(
        self, caller: Caller, on: Executor, endpoint_id: UUID, told: Replay
    ) -> Endpoint:
        """Tell of all that came after a time or a cursor once more, under the ids that it had.

        Raises `EndpointDisabled`, `NoReplayFrom`.
        """
        endpoint = await self._enabled(caller, on, endpoint_id)
        if told.location_id is not None and not endpoint.filter.is_at(told.location_id):
            raise NoReplayFrom("/locationId", "Should be a location of the endpoint")
        async with on.transaction() as session:
            await EndpointRepository(session).touch(endpoint_id)
            kept = CursorRepository(session)
            known = await kept.known(endpoint_id)
            wanted = await _positions(kept, endpoint, told)
            back = {
                location: cursor
                for location, cursor in wanted.items()
                if cursor.seq < known.get(location, BEGINNING).seq
            }
            await kept.move(endpoint_id, endpoint.generation + 1, back)
        return endpoint

    def _check(self, url: str) -> None:
        if (wrong := wrong_with(url, self._allowed)) is not None:
            raise RefusedUrl(wrong)

    async def _enabled(self, caller: Caller, on: Executor, endpoint_id: UUID) -> Endpoint:
        endpoint = await self.get(caller, on, endpoint_id)
        if not endpoint.enabled:
            raise EndpointDisabled
        return endpoint


def _owner(caller: Caller) -> str:
    return caller.id or ""


def _own(caller: Caller) -> Mapping[str, Any]:
    brands, locations = (
        None if limit is None else sorted(limit) for limit in (caller.brands, caller.locations)
    )
    return {"owner": _owner(caller), "brands": brands, "locations": locations}


def _limited(asked: Sequence[str] | None, limit: Collection[str] | None) -> list[str] | None:
    """What was asked for or, where that is all, all that the caller may see. Raises `OutsideLimits`."""
    if asked is None:
        return None if limit is None else sorted(limit)
    if limit is not None and not set(asked) <= set(limit):
        raise OutsideLimits
    return list(dict.fromkeys(asked))


def _switched(before: Endpoint, enabled: bool | None, now: datetime) -> dict[str, Any]:
    if enabled:
        return {"disabled_at": None, "disabled_reason": None, "failing_since": None}
    if enabled is False and before.enabled:
        by_request = str(DisabledReason.BY_REQUEST)
        return {"disabled_at": now, "disabled_reason": by_request, "failing_since": None}
    return {
        name: getattr(before, name) for name in ("disabled_at", "disabled_reason", "failing_since")
    }


async def _begin(session: Executor, endpoint: Endpoint, before: EventFilter | None) -> None:
    """Of locations that it wasn't told of before it is told from now on."""
    kept = CursorRepository(session)
    now = {
        location: newest
        for location, newest in (await kept.newest()).items()
        if endpoint.filter.is_at(location) and not (before and before.is_at(location))
    }
    if now:
        await kept.move(endpoint.id, endpoint.generation, now)


async def _positions(kept: CursorRepository, endpoint: Endpoint, told: Replay) -> dict[str, Cursor]:
    """Where to go back to, by location. Raises `NoReplayFrom`."""
    if not isinstance(told.from_, Cursor):
        places = [told.location_id] if told.location_id else endpoint.location_ids
        if places is not None and told.location_id is None:
            places = [*places, EVERYWHERE]
        return {
            location: cursor
            for location, (cursor, *_) in (await kept.since(places, told.from_)).items()
        }
    if told.location_id is None:
        raise NoReplayFrom("/locationId", "Should name the location that the cursor is of")
    found = await kept.since([told.location_id], utc_now())
    if told.location_id not in found:
        return {}
    _, oldest, newest = found[told.location_id]
    if told.from_ == BEGINNING:
        return {told.location_id: Cursor.at(newest.epoch, oldest - 1)}
    if told.from_.epoch != newest.epoch or not oldest - 1 <= told.from_.seq <= newest.seq:
        raise NoReplayFrom("/from", "Should be a cursor of events that are kept")
    return {told.location_id: told.from_}


def _issued(endpoint: Endpoint, secret: str) -> IssuedEndpoint:
    kept = {field.name: getattr(endpoint, field.name) for field in fields(Endpoint)}
    return IssuedEndpoint(**kept, secret=secret)
