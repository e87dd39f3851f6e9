"""Who makes a request, and what they may do."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


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

    `key` is the prefix of the key that it came with.
    """

    kind: str
    id: str | None
    scopes: frozenset[Scope]
    brands: frozenset[str] | None
    locations: frozenset[str] | None
    key: str | None = None


TRUSTED: Final = Caller("trusted", None, frozenset(Scope), brands=None, locations=None)
"""Everybody, where nobody is asked for a key."""


def system(name: str) -> Caller:
    """The application itself, in the loop or command of this name."""
    return Caller("system", name, frozenset(Scope), brands=None, locations=None)
