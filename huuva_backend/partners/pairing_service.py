"""Screens are paired: one asks for a code, an operator confirms it."""

from huuva_backend.partners import keys
from huuva_backend.partners.caller import Caller
from huuva_backend.partners.errors import NobodyWaits, PartnerExists, TooManyWait
from huuva_backend.partners.keys import NewKey
from huuva_backend.partners.pairing import (
    DISPLAY_SCOPES,
    Displays,
    OpenPairing,
    make_code,
    read_code,
)
from huuva_backend.partners.pairing_repository import PairingRepository
from huuva_backend.partners.pairing_schemas import PairingConfirm
from huuva_backend.partners.partner import KeptKey, Limits, PartnerKind
from huuva_backend.partners.repository import KeyRepository, PartnerRepository
from huuva_backend.platform.db.database import Executor, retried


class PairingService:
    async def open(self, caller: Caller, on: Executor, key: str | None) -> tuple[OpenPairing, str]:
        """Of a screen that has this key, or none: what it shows, and the key that it has from now on.

        Raises `TooManyWait`.
        """
        repository = PairingRepository(on)
        if key is not None and (waiting := await repository.find(key)) is not None:
            return waiting, key
        new = keys.make()
        opened = await repository.open(make_code(), new)
        if opened is None:
            raise TooManyWait
        return opened, new.text

    async def confirm(
        self, caller: Caller, on: Executor, code: str, screen: PairingConfirm
    ) -> KeptKey:
        """From now on the screen's key is taken. Raises `NobodyWaits`, `PartnerExists` where that is no display."""
        read = read_code(code)
        if read is None:
            raise NobodyWaits
        limits = Limits(DISPLAY_SCOPES, screen.brand_ids, screen.location_ids, screen.stations)

        async def unit() -> KeptKey:
            async with on.transaction() as session:
                key_id, digest = await PairingRepository(session).take(read)
                await _add_display(session, screen.name)
                kept, key = KeyRepository(session), NewKey("", key_id, digest)
                if not await kept.add(screen.name, key, limits, None):
                    raise NobodyWaits  # another key has this id since: the screen asks anew
                return await kept.get(screen.name, key_id)

        return await retried(unit)

    async def displays(self, caller: Caller, on: Executor) -> Displays:
        """By name."""
        return Displays(await PairingRepository(on).displays())


async def _add_display(on: Executor, name: str) -> None:
    partners = PartnerRepository(on)
    if await partners.add(name, name, PartnerKind.DISPLAY) is None:
        known = await partners.get(name)
        if known.kind != PartnerKind.DISPLAY:
            raise PartnerExists
