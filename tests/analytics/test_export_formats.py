"""Rows as lines: the same columns in each format, and nothing that a spreadsheet computes."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from uuid import UUID

import pytest

from huuva_backend.analytics.export import TOLD_VALUES, Export, changes, names
from huuva_backend.analytics.export_formats import CSV, NDJSON, ExportFormat
from huuva_backend.analytics.export_schemas import ROWS
from huuva_backend.customers import personal


def written(as_format: ExportFormat, *rows: Any) -> bytes:
    writer = as_format.begin(Export.ORDERS)
    return writer.head() + writer.rows(rows) + writer.end()


def read(table: bytes) -> list[list[str]]:
    return [*csv.reader(StringIO(table.decode(), newline=""))]


@pytest.mark.parametrize("export", Export)
def test_each_column_is_described(export: Export) -> None:
    described = ROWS[export].model_fields.values()

    assert {field.serialization_alias for field in described} == set(names(export))
    assert len(described) == len(names(export))


VALUES: list[tuple[Any, Any, str]] = [
    (None, None, ""),
    (True, True, "true"),
    (False, False, "false"),
    (-7, -7, "-7"),
    (612.5, 612.5, "612.5"),
    (datetime(2026, 1, 31, 18, 2, 11, 40, UTC), "2026-01-31T18:02:11.000040Z", ""),
    (UUID(int=7), "00000000-0000-0000-0000-000000000007", ""),
    ([{"line": None}], [{"line": None}], '[{"line":null}]'),
    ('Café "9", Oulu', 'Café "9", Oulu', ""),
    ("two\nlines", "two\nlines", ""),
    ("=1+1", "=1+1", "'=1+1"),
    ("+358 40", "+358 40", "'+358 40"),
    ("-1", "-1", "'-1"),
    ("@SUM(A1)", "@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "\t=1", "'\t=1"),
    ("\uff1d1", "\uff1d1", "'\uff1d1"),
]


@pytest.mark.parametrize(("value", "document", "cell"), VALUES)
def test_a_value_is_written_as_the_api_writes_it_and_computes_nothing(
    value: Any, document: Any, cell: str
) -> None:
    columns = names(Export.ORDERS)
    rows = [[number, *[value] * (len(columns) - 1)] for number in (1, 2)]

    documents = [json.loads(line) for line in written(NDJSON, *rows).decode().splitlines()]
    table = read(written(CSV, *rows))

    assert [[*each.values()] for each in documents] == [
        [number, *[document] * (len(columns) - 1)] for number in (1, 2)
    ]
    assert [*documents[0]] == columns
    told = cell or ("" if document is None else str(document))
    assert table == [columns, *([str(number), *[told] * (len(columns) - 1)] for number in (1, 2))]


def test_no_rows_are_no_lines() -> None:
    assert written(NDJSON) == b""
    assert read(written(CSV)) == [names(Export.ORDERS)]


def test_an_amendment_tells_values_that_no_text_can_be_in() -> None:
    stored = '[[1,"quantity",2,3],[2,"note","for Ann","for Bob"],[null,"customer",null,null]]'

    assert changes(stored) == [
        {"line": 1, "field": "quantity", "before": 2, "after": 3},
        {"line": 2, "field": "note", "before": None, "after": None},
        {"line": None, "field": "customer", "before": None, "after": None},
    ]


def test_they_are_those_that_are_left_where_a_customer_is_erased() -> None:
    assert TOLD_VALUES == personal.TOLD_VALUES
