"""A row of each export, as the API document shows it: made by what writes the rows."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from huuva_backend.analytics.export import Export, Row
from huuva_backend.analytics.export_formats import CSV, NDJSON, Writer

_ID: Final = UUID("019c1527-5b50-7d0c-a3a1-6d2f0a8f5b11")
_CREATED: Final = datetime(2026, 1, 31, 18, 2, 11, tzinfo=UTC)
_READY: Final = datetime(2026, 1, 31, 18, 14, 40, 250_000, tzinfo=UTC)
_PICKUP: Final = datetime(2026, 1, 31, 18, 20, tzinfo=UTC)
_CURSOR: Final = "WyJrYW1wcGkiXQ"
_CHANGE: Final = [
    *("bakery", "wolt", "DELIVERY", 3, "PREPARING", "READY", _READY, _READY, _READY),
    *(False, 612.5, 0.0, False, False, "request", "display"),
]
_ROWS: Final[dict[Export, list[Any]]] = {
    Export.ORDER_HISTORY: ["kamppi", _ID, 3, *_CHANGE, _CURSOR],
    Export.ITEM_HISTORY: [
        *("kamppi", _ID, 1, 3, *_CHANGE),
        *("PIZZA", "Pizza", "oven", False, _CURSOR),
    ],
    Export.ORDERS: [
        *("kamppi", _ID, "bakery", "wolt", "W-4711", "7f2b", "60bfc6dc4887c9851d5a0246"),
        *("DELIVERY", 2, _CREATED, _CREATED, _READY, _PICKUP, _PICKUP, "READY", _READY, 3, 0),
        *("EUR", 2380, "PAID", 2380, _CURSOR),
    ],
    Export.AMENDMENTS: [
        *("kamppi", _ID, 1, "bakery", "wolt", "DELIVERY", 2, _CREATED, "partner"),
        [{"line": 1, "field": "quantity", "before": 2, "after": 3}],
        _CURSOR,
    ],
}


def _table(writer: Writer, row: Row) -> bytes:
    return writer.head() + writer.rows([row])


EXAMPLES: Final = {
    export: (
        NDJSON.begin(export).rows([row]).decode(),
        _table(CSV.begin(export), row).decode(),
    )
    for export, row in _ROWS.items()
}
"""As NDJSON, and as CSV."""
