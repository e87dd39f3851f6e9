"""Rows of an export as a Parquet file, which is written while it is sent."""

import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, get_args
from uuid import UUID

import pyarrow as pa
from pyarrow import parquet
from pydantic_core import to_json

from huuva_backend.analytics.export import Export, Row, names
from huuva_backend.analytics.export_schemas import ROWS

GROUP_ROWS: Final = 2_000
"""How many rows are kept until they are written as one group: so few that nobody waits 3 ms for it."""

_TYPES: Final = {
    bool: pa.bool_(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("us", tz="UTC"),
}
"""What isn't here is text; lists are JSON, as in CSV."""


def schema(export: Export) -> pa.Schema:
    """As the rows are described. Every column may be null, so that a later release may leave one out."""
    described = {field.serialization_alias: field for field in ROWS[export].model_fields.values()}
    return pa.schema([(name, _type(described[name].annotation)) for name in names(export)])


def _type(annotation: Any) -> pa.DataType:
    kinds = [kind for kind in get_args(annotation) if kind is not type(None)] or [annotation]
    return _TYPES.get(kinds[0], pa.string())


class _Sink(io.RawIOBase):
    """What was written since it was last taken."""

    def __init__(self) -> None:
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, part: Any) -> int:
        self._written += part
        return len(part)

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class ParquetWriter:
    def __init__(self, export: Export) -> None:
        self._schema = schema(export)
        self._sink = _Sink()
        self._file = parquet.ParquetWriter(self._sink, self._schema, compression="zstd")
        self._batches: list[pa.RecordBatch] = []
        self._kept = 0

    def head(self) -> bytes:
        return self._sink.take()

    def rows(self, rows: Iterable[Row]) -> bytes:
        columns = zip(*rows, strict=True)
        arrays = [
            pa.array([_value(value) for value in column], field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        batch = pa.record_batch(arrays, schema=self._schema)
        self._batches.append(batch)
        self._kept += batch.num_rows
        if self._kept >= GROUP_ROWS:
            self._write_group()
        return self._sink.take()

    def end(self) -> bytes:
        self._write_group()
        self._file.close()
        return self._sink.take()

    def _write_group(self) -> None:
        if self._batches:
            self._file.write_table(pa.Table.from_batches(self._batches))
        self._batches.clear()
        self._kept = 0


def _value(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return to_json(value).decode()
    return value
