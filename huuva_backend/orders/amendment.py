"""A change of what was ordered, as its row tells it: plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from huuva_backend.orders.history import Actor


@dataclass(slots=True)
class FieldChange:
    """A field of the order, or of the line, before and after, as an answer has it.

    Of what may tell of a person only the name: both are None.
    """

    line: int | None
    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class Amendment:
    """One act on an order that was placed: never changed afterwards."""

    seq: int
    version: int
    recorded_at: datetime
    actor: Actor
    reason: str | None
    changes: Sequence[FieldChange]
