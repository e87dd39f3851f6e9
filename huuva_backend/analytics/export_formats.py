"""Rows of an export as lines of a format. Pure."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from io import StringIO
from typing import Any, Final, NamedTuple

from pydantic_core import to_json

from huuva_backend.analytics.export import Row
from huuva_backend.analytics.spreadsheet import harmless


class LineFormat(NamedTuple):
    """`head` is what comes before all lines of a request, `lines` writes rows of these columns."""

    media_type: str
    extension: str
    head: Callable[[Sequence[str]], bytes]
    lines: Callable[[Sequence[str], Iterable[Row]], bytes]


def _documents(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    return b"".join(to_json(dict(zip(columns, row, strict=True))) + b"\n" for row in rows)


def _table(_: Sequence[str], rows: Iterable[Row]) -> bytes:
    text = StringIO()
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    """As the API writes it in JSON; null is an empty cell."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return to_json(value)[1:-1].decode()
    if isinstance(value, bool | list):
        return to_json(value).decode()
    return value


NDJSON: Final = LineFormat("application/x-ndjson", "ndjson", lambda _: b"", _documents)
CSV: Final = LineFormat("text/csv", "csv", lambda columns: _table(columns, [columns]), _table)
FORMATS: Final[Mapping[str, LineFormat]] = {each.media_type: each for each in (NDJSON, CSV)}
"""By media type; the first is for who likes them all."""
