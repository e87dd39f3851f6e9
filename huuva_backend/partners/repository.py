"""Where partners and what is kept of their keys are kept."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Final

from huuva_backend.partners import mapping, reads, writes
from huuva_backend.partners.errors import KeyNotFound, PartnerNotFound
from huuva_backend.partners.keys import NewKey
from huuva_backend.partners.partner import KeptKey, KnownPartner, Limits
from huuva_backend.platform.db.database import Executor

NOWHERE: Final = ""
"""A key is of no location."""


class PartnerRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def get(self, partner_id: str) -> KnownPartner:
        row = await self._database.fetchrow(reads.GET_PARTNER, {"id": partner_id})
        if row is None:
            raise PartnerNotFound
        return mapping.partner(row)

    async def page(self, after: str | None, limit: int) -> list[KnownPartner]:
        """By id."""
        rows = await self._database.fetch(reads.PARTNER_PAGE, {"after": after, "limit": limit})
        return [mapping.partner(row) for row in rows]

    async def add(self, partner_id: str, name: str, kind: str) -> KnownPartner | None:
        """None where there is one of this id."""
        values = {"id": partner_id, "name": name, "kind": kind}
        row = await self._database.fetchrow(writes.ADD_PARTNER, values)
        return None if row is None else mapping.partner(row)


class KeyRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def find(self, prefix: str) -> KeptKey | None:
        row = await self._database.share(reads.FIND, {"id": prefix}, NOWHERE)
        return None if row is None else mapping.kept(row)

    async def get(self, partner_id: str, key_id: str) -> KeptKey:
        row = await self._database.fetchrow(reads.GET, {"id": key_id, "partner_id": partner_id})
        if row is None:
            raise KeyNotFound
        return mapping.kept(row)

    async def of(self, partner_id: str) -> list[KeptKey]:
        """The newest first."""
        rows = await self._database.fetch(reads.OF, {"partner_id": partner_id})
        return [mapping.kept(row) for row in rows]

    async def all(self) -> list[KeptKey]:
        return [mapping.kept(row) for row in await self._database.fetch(reads.ALL, {})]

    async def live(self, ids: Collection[str]) -> set[str]:
        """Those of them that are still taken."""
        return {row["id"] for row in await self._database.fetch(reads.LIVE, {"ids": [*ids]})}

    async def add(
        self, partner_id: str, key: NewKey, limits: Limits, expires_at: datetime | None
    ) -> bool:
        """False where the prefix is another key's."""
        given = {"id": key.prefix, "partner_id": partner_id, "digest": key.digest}
        values = given | asdict(limits) | {"expires_at": expires_at}
        return await self._database.fetchrow(writes.ADD, values) is not None

    async def overlap(self, partner_id: str, key_id: str, overlap: timedelta) -> bool:
        """False where it is live no more."""
        values = {"id": key_id, "partner_id": partner_id, "overlap": overlap}
        return await self._database.fetchrow(writes.OVERLAP, values) is not None

    async def revoke(self, partner_id: str | None, key_id: str) -> bool:
        """Of whichever partner where that is None. False where there is no such key."""
        values = {"id": key_id, "partner_id": partner_id}
        statement = writes.REVOKE_BY_PREFIX if partner_id is None else writes.REVOKE
        return await self._database.fetchrow(statement, values) is not None

    async def use(self, key_id: str, at: datetime) -> None:
        await self._database.fetchrow(writes.USE, {"id": key_id, "used_at": at})
