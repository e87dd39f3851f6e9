"""Who else keeps what told of orders: the one list. Each is told the ids of orders whose customer is erased."""

from collections.abc import Collection, Mapping
from typing import Final, Protocol

from huuva_backend.partners.caller import Caller
from huuva_backend.partners.idempotency_service import IdempotencyService
from huuva_backend.platform.db.database import Executor
from huuva_backend.webhooks.delivery_service import DeliveryService


class Forget(Protocol):
    async def __call__(self, caller: Caller, on: Executor, about: Collection[str], /) -> int:
        """Empties every copy in which one of these ids stands; how many."""


COPIES: Final[Mapping[str, Forget]] = {
    "answers to POSTs": IdempotencyService().forget,
    "answers to webhooks": DeliveryService().forget,
}
"""Whoever keeps bodies of requests or answers adds itself here."""
