"""Who makes a request, and what they may do."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from huuva_backend.partners.errors import OutsideLimits
from huuva_backend.platform.rate import Rate

NOBODYS: Final = ""
"""A brand or location that there is none of: no name is empty."""


class Scope(StrEnum):
    """What a caller may do. Each route names the one that it needs."""

    ORDERS_WRITE = "orders:write"
    ORDERS_READ = "orders:read"
    KITCHEN_READ = "kitchen:read"
    KITCHEN_WRITE = "kitchen:write"
    MENU_READ = "menu:read"
    MENU_WRITE = "menu:write"
    ANALYTICS_READ = "analytics:read"
    EVENTS_READ = "events:read"
    WEBHOOKS_WRITE = "webhooks:write"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class Caller:
    """`brands` and `locations` are those that it is limited to; None: all.

    `key` is the prefix of the key that it came with, `rate` how often it may ask, where that isn't as often as all.
    """

    kind: str
    id: str | None
    scopes: frozenset[Scope]
    brands: frozenset[str] | None
    locations: frozenset[str] | None
    key: str | None = None
    rate: Rate | None = None

    def owns(self, brand_id: str | None, location_id: str | None) -> bool:
        """Whether all of it is within its limits: None is every brand, or every location."""
        return (self.brands is None or brand_id in self.brands) and (
            self.locations is None or location_id in self.locations
        )

    def must_own(self, brand_id: str | None, location_id: str | None) -> None:
        """Raises `OutsideLimits`; what can't be found anyway is rather looked for `at` and `of` nobody's."""
        if not self.owns(brand_id, location_id):
            raise OutsideLimits

    def must_own_everywhere(self) -> None:
        """Raises `OutsideLimits` for who is limited to locations: what is a brand's is the same at all of them."""
        if self.locations is not None:
            raise OutsideLimits

    def at(self, location_id: str) -> str:
        """The location as far as it is the caller's; another's is as one that nobody has heard of."""
        mine = self.locations is None or location_id in self.locations
        return location_id if mine else NOBODYS

    def somewhere(self, location_id: str | None) -> str | None:
        """As `at`, of what is the same everywhere but where a location says otherwise: another's says nothing."""
        return None if location_id is None else self.at(location_id) or None

    def narrowed(
        self, filters: Mapping[str, Any], by: Collection[str] = ("brand_id", "location_id")
    ) -> dict[str, Any]:
        """Filters by `brand_id` and `location_id`, such that they leave out what isn't the caller's.

        Where it has several, and none of them is asked for, they are `brands` or `locations`.
        """
        own = dict(filters)
        limits = (("brand_id", "brands", self.brands), ("location_id", "locations", self.locations))
        for one, several, limit in limits:
            if limit is None or one not in by:
                continue
            if one in filters:
                own[one] = filters[one] if filters[one] in limit else NOBODYS
            elif len(limit) == 1:
                (own[one],) = limit  # which an index serves, also by time
            else:
                own[several] = sorted(limit)
        return own

    def of(self, brand_id: str) -> str:
        """As `at`, the brand."""
        return brand_id if self.brands is None or brand_id in self.brands else NOBODYS


TRUSTED: Final = Caller("trusted", None, frozenset(Scope), brands=None, locations=None)
"""Everybody, where nobody is asked for a key."""


def system(name: str) -> Caller:
    """The application itself, in the loop or command of this name."""
    return Caller("system", name, frozenset(Scope), brands=None, locations=None)
