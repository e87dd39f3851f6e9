"""What was told of an order can be changed as long as it is open; each change is a row that tells of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen

EVENT = "SELECT type, order_version, order_status FROM order_events ORDER BY seq DESC LIMIT 1"
RELEASE = "SELECT release_at, released FROM open_orders"


def money(amount: int) -> Json:
    return {"amount": amount, "currency": "EUR"}


def soon(**length: int) -> str:
    return (datetime.now(UTC) + timedelta(**length)).isoformat(timespec="seconds")


def same_time(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


CHANGES: dict[str, tuple[Json, list[Json]]] = {
    "another note": ({"note": "Ring twice"}, [{"field": "note", "before": None, "after": None}]),
    "a table": (
        {"table": "12", "orderType": "DINE_IN", "covers": 4},
        [
            {"field": "orderType", "before": "PICKUP", "after": "DINE_IN"},
            {"field": "table", "before": None, "after": "12"},
            {"field": "covers", "before": None, "after": 4},
        ],
    ),
    "an address": (
        {"deliveryAddress": {"street": "Huuvatie 2"}},
        [
            {"field": "orderType", "before": "PICKUP", "after": "DELIVERY"},
            {"field": "deliveryAddress", "before": None, "after": None},
        ],
    ),
    "another guest": (
        {"customer": {"name": "Mira"}},
        [{"field": "customer", "before": None, "after": None}],
    ),
    "allergens": (
        {"allergens": ["sesame"]},
        [{"field": "allergens", "before": [], "after": ["sesame"]}],
    ),
}


@pytest.mark.parametrize(("patch", "changes"), CHANGES.values(), ids=CHANGES)
async def test_what_was_told_of_an_order_is_changed_and_a_row_says_so(
    kitchen: Kitchen, sql: Connection, patch: Json, changes: list[Json]
) -> None:
    placed = await kitchen.place()

    answer = await kitchen.amend(
        placed, **patch, reason="the guest rang", headers={"X-Actor": "user:anna"}
    )

    amended = answer.json()
    assert answer.status_code == 200
    assert answer.headers["ETag"] == '"2"'
    assert patch.items() <= _told(amended, patch).items()
    (row,) = amended["amendments"]
    assert row == {
        "seq": 1,
        "version": 2,
        "recordedAt": amended["updatedAt"],
        "actor": {"kind": "user", "id": "anna"},
        "reason": "the guest rang",
        "changes": [{"line": None, **change} for change in changes],
    }
    assert await kitchen.get(placed) == amended
    event = await sql.fetchrow(EVENT)
    assert event is not None
    assert tuple(event) == ("order.amended", 2, "RECEIVED")
    assert await violations(sql) == []


def _told(amended: Json, patch: Json) -> Json:
    """Of nested values only what the patch names."""
    return {
        name: (
            {key: amended[name][key] for key in value} if isinstance(value, dict) else amended[name]
        )
        for name, value in patch.items()
    }


async def test_null_takes_away_and_what_is_left_out_stays(kitchen: Kitchen) -> None:
    placed = await kitchen.place(note="Ring twice", table="12", metadata={"a": 1})

    amended = (await kitchen.amend(placed, note=None, metadata=None)).json()

    assert (amended["note"], amended["metadata"], amended["table"]) == (None, None, "12")


async def test_the_first_promise_stays_readable(kitchen: Kitchen) -> None:
    first, second, third = soon(hours=1), soon(hours=2), soon(hours=3)
    placed = await kitchen.place(pickupTime=first)
    assert same_time(placed["promisedTime"], first)

    await kitchen.amend(placed, pickupTime=second)
    amended = (await kitchen.amend(placed, pickupTime=third)).json()

    assert same_time(amended["promisedTime"], first)
    assert same_time(amended["pickupTime"], third)
    assert [len(row["changes"]) for row in amended["amendments"]] == [1, 1]
    before, after = (amended["amendments"][1]["changes"][0][key] for key in ("before", "after"))
    assert (same_time(before, second), same_time(after, third)) == (True, True)


async def test_an_order_for_later_is_shown_by_its_new_time(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(pickupTime=soon(hours=5))

    await kitchen.amend(placed, pickupTime=soon(hours=8))
    later = await sql.fetchrow(RELEASE)
    await kitchen.amend(placed, pickupTime=soon(minutes=10))
    now = await sql.fetchrow(RELEASE)

    assert later is not None
    assert now is not None
    assert not later["released"]
    assert timedelta(hours=7) < later["release_at"] - datetime.now(UTC) < timedelta(hours=8)
    assert now["released"]
    assert await violations(sql) == []


async def test_what_the_kitchen_has_seen_is_not_taken_from_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(pickupTime=soon(minutes=10))

    await kitchen.amend(placed, pickupTime=soon(hours=8))

    shown = await sql.fetchrow(RELEASE)
    assert shown is not None
    assert shown["released"]


async def test_totals_follow_adjustments_and_payment(kitchen: Kitchen) -> None:
    placed = await kitchen.place(items=[item("A", quantity=2, unitPrice=money(500))])

    fee = {"kind": "DELIVERY_FEE", "name": "Delivery", "amount": money(290)}
    await kitchen.amend(placed, adjustments=[fee])
    paid = (await kitchen.amend(placed, payment={"status": "PAID", "method": "card"})).json()

    assert paid["total"] == money(1290)
    assert paid["totals"]["due"] == money(0)
    assert paid["payment"] == {"status": "PAID", "method": "card", "paid": money(1290)}
    assert paid["amendments"][1]["changes"] == [
        {
            "line": None,
            "field": "payment",
            "before": None,
            "after": {"status": "PAID", "method": "card", "paid": money(1290)},
        }
    ]


async def test_the_same_again_writes_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place(note="Ring twice")

    async with nothing_written():
        answer = await kitchen.amend(placed, note="Ring twice", reason="again")

    assert (answer.status_code, answer.json()) == (200, placed)


REFUSED: dict[str, tuple[Json, dict[str, str], int, str]] = {
    "a stale version": ({"note": "x"}, {"If-Match": '"7"'}, 412, "stale-version"),
    "another currency": (
        {"adjustments": [{"kind": "TIP", "amount": {"amount": 100, "currency": "SEK"}}]},
        {},
        422,
        "currency-mismatch",
    ),
    "less than the total called paid": (
        {"payment": {"status": "PAID", "paid": {"amount": 1, "currency": "EUR"}}},
        {},
        422,
        "payment-contradicts",
    ),
    "an unknown field": ({"brandId": "other"}, {}, 422, "invalid-request"),
    "a line break in a table": ({"table": "1\n2"}, {}, 422, "invalid-request"),
}


@pytest.mark.parametrize(("patch", "headers", "status", "code"), REFUSED.values(), ids=REFUSED)
async def test_what_is_refused_changes_nothing(
    kitchen: Kitchen,
    nothing_written: NothingWritten,
    patch: Json,
    headers: dict[str, str],
    status: int,
    code: str,
) -> None:
    placed = await kitchen.place(items=[item("A", unitPrice=money(500))])

    async with nothing_written():
        answer = await kitchen.amend(placed, headers=headers, **patch)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_a_closed_order_takes_a_payment_and_nothing_else(
    kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten, status: str
) -> None:
    closed = await kitchen.place_at(status, items=[item("A", unitPrice=money(500))])

    async with nothing_written():
        refused = await kitchen.amend(closed, note="too late")
    paid = await kitchen.amend(closed, payment={"status": "PARTLY", "paid": money(1)})

    assert (refused.status_code, refused.json()["code"]) == (409, "order-closed")
    assert refused.json()["orderStatus"] == status
    if status == "PICKED_UP":
        assert (paid.status_code, paid.json()["status"]) == (200, status)
    assert await violations(sql) == []


async def test_amendments_are_never_changed_afterwards(kitchen: Kitchen, sql: Connection) -> None:
    await kitchen.amend(await kitchen.place(), note="x")

    for act in ("UPDATE order_amendments SET reason = 'y'", "DELETE FROM order_amendments"):
        with pytest.raises(Exception, match="append-only"):
            async with sql.transaction():
                await sql.execute(act)


async def test_an_amended_order_goes_on_through_its_life(kitchen: Kitchen, sql: Connection) -> None:
    placed = await kitchen.place()
    await kitchen.amend(placed, table="12")
    ready = (await kitchen.move(placed, "READY")).json()
    amended: Any = (await kitchen.amend(placed, table="13")).json()
    gone = (await kitchen.move(placed, "PICKED_UP")).json()

    assert [row["version"] for row in gone["amendments"]] == [2, 4]
    assert (ready["version"], amended["status"], gone["version"]) == (3, "READY", 5)
    assert gone["table"] == "13"
    assert await violations(sql) == []


async def test_a_retry_of_the_first_message_undoes_no_amendment(kitchen: Kitchen) -> None:
    body = order(note="first")
    placed = (await kitchen.post(body)).json()
    amended = (await kitchen.amend(placed, note="second")).json()

    again = await kitchen.post(body)

    assert (again.status_code, again.json()) == (200, amended)
