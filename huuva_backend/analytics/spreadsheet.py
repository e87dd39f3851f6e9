"""Answers as analysts' spreadsheets read them: RFC 4180."""

import csv
from collections.abc import Iterable
from io import StringIO
from typing import Any

from huuva_backend.analytics.schemas import FigureRead

# What a spreadsheet takes for the beginning of a formula; the last four are full-width = + - @.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(kind: type[FigureRead], items: Iterable[Any]) -> str:
    """A line per item and one of names before them; null is an empty cell."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(field.serialization_alias for field in kind.model_fields.values())
    for item in items:
        cells = kind.model_validate(item).model_dump(mode="json")
        writer.writerow(harmless(cell) for cell in cells.values())
    return text.getvalue()


def harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
