"""Who asks for a change of an order."""

from collections.abc import Collection
from dataclasses import dataclass

from huuva_backend.orders.errors import StaleVersion
from huuva_backend.orders.history import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`expected` are the versions that they may have seen, None for any; `location_id` None where they don't know it."""

    actor: Actor
    reason: str | None = None
    expected: Collection[int] | None = None
    location_id: str | None = None


def check_version(version: int, expected: Collection[int] | None) -> None:
    """Raises `StaleVersion` where they can't have seen this version."""
    if expected is not None and version not in expected:
        raise StaleVersion(version)
