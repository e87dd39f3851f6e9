"""What a ticket shows of a line: the columns, derived from the dataclass."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from huuva_backend.kitchen.lines import MadeLine, TicketItem, TicketModifier
from huuva_backend.orders.kept import ITEM_STATUSES, QUANTITY, UNIT, more_of_modifier
from huuva_backend.platform.db.rows import Kept, Rows


def _modifiers(rows: Iterable[Sequence[Any]]) -> list[TicketModifier]:
    """They have a price, which is nothing to a kitchen."""
    return [_modifier(row) for row in rows]


def _modifier(row: Sequence[Any]) -> TicketModifier:
    action, portion, note, inner = more_of_modifier(row)
    plu, name, quantity = row[:3]
    return TicketModifier(plu, name, quantity, action, portion, note, _modifiers(inner))


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


TICKET_ITEM: Final = Rows(
    TicketItem,
    {
        "quantity": QUANTITY,
        "unit": UNIT,
        "allergens": Kept(("allergens",), lambda names: names or []),
        "modifiers": Kept(("modifiers",), _modifiers),
        "flags": Kept(("flags",), lambda flags: flags or []),
        "fired_at": Kept(("fired_at",), _time),
        "amended_at": Kept(("amended_at",), _time),
        "status": Kept(("status",), ITEM_STATUSES.__getitem__),
    },
    without={"bundle_name"},
)
"""From JSON, as lines are many."""

WHEREABOUTS: Final = Rows(MadeLine, {"status": Kept(("status",), ITEM_STATUSES.__getitem__)})
"""The same, of a line of whatever station."""
