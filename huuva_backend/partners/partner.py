"""Who may call, and the keys that they call with. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from huuva_backend.partners.caller import Caller, Scope
from huuva_backend.platform.rate import rate_of


class PartnerKind(StrEnum):
    """What sort of caller it is: history tells of an operator or an analyst as a user."""

    PARTNER = "partner"
    DISPLAY = "display"
    ANALYST = "analyst"
    OPERATOR = "operator"


class KeyState(StrEnum):
    LIVE = "live"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KnownPartner:
    id: str
    name: str
    kind: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class KnownPartners:
    items: Sequence[KnownPartner]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Limits:
    """What a key may do and, where not None, at which brands and locations alone, and how often; the stations of a
    display.
    """

    scopes: Sequence[str]
    brand_ids: Sequence[str] | None = None
    location_ids: Sequence[str] | None = None
    stations: Sequence[str] | None = None
    rate_limit: str | None = None


@dataclass(frozen=True, slots=True)
class KeptKey:
    """All that is kept of a key, which is neither the key nor its secret."""

    id: str
    partner_id: str
    kind: str
    digest: bytes
    scopes: Sequence[str]
    brand_ids: Sequence[str] | None
    location_ids: Sequence[str] | None
    stations: Sequence[str] | None
    rate_limit: str | None
    created_at: datetime
    expires_at: datetime | None
    overlaps_until: datetime | None
    revoked_at: datetime | None
    last_used_at: datetime | None
    state: str

    @property
    def taken_until(self) -> datetime | None:
        """Its own end, or that of its overlap with the key that took its place."""
        ends = [end for end in (self.expires_at, self.overlaps_until) if end is not None]
        return min(ends, default=None)

    @property
    def limits(self) -> Limits:
        return Limits(
            self.scopes, self.brand_ids, self.location_ids, self.stations, self.rate_limit
        )

    @property
    def caller(self) -> Caller:
        # A scope that a later release gave, and this one doesn't know, allows nothing here.
        known = frozenset(Scope(scope) for scope in self.scopes if scope in set(Scope))
        brands, locations = self.brand_ids, self.location_ids
        return Caller(
            self.kind,
            self.partner_id,
            known,
            brands=None if brands is None else frozenset(brands),
            locations=None if locations is None else frozenset(locations),
            key=self.id,
            rate=None if self.rate_limit is None else rate_of(self.rate_limit),
        )


@dataclass(frozen=True, slots=True)
class KeptKeys:
    items: Sequence[KeptKey]


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A key as it is shown, once; what is kept of it beside it."""

    key: str
    kept: KeptKey
