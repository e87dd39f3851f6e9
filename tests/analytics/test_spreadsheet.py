from datetime import UTC, datetime

import pytest

from huuva_backend.analytics.grouped_schemas import StatusDurationRead
from huuva_backend.analytics.measures import CustomerOrders, StatusDuration
from huuva_backend.analytics.schemas import CustomerOrdersRead
from huuva_backend.analytics.spreadsheet import to_csv

DAY = datetime(2026, 1, 31, tzinfo=UTC)


def test_nothing_is_the_names_alone() -> None:
    assert to_csv(CustomerOrdersRead, []) == "account,orders,firstOrderAt,lastOrderAt\r\n"


def test_null_is_an_empty_cell() -> None:
    lines = to_csv(StatusDurationRead, [StatusDuration(None, "READY")]).split("\r\n")
    assert lines[1] == ",,READY,0,,,,,"


@pytest.mark.parametrize(
    ("account", "cell"),
    [
        ('a,"b"', '"a,""b"""'),
        ("=1+1", "'=1+1"),
        ("+358", "'+358"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0b358", "'\uff0b358"),
        ("\uff0d1", "'\uff0d1"),
        ("\uff20SUM(A1)", "'\uff20SUM(A1)"),
        ("ä😀", "ä😀"),
    ],
)
def test_text_is_quoted_where_needed_and_never_a_formula(account: str, cell: str) -> None:
    lines = to_csv(CustomerOrdersRead, [CustomerOrders(account, 1, DAY, DAY)]).split("\r\n")
    assert lines[1] == f"{cell},1,2026-01-31T00:00:00Z,2026-01-31T00:00:00Z"
