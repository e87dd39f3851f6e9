"""Rows of an export as they are sent, in the formats that it can be asked for."""

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from importlib.util import find_spec
from io import StringIO
from typing import Any, Final, NamedTuple, Protocol

from pydantic_core import to_json

from huuva_backend.analytics.export import Export, Row, names
from huuva_backend.analytics.spreadsheet import harmless


class Writer(Protocol):
    """Writes one export, from its head to its end."""

    def head(self) -> bytes: ...

    def rows(self, rows: Iterable[Row]) -> bytes:
        """What can be sent of these and of those before them; the rest is kept."""

    def end(self) -> bytes: ...


class ExportFormat(NamedTuple):
    media_type: str
    extension: str
    begin: Callable[[Export], Writer]


class _NdjsonWriter:
    def __init__(self, export: Export) -> None:
        self._columns = names(export)

    def head(self) -> bytes:
        return b""

    def rows(self, rows: Iterable[Row]) -> bytes:
        return b"".join(to_json(dict(zip(self._columns, row, strict=True))) + b"\n" for row in rows)

    def end(self) -> bytes:
        return b""


class _CsvWriter:
    def __init__(self, export: Export) -> None:
        self._columns = names(export)

    def head(self) -> bytes:
        return self.rows([self._columns])

    def rows(self, rows: Iterable[Row]) -> bytes:
        text = StringIO()
        csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
        return text.getvalue().encode()

    def end(self) -> bytes:
        return b""


def _cell(value: Any) -> Any:
    """As the API writes it in JSON; null is an empty cell."""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return to_json(value)[1:-1].decode()
    if isinstance(value, bool | list):
        return to_json(value).decode()
    return value


def _parquet_writer(export: Export) -> Writer:
    # Here, so that who asks for no Parquet doesn't load Arrow, which is large.
    from huuva_backend.analytics.export_parquet import ParquetWriter  # noqa: PLC0415

    return ParquetWriter(export)


NDJSON: Final = ExportFormat("application/x-ndjson", "ndjson", _NdjsonWriter)
CSV: Final = ExportFormat("text/csv", "csv", _CsvWriter)
PARQUET: Final = ExportFormat("application/vnd.apache.parquet", "parquet", _parquet_writer)
_INSTALLED: Final = (NDJSON, CSV, PARQUET) if find_spec("pyarrow") else (NDJSON, CSV)
FORMATS: Final[Mapping[str, ExportFormat]] = {each.media_type: each for each in _INSTALLED}
"""By media type; the first is for who likes them all. Parquet needs the group `parquet` to be installed."""
