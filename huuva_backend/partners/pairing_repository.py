"""Where screens wait to be paired."""

from asyncpg import Record

from huuva_backend.partners import keys, mapping
from huuva_backend.partners.errors import NobodyWaits
from huuva_backend.partners.keys import NewKey
from huuva_backend.partners.pairing import LIFE, MOST_OPEN, OpenPairing
from huuva_backend.partners.pairing_writes import DISPLAYS, FIND, OPEN, TAKE
from huuva_backend.partners.partner import KeptKey
from huuva_backend.platform.db.database import Executor


class PairingRepository:
    def __init__(self, on: Executor) -> None:
        self._on = on

    async def open(self, code: str, key: NewKey) -> OpenPairing | None:
        """None where too many wait already."""
        values = {"code": code, "key_id": key.prefix, "digest": key.digest}
        row = await self._on.fetchrow(OPEN, values | {"life": LIFE, "most": MOST_OPEN})
        return None if row is None else _pairing(row)

    async def find(self, text: str) -> OpenPairing | None:
        """That of the screen that has this key."""
        key_id = keys.prefix_of(text)
        row = key_id and await self._on.fetchrow(FIND, {"key_id": key_id})
        return _pairing(row) if row and keys.is_of(text, row["digest"]) else None

    async def take(self, code: str) -> tuple[str, bytes]:
        """The id and the digest of the key that is to be taken from now on. Raises `NobodyWaits`."""
        row = await self._on.fetchrow(TAKE, {"code": code})
        if row is None:
            raise NobodyWaits
        return row["key_id"], row["digest"]

    async def displays(self) -> list[KeptKey]:
        """The keys that are live."""
        return [mapping.kept(row) for row in await self._on.fetch(DISPLAYS, {})]


def _pairing(row: Record) -> OpenPairing:
    return OpenPairing(row["code"], row["seconds"])
