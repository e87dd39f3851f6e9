"""Exports as Parquet: the rows of the others, with types, a group of rows at a time."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow as pa
import pytest
from pyarrow import parquet

from huuva_backend.analytics.export import Export, names
from huuva_backend.analytics.export_formats import PARQUET
from huuva_backend.analytics.export_parquet import GROUP_ROWS, schema
from tests.analytics.analyst import Analyst
from tests.analytics.exporting import EXPORTS, amend, ask, rows
from tests.conftest import ROOT

(EXAMPLE,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/analytics.md").read_text(), re.DOTALL)
ID = UUID(int=7)
AT = datetime(2026, 1, 31, 18, 2, 11, 40, UTC)
AMENDMENT = [
    *("kamppi", ID, 1, "bakery", "wolt", None, 2, AT, "partner"),
    *([{"line": 1, "field": "quantity", "before": 2, "after": 3}], "cursor"),
]


def written(pages: Sequence[Sequence[Any]]) -> pa.Table:
    writer = PARQUET.begin(Export.AMENDMENTS)
    parts = [writer.head(), *(writer.rows(page) for page in pages), writer.end()]
    return parquet.ParquetFile(io.BytesIO(b"".join(parts)))


def test_values_keep_their_types() -> None:
    file = written([[AMENDMENT]])

    assert file.schema_arrow == schema(Export.AMENDMENTS)
    (row,) = file.read().to_pylist()
    assert [*row] == names(Export.AMENDMENTS)
    assert [*row.values()] == [
        *("kamppi", str(ID), 1, "bakery", "wolt", None, 2, AT, "partner"),
        *('[{"line":1,"field":"quantity","before":2,"after":3}]', "cursor"),
    ]


@pytest.mark.parametrize("export", Export)
def test_a_file_without_rows_tells_its_columns(export: Export) -> None:
    writer = PARQUET.begin(export)
    file = parquet.ParquetFile(io.BytesIO(writer.head() + writer.end()))

    assert file.schema_arrow.names == names(export)
    assert file.metadata.num_rows == 0


def test_rows_are_sent_a_group_at_a_time() -> None:
    writer = PARQUET.begin(Export.AMENDMENTS)
    page = [AMENDMENT] * (GROUP_ROWS // 4)
    assert writer.head() == b"PAR1"

    sizes = [len(writer.rows(page)) for _ in range(9)]

    assert [bool(size) for size in sizes] == [False, False, False, True] * 2 + [False]
    file = written([page] * 9)
    groups = [file.metadata.row_group(place).num_rows for place in range(3)]
    assert groups == [GROUP_ROWS, GROUP_ROWS, GROUP_ROWS // 4]


@pytest.mark.parametrize("export", EXPORTS)
async def test_it_has_the_rows_of_the_other_formats(analyst: Analyst, export: str) -> None:
    await amend(analyst, [await analyst.order() for _ in range(3)])

    answer = await ask(analyst, export, PARQUET.media_type)
    told = await rows(analyst, export)

    assert answer.headers["content-type"] == PARQUET.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{export}.parquet"'
    table = parquet.read_table(io.BytesIO(answer.content))
    assert table.num_rows == len(told) > 0
    assert table.column_names == [*told[0]]
    for name in ("locationId", "orderId", "cursor"):
        assert table.column(name).to_pylist() == [row[name] for row in told]


async def test_the_example_reads_what_was_exported(
    analyst: Analyst, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ready in ("12:05:00", "12:07:30", "12:30:00"):
        await analyst.order("RECEIVED 12:00:00", f"READY {ready}", "PICKED_UP 12:40:00")
    answer = await ask(analyst, "order-history", PARQUET.media_type)
    (tmp_path / "order-history.parquet").write_bytes(answer.content)
    monkeypatch.chdir(tmp_path)

    names: dict[str, Any] = {}
    exec(EXAMPLE, names)

    seconds = defaultdict(list)
    for row in await rows(analyst, "order-history"):
        if row["fromStatus"] and not row["recall"] and not row["begunBeforeRecorded"]:
            seconds[row["fromStatus"]].append(row["previousSeconds"])
    assert [stay[:3] for stay in names["stays"]] == [
        (status, len(each), pytest.approx(sum(each) / len(each)))
        for status, each in sorted(seconds.items())
    ]
