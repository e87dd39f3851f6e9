"""What a row of an export tells, and what none does."""

import csv
from io import StringIO

from huuva_backend.analytics.export import Export, names
from tests.analytics.analyst import Analyst
from tests.analytics.exporting import EXPORTS, amend, ask, rows
from tests.factories import item
from tests.orders.kitchen import Json, Kitchen


async def test_a_row_of_history_tells_what_a_measure_reads(analyst: Analyst) -> None:
    placed = await analyst.order("RECEIVED 12:00:00", "PREPARING 12:10:00", channel="wolt")

    _, row = await rows(analyst, "order-history")

    entry = placed["statusHistory"][1]
    shared: tuple[str, ...] = (
        "timestamp",
        "reportedAt",
        "recordedAt",
        "version",
        "late",
        "previousSeconds",
    )
    shared += ("heldSeconds", "begunBeforeRecorded", "recall", "cause", "fromStatus", "status")
    assert {name: row[name] for name in shared} == {name: entry[name] for name in shared}
    assert (row["orderId"], row["seq"], row["channel"]) == (placed["id"], 2, "wolt")
    assert row["actorKind"] == entry["actor"]["kind"]


async def test_an_order_is_as_it_stands(analyst: Analyst) -> None:
    burger = item("BURGER", unitPrice={"amount": 1190, "currency": "EUR"}, quantity=2)
    placed = await analyst.order(account="60bfc6dc", covers=2, items=[burger])
    await amend(analyst, [placed])
    answer = await analyst.api.get(f"/api/orders/{placed['id']}")
    order = answer.json()

    (row,) = await rows(analyst, "orders")

    told = {name: order[name] for name in names(Export.ORDERS) if name in order}
    told |= {"amendments": 2}
    assert {name: row[name] for name in told} == told
    assert (row["orderId"], row["account"]) == (order["id"], "60bfc6dc")
    assert (row["placedTotal"], row["currency"]) == (2380, "EUR")


async def test_nothing_tells_of_the_customer(analyst: Analyst) -> None:
    kitchen = Kitchen(analyst.api)
    secret = {"name": "Zaphod", "phoneNumber": "+358401234567"}
    order = await kitchen.place(
        customer=secret,
        note="Zaphod's bell",
        deliveryAddress={"street": "Zaphodinkatu 1", "city": "Oulu", "postalCode": "90100"},
        channelOrderDisplayId="Zaphod",
        metadata={"guest": "Zaphod"},
    )
    path = f"/api/orders/{order['id']}"
    await analyst.api.patch(path, json={"note": "Zaphod left", "reason": "Zaphod called"})
    cancelled = {"status": "CANCELLED", "reason": "Zaphod called"}
    assert (await analyst.api.patch(f"{path}/status", json=cancelled)).status_code == 200

    for export in EXPORTS:
        answer = await ask(analyst, export)
        assert answer.text.count("\n") >= 1
        assert "Zaphod" not in answer.text
        assert "401234567" not in answer.text


async def test_a_spreadsheet_takes_no_cell_for_a_formula(analyst: Analyst) -> None:
    await analyst.order(channelOrderId="=cmd|' /C calc'!A0", account="@SUM(A1)")

    answer = await ask(analyst, "orders", "text/csv")

    header, row = csv.reader(StringIO(answer.text, newline=""))
    cells = dict(zip(header, row, strict=True))
    assert header == names(Export.ORDERS)
    assert (cells["channelOrderId"], cells["account"]) == ("'=cmd|' /C calc'!A0", "'@SUM(A1)")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="orders.csv"'


async def test_csv_has_the_rows_of_ndjson(analyst: Analyst, busy: list[Json]) -> None:
    found = await rows(analyst, "item-history")
    answer = await ask(analyst, "item-history", "text/csv")

    header, *table = csv.reader(StringIO(answer.text, newline=""))
    assert [row[header.index("cursor")] for row in table] == [row["cursor"] for row in found]
    rest = await ask(analyst, "item-history", "text/csv", cursor=table[3][-1])
    assert [*csv.reader(StringIO(rest.text, newline=""))] == [header, *table[4:]]
