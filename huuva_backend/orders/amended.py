"""An order that was changed beside a plain move, and what is written of that. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from huuva_backend.orders.events import Telling
from huuva_backend.orders.history import Revision
from huuva_backend.orders.item import Item
from huuva_backend.orders.order import Order
from huuva_backend.orders.release import Release
from huuva_backend.platform.quantity import Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """`order` as it stands now. `changed` are those of its lines that were there and stand otherwise, `added` are new.

    Where `is_amendment`, the newest of its amendments is new too: else a line was split, which changes nothing of what
    was ordered. `taken` is how much more of what is left of products it takes, by PLU; less than nothing is given back.
    `retried_until` is None where its natural key lives as long as before; `digest` is that of the message it was told by.
    """

    order: Order
    revision: Revision
    release: Release
    event: Telling
    is_amendment: bool
    added: Sequence[Item]
    changed: Sequence[Item]
    taken: Mapping[str, Quantity]
    retried_until: datetime | None = None
    digest: str | None = None
