"""A code is confirmed once, however many confirm it at the same time."""

import asyncio
from contextlib import aclosing

from huuva_backend.partners.caller import TRUSTED
from huuva_backend.partners.errors import NobodyWaits
from huuva_backend.partners.pairing_schemas import PairingConfirm
from huuva_backend.partners.pairing_service import PairingService
from huuva_backend.partners.partner import KeptKey
from huuva_backend.platform.db.database import Database


async def test_of_many_who_confirm_a_code_one_does(own_database: str) -> None:
    service = PairingService()
    opened = Database.open(own_database, size=4, name="tests", statement_seconds=5, by_key=True)
    async with aclosing(await opened) as database:
        shown, _ = await service.open(TRUSTED, database, None)
        screens = [PairingConfirm(name=f"screen-{n}", location_ids=["kamppi"]) for n in range(8)]
        answers = await asyncio.gather(
            *(service.confirm(TRUSTED, database, shown.code, screen) for screen in screens),
            return_exceptions=True,
        )
        (kept,) = (await service.displays(TRUSTED, database)).items
    assert [answer for answer in answers if isinstance(answer, KeptKey)] == [kept]
    assert sum(isinstance(answer, NobodyWaits) for answer in answers) == 7
