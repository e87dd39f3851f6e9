"""Answers as analysts' spreadsheets read them: RFC 4180."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from huuva_backend.analytics.schemas import FigureRead

# What a spreadsheet takes for the beginning of a formula; the last four are full-width = + - @.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(
    kind: type[FigureRead], items: Iterable[Any], compared: Iterable[Any] | None = None
) -> str:
    """A line per item and one of names before them; null is an empty cell.

    Where there are items of another period too, the first column says whether a line is one of these.
    """
    text = StringIO()
    writer = csv.writer(text)
    names = [field.serialization_alias for field in kind.model_fields.values()]
    if compared is None:
        writer.writerow(names)
        writer.writerows(_cells(kind, items))
    else:
        writer.writerow(["compared", *names])
        writer.writerows(["false", *cells] for cells in _cells(kind, items))
        writer.writerows(["true", *cells] for cells in _cells(kind, compared))
    return text.getvalue()


def _cells(kind: type[FigureRead], items: Iterable[Any]) -> Iterator[list[Any]]:
    for item in items:
        values = kind.model_validate(item).model_dump(mode="json").values()
        yield [harmless(value) for value in values]


def harmless(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
