"""Delivery platforms that call us themselves: without a key of ours, but signed. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple
from uuid import UUID

from huuva_backend.partners.caller import Caller, Scope

SCOPES: Final = frozenset({Scope.ORDERS_WRITE})
"""What a platform may do that signs: send orders."""


@dataclass(frozen=True, slots=True)
class Integration:
    """A dialect in which a partner's orders come, at which brands and locations alone where not None.

    `sealed` is the secret that signs, encrypted; until `overlaps_until` the one before is taken too.
    """

    id: UUID
    partner_id: str
    kind: str
    dialect: str
    brand_ids: Sequence[str] | None
    location_ids: Sequence[str] | None
    sealed: bytes
    sealed_before: bytes | None
    overlaps_until: datetime | None
    created_at: datetime
    revoked_at: datetime | None

    def sealed_at(self, now: datetime) -> list[bytes]:
        """The secrets that are taken, the newest first; none once it is revoked."""
        if self.revoked_at is not None:
            return []
        before, until = self.sealed_before, self.overlaps_until
        if before is None or until is None or until <= now:
            return [self.sealed]
        return [self.sealed, before]

    @property
    def caller(self) -> Caller:
        brands, locations = self.brand_ids, self.location_ids
        return Caller(
            self.kind,
            self.partner_id,
            SCOPES,
            brands=None if brands is None else frozenset(brands),
            locations=None if locations is None else frozenset(locations),
            key=str(self.id),
        )


@dataclass(frozen=True, slots=True)
class Integrations:
    items: Sequence[Integration]


class Signer(NamedTuple):
    """Who calls if one of the secrets signed."""

    caller: Caller
    secrets: Sequence[str]
