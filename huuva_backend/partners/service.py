"""What can be done with partners and their keys: make, list, rotate, revoke, and find who calls."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from huuva_backend.partners import keys
from huuva_backend.partners.caller import Caller, Scope
from huuva_backend.partners.errors import (
    ExpiresInThePast,
    KeyIsOver,
    LimitedAdmin,
    PartnerExists,
)
from huuva_backend.partners.partner import (
    IssuedKey,
    KeptKey,
    KeptKeys,
    KnownPartner,
    KnownPartners,
    Limits,
)
from huuva_backend.partners.repository import KeyRepository, PartnerRepository
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate, PartnerQuery
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor, retried
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.text import Text64

CURSORS: Final = Cursors("partners", tuple[Text64])
"""The id of the last partner on the page."""


class PartnerService:
    async def add(self, caller: Caller, on: Executor, partner: PartnerCreate) -> KnownPartner:
        """Raises `PartnerExists`."""
        name = partner.name or partner.id
        made = await PartnerRepository(on).add(partner.id, name, partner.kind)
        if made is None:
            raise PartnerExists
        return made

    async def page(self, caller: Caller, on: Executor, query: PartnerQuery) -> KnownPartners:
        """By id. Raises `InvalidCursor`."""
        after = None if query.cursor is None else CURSORS.decode(query.cursor)[0]
        found = await PartnerRepository(on).page(after, query.limit + 1)
        items = found[: query.limit]
        more = len(found) > len(items)
        return KnownPartners(items, CURSORS.encode((items[-1].id,)) if more else None)


class KeyService:
    async def issue(
        self, caller: Caller, on: Executor, partner_id: str, wanted: KeyCreate
    ) -> IssuedKey:
        """A new key of the partner. Raises `PartnerNotFound`, `ExpiresInThePast`, `LimitedAdmin`."""
        await PartnerRepository(on).get(partner_id)
        if wanted.expires_at is not None and wanted.expires_at <= utc_now():
            raise ExpiresInThePast
        limits = _limits(wanted)
        return await _issue(on, partner_id, limits, wanted.expires_at)

    async def of(self, caller: Caller, on: Executor, partner_id: str) -> KeptKeys:
        """The partner's keys, the newest first. Raises `PartnerNotFound`."""
        await PartnerRepository(on).get(partner_id)
        return KeptKeys(await KeyRepository(on).of(partner_id))

    async def all(self, caller: Caller, on: Executor) -> list[KeptKey]:
        return await KeyRepository(on).all()

    async def rotate(
        self, caller: Caller, on: Executor, partner_id: str, key_id: str, overlap: timedelta
    ) -> IssuedKey:
        """Another key that may do the same; this one is taken for `overlap` more. Both in one transaction.

        Raises `KeyNotFound`, `KeyIsOver`.
        """

        async def unit() -> IssuedKey:
            async with on.transaction() as session:
                kept = KeyRepository(session)
                old = await kept.get(partner_id, key_id)
                if not await kept.overlap(partner_id, key_id, overlap):
                    raise KeyIsOver
                return await _issue(session, partner_id, old.limits, old.expires_at)

        return await retried(unit)

    async def revoke(self, caller: Caller, on: Executor, partner_id: str, key_id: str) -> None:
        """At once and for good. Raises `KeyNotFound`."""
        repository = KeyRepository(on)
        if not await repository.revoke(partner_id, key_id):
            await repository.get(partner_id, key_id)

    async def revoke_by_prefix(self, caller: Caller, on: Executor, key_id: str) -> bool:
        """Whichever partner's it is; False where there is no such key."""
        return await KeyRepository(on).revoke(None, key_id)

    async def find(self, caller: Caller, on: Executor, prefix: str) -> KeptKey | None:
        return await KeyRepository(on).find(prefix)

    async def live(self, caller: Caller, on: Executor, ids: Collection[str]) -> set[str]:
        """Those of these keys that are still taken."""
        return await KeyRepository(on).live(ids)

    async def use(self, caller: Caller, on: Executor, key_id: str, at: datetime) -> None:
        """Note when a key was used last."""
        await KeyRepository(on).use(key_id, at)


def _limits(wanted: KeyCreate) -> Limits:
    limited = wanted.brand_ids is not None or wanted.location_ids is not None
    if limited and Scope.ADMIN in wanted.scopes:
        raise LimitedAdmin
    return Limits(
        sorted(set(wanted.scopes)),
        wanted.brand_ids,
        wanted.location_ids,
        wanted.stations,
        wanted.rate_limit,
    )


async def _issue(
    on: Executor, partner_id: str, limits: Limits, expires_at: datetime | None
) -> IssuedKey:
    repository = KeyRepository(on)
    key = keys.make()
    while not await repository.add(partner_id, key, limits, expires_at):
        key = keys.make()
    return IssuedKey(key.text, await repository.get(partner_id, key.prefix))
