"""What was cancelled or recalled, why, by whom, how far it had come, and what that cost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded
from tests.analytics.conftest import EndOfDay
from tests.conftest import NothingWritten
from tests.factories import item
from tests.orders.bundles import euros, every, menu
from tests.orders.kitchen import Kitchen

NOW = datetime.now(UTC)
TODAY = {
    "from": (NOW - timedelta(hours=1)).isoformat(),
    "to": (NOW + timedelta(hours=1)).isoformat(),
}
COOK = {"X-Actor": "user:cook"}


@pytest.fixture
def kitchen(analyst: Analyst) -> Kitchen:
    return Kitchen(analyst.api)


async def read(analyst: Analyst, **query: Any) -> list[Json]:
    items = (await analyst.read("cancellations", **TODAY | query))["items"]
    assert isinstance(items, list)
    return items


def priced(plu: str, amount: int, **changes: Any) -> Json:
    return item(plu, unitPrice=euros(amount), **changes)


async def test_a_cancelled_order_with_what_it_comes_to_and_what_of_it_was_begun(
    analyst: Analyst, kitchen: Kitchen
) -> None:
    items = [priced("A", 1190, quantity=2), priced("B", 550)]
    order = await kitchen.place(items=items)
    await kitchen.move_item(order, "A", "PREPARING")
    await kitchen.move(order, "CANCELLED", headers=COOK, reason="Burnt")

    assert await read(analyst) == [
        {
            "group": None,
            "subgroup": None,
            "setback": "cancellation",
            "reason": "Burnt",
            "actorKind": "user",
            "stage": "PREPARING",
            "currency": "EUR",
            "count": 1,
            "amount": 2930,
            "wastedAmount": 2380,
        }
    ]


async def test_nothing_is_no_items(analyst: Analyst) -> None:
    measured = await analyst.read("cancellations")

    assert (measured["items"], measured["n"], measured["exact"]) == ([], 0, True)
    assert excluded(measured) == {"claim-not-counted": 0, "closed-by-day": 0}
    assert all(f"{cause} (" in measured["definition"] for cause in excluded(measured))


async def test_they_are_told_apart_by_reason_actor_stage_and_currency(
    analyst: Analyst, kitchen: Kitchen
) -> None:
    for reason in ("Burnt", "Gone", "Gone"):
        order = await kitchen.place(items=[priced("A", 100)])
        await kitchen.move(order, "CANCELLED", headers=COOK, reason=reason)
    dollars = item("A", unitPrice={"amount": 700, "currency": "USD"})
    order = await kitchen.place(items=[dollars])
    await kitchen.move(order, "CANCELLED", headers=COOK, reason="Gone")
    order = await kitchen.place_at("READY", items=[item("A")])
    await kitchen.move(order, "CANCELLED", headers={"X-Actor": "display:grill"}, reason="Gone")

    def told(one: Json) -> tuple[object, ...]:
        names = ("reason", "actorKind", "stage", "currency", "count", "amount", "wastedAmount")
        return tuple(one[name] for name in names)

    found = [told(one) for one in await read(analyst)]
    assert found[0] == ("Gone", "user", "RECEIVED", "EUR", 2, 200, 0)
    assert sorted(found[1:], key=str) == [
        ("Burnt", "user", "RECEIVED", "EUR", 1, 100, 0),
        ("Gone", "display", "READY", None, 1, None, None),
        ("Gone", "user", "RECEIVED", "USD", 1, 700, 0),
    ]


async def test_limit_cuts_the_items_but_not_n(analyst: Analyst, kitchen: Kitchen) -> None:
    for reason in ("Burnt", "Gone", "Gone"):
        await kitchen.move(await kitchen.place(), "CANCELLED", reason=reason)

    measured = await analyst.read("cancellations", **TODAY, limit=1)

    assert [(one["reason"], one["count"]) for one in measured["items"]] == [("Gone", 2)]
    assert measured["n"] == 3


async def test_a_recall_cancels_nothing(analyst: Analyst, kitchen: Kitchen) -> None:
    order = await kitchen.place_at("READY", items=[priced("A", 100), priced("B", 100)])
    await kitchen.move(order, "PREPARING", recall=True, headers=COOK, reason="Cold")

    of_orders, of_items = await read(analyst), await read(analyst, subject="item")

    told = {
        "group": None,
        "subgroup": None,
        "setback": "recall",
        "reason": "Cold",
        "actorKind": "user",
    }
    told |= {"stage": "READY", "currency": None, "amount": None, "wastedAmount": None}
    assert of_orders == [{**told, "count": 1}]
    assert of_items == [{**told, "count": 2}]


async def test_a_line_that_was_voided_before_is_not_cancelled_again(
    analyst: Analyst, kitchen: Kitchen
) -> None:
    order = await kitchen.place(items=[priced("A", 100), priced("B", 250)])
    await kitchen.move_item(order, "A", "CANCELLED", reason="Changed their mind")
    await kitchen.move(order, "CANCELLED", reason="Never came")

    of_orders, of_items = await read(analyst), await read(analyst, subject="item")

    assert [(one["reason"], one["amount"]) for one in of_orders] == [("Never came", 250)]
    assert sorted((one["reason"], one["count"], one["amount"]) for one in of_items) == [
        ("Changed their mind", 1, 100),
        ("Never came", 1, 250),
    ]


async def test_amounts_are_those_of_the_order_itself(analyst: Analyst, kitchen: Kitchen) -> None:
    sauce = item("SAUCE", quantity=3, unitPrice=euros(-7))
    bacon = item("BACON", quantity=2, unitPrice=euros(150), modifiers=[sauce])
    inner = item("BOX", quantity=2, items=[priced("TOY", 99, quantity=3)])
    items = [
        priced("CHEESE", 3999, quantity=0.35, unit="kg"),
        priced("WRAP", 1100, quantity=2, modifiers=[bacon, item("SALT")]),
        menu(2),
        item("FEAST", quantity=2, unitPrice=euros(2500), items=[inner]),
    ]
    order = await kitchen.place(items=items)
    await kitchen.move_item(order, "WRAP", "READY")
    cancelled = (await kitchen.move(order, "CANCELLED")).json()

    (found,) = await read(analyst)
    lines = await read(analyst, subject="item")

    assert found["amount"] == cancelled["totals"]["cancelled"]["amount"]
    assert found["wastedAmount"] == 2 * (1100 + 2 * (150 - 21))
    assert sum(one["amount"] for one in lines) == found["amount"]
    assert sum(one["wastedAmount"] for one in lines) == found["wastedAmount"]
    made = [line for line in every(cancelled["items"]) if not line["items"]]
    assert sum(one["count"] for one in lines) == len(made)


async def test_what_is_not_to_be_made_is_no_waste(analyst: Analyst, kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[priced("A", 100), priced("CAN", 250, toMake=False)])
    await kitchen.move(order, "READY")
    await kitchen.move(order, "CANCELLED")

    (found,) = await read(analyst)

    assert (found["amount"], found["wastedAmount"]) == (350, 100)


async def test_an_imported_cancellation_counts_as_told(analyst: Analyst) -> None:
    steps = ("RECEIVED 12:00:00", "PREPARING 12:10:00", "CANCELLED 12:20:00")
    await analyst.order(*steps)
    await analyst.order("CANCELLED 12:30:00")

    found = (await analyst.read("cancellations"))["items"]

    assert [(one["stage"], one["count"]) for one in found] == [("PREPARING", 1), (None, 1)]


async def test_the_close_of_the_day_is_left_out(
    analyst: Analyst, kitchen: Kitchen, end_of_day: EndOfDay
) -> None:
    await end_of_day(await kitchen.place_at("PREPARING"))

    measured = await analyst.read("cancellations", **TODAY)

    assert (measured["items"], measured["n"]) == ([], 0)
    assert excluded(measured)["closed-by-day"] == 1


@pytest.mark.parametrize(
    ("grouping", "field"),
    [("brand", "brandId"), ("location", "locationId"), ("channel", "channel")],
)
async def test_orders_are_told_apart(
    analyst: Analyst,
    kitchen: Kitchen,
    grouping: str,
    field: str,
    nothing_written: NothingWritten,
) -> None:
    for value in ("a", "b", "b"):
        await kitchen.place_at("CANCELLED", **{field: value})

    async with nothing_written():
        grouped = await read(analyst, groupBy=grouping)
        narrowed = await read(analyst, **{field: "b"})

    assert [(one["group"], one["count"]) for one in grouped] == [("a", 1), ("b", 2)]
    assert [(one["group"], one["count"]) for one in narrowed] == [(None, 2)]


async def test_they_count_when_they_happened(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "CANCELLED 13:00:00")
    hour = {"from": at("13:00:00"), "to": at("14:00:00")}

    measured = await analyst.read("cancellations", groupBy="hour", compare="previous", **hour)

    assert [(one["group"], one["count"]) for one in measured["items"]] == [(at("13:00:00"), 1)]
    assert measured["compared"]["items"] == []
    assert (measured["n"], measured["compared"]["n"]) == (1, 0)


async def test_csv_has_the_same_figures(analyst: Analyst, kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[priced("A", 100)])
    await kitchen.move(order, "CANCELLED", headers=COOK, reason="=1+1, and more")

    answer = await analyst.api.get(
        "/api/analytics/cancellations", params=TODAY, headers={"Accept": "text/csv"}
    )

    assert answer.text.splitlines() == [
        "group,setback,reason,actorKind,stage,currency,count,amount,wastedAmount",
        ',cancellation,"\'=1+1, and more",user,RECEIVED,EUR,1,100,0',
    ]
