"""A partner that sends the whole order again with `ifExists=amend`: what differs is amended, each content once."""

from typing import Any

import pytest

from tests.conftest import Connection, NothingWritten
from tests.orders.bundles import every, menu
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.messages import BEER, PIZZA, TIRA, lines, message, money, replayed, send, told


async def test_what_is_not_there_is_placed_and_the_same_again_is_a_retry(
    kitchen: Kitchen, sql: Connection
) -> None:
    first, again = await send(kitchen, message()), await send(kitchen, message())

    assert (first.status_code, replayed(first)) == (201, False)
    assert (again.status_code, replayed(again)) == (200, True)
    assert again.json() == first.json()
    assert await violations(sql) == []


CHANGES: dict[str, tuple[list[Json], list[tuple[str, float, str]], list[Any], int]] = {
    "fewer, and another": (
        [PIZZA, BEER | {"quantity": 2}, TIRA],
        [
            *(("PIZZA", 1, "ORDERED"), ("BEER", 2, "ORDERED")),
            *(("BEER", 1, "CANCELLED"), ("TIRA", 1, "ORDERED")),
        ],
        [(2, "quantity", 3, 2), (4, "quantity", 0, 1)],
        2600,
    ),
    "more": (
        [PIZZA, BEER | {"quantity": 5}],
        [("PIZZA", 1, "ORDERED"), ("BEER", 5, "ORDERED")],
        [(2, "quantity", 3, 5)],
        3500,
    ),
    "one gone": (
        [BEER],
        [("PIZZA", 1, "CANCELLED"), ("BEER", 3, "ORDERED")],
        [(1, "quantity", 1, 0)],
        1500,
    ),
    "another note": (
        [PIZZA, BEER | {"note": "warm"}],
        [("PIZZA", 1, "ORDERED"), ("BEER", 3, "ORDERED")],
        [(2, "note", None, None)],
        2500,
    ),
    "another price": (
        [PIZZA, BEER | {"unitPrice": money(400)}],
        [("PIZZA", 1, "ORDERED"), ("BEER", 3, "ORDERED")],
        [(2, "unitPrice", money(500), money(400))],
        2200,
    ),
    "a course and allergens": (
        [PIZZA | {"course": 2, "allergens": ["gluten"]}, BEER],
        [("PIZZA", 1, "ORDERED"), ("BEER", 3, "ORDERED")],
        [(1, "allergens", [], ["gluten"]), (1, "course", None, 2)],
        2500,
    ),
    "all other": (
        [TIRA],
        [("PIZZA", 1, "CANCELLED"), ("BEER", 3, "CANCELLED"), ("TIRA", 1, "ORDERED")],
        [(1, "quantity", 1, 0), (2, "quantity", 3, 0), (3, "quantity", 0, 1)],
        600,
    ),
    "in two lines": (
        [BEER | {"quantity": 1}, PIZZA, BEER | {"quantity": 3}],
        [("PIZZA", 1, "ORDERED"), ("BEER", 3, "ORDERED"), ("BEER", 1, "ORDERED")],
        [(3, "quantity", 0, 1)],
        3000,
    ),
}


@pytest.mark.parametrize(("items", "stand", "changes", "total"), CHANGES.values(), ids=CHANGES)
async def test_what_differs_is_amended(
    kitchen: Kitchen,
    sql: Connection,
    items: list[Json],
    stand: list[tuple[str, float, str]],
    changes: list[Any],
    total: int,
) -> None:
    first = (await send(kitchen, message())).json()

    answer = await send(kitchen, message(*items))

    assert (answer.status_code, answer.headers["ETag"], replayed(answer)) == (200, '"2"', False)
    assert answer.json()["id"] == first["id"]
    assert lines(answer) == stand
    assert told(answer) == changes
    assert answer.json()["total"] == money(total)
    assert answer.json()["amendments"][0]["actor"] == {"kind": "partner", "id": "direct"}
    assert await kitchen.get(first) == answer.json()
    again = await send(kitchen, message(*items))
    assert (again.status_code, replayed(again)) == (200, True)
    assert again.json() == answer.json()
    assert await violations(sql) == []


async def test_of_what_has_begun_less_is_voided_and_more_is_a_new_line(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = (await send(kitchen, message())).json()
    await kitchen.move_item(order, "BEER", "READY", quantity=1)
    await kitchen.move_item(order, "BEER", "PREPARING", quantity=1, params={"line": "2"})

    fewer = await send(kitchen, message(PIZZA, BEER | {"quantity": 2}))
    none_ordered = await send(kitchen, message(PIZZA, BEER | {"quantity": 1}))
    more = await send(kitchen, message(PIZZA, BEER | {"quantity": 2}, table="14"))

    beers = [("BEER", 1, "CANCELLED"), ("BEER", 1, "READY"), ("BEER", 1, "PREPARING")]
    assert lines(fewer)[1:] == beers
    assert lines(none_ordered)[1:] == [*beers[:2], ("BEER", 1, "CANCELLED")]
    assert lines(more)[4:] == [("BEER", 1, "ORDERED")]
    assert more.json()["items"][4]["origin"] == {"kind": "added", "fromLine": 3}
    assert await violations(sql) == []


async def test_fields_that_are_given_change_and_those_left_out_stay(
    kitchen: Kitchen, sql: Connection
) -> None:
    first = (await send(kitchen, message(note="ring", table="12"))).json()
    await kitchen.amend(first, covers=4)

    body = {name: value for name, value in message(table="14").items() if name != "note"}
    answer = await send(kitchen, body)

    assert told(answer) == [(None, "table", "12", "14")]
    amended = answer.json()
    assert (amended["note"], amended["table"], amended["covers"]) == ("ring", "14", 4)
    assert await violations(sql) == []


async def test_modifiers_are_matched_however_they_are_written_and_changed_in_place(
    kitchen: Kitchen, sql: Connection
) -> None:
    cheese = {"plu": "CHEESE", "name": "Cheese", "unitPrice": money(100)}
    await send(kitchen, message(PIZZA | {"modifiers": [cheese, cheese]}, BEER))

    same = await send(
        kitchen, message(PIZZA | {"modifiers": [cheese | {"quantity": 2}]}, BEER, table="1")
    )
    other = await send(kitchen, message(PIZZA | {"modifiers": [cheese]}, BEER))

    assert told(same) == [(None, "table", None, "1")]
    assert [(line, field) for line, field, *_ in told(other)] == [(1, "modifiers")]
    assert other.json()["total"] == money(2600)
    assert await violations(sql) == []


async def test_whose_line_it_is_says_which_of_two_alike_is_gone(
    kitchen: Kitchen, sql: Connection
) -> None:
    anna, mira = PIZZA | {"forName": "Anna"}, PIZZA | {"forName": "Mira"}
    await send(kitchen, message(anna, mira))

    gone = await send(kitchen, message(mira))
    renamed = await send(kitchen, message(PIZZA | {"forName": "Kai"}))

    assert told(gone) == [(1, "quantity", 1, 0)]
    assert told(renamed) == [(2, "forName", None, None)]
    assert [line["forName"] for line in renamed.json()["items"]] == ["Anna", "Kai"]
    assert await violations(sql) == []


async def test_a_bundle_is_the_same_with_all_its_parts_or_another(
    kitchen: Kitchen, sql: Connection
) -> None:
    first = await send(kitchen, message(menu(2), BEER))
    other_drink = menu(1)
    other_drink["items"][2]["plu"] = "FANTA"

    one_less = await send(kitchen, message(menu(1), BEER))
    other = await send(kitchen, message(menu(1), other_drink, BEER))

    assert [line["status"] for line in one_less.json()["items"]] == [
        *("ORDERED", "ORDERED", "CANCELLED")
    ]
    assert told(one_less) == [(1, "quantity", 2, 1)]
    assert [each[:2] for each in told(other)] == [(line, "quantity") for line in range(10, 14)]
    live = [line for line in every(other.json()["items"]) if line["status"] != "CANCELLED"]
    assert [line["plu"] for line in live] == [
        *("MENU", "BURGER", "FRIES", "COLA"),
        *("BEER", "MENU", "BURGER", "FRIES", "FANTA"),
    ]
    assert other.json()["total"] == first.json()["total"]
    assert await violations(sql) == []


async def test_what_the_kitchen_voided_is_not_ordered_anew_by_who_repeats_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = (await send(kitchen, message())).json()
    await kitchen.move_item(order, "BEER", "CANCELLED", quantity=1)

    repeated = await send(kitchen, message(table="14"))
    one_less = await send(kitchen, message(PIZZA, BEER | {"quantity": 2}, table="14"))
    once_more = await send(kitchen, message(PIZZA, BEER | {"quantity": 3}, table="15"))

    assert told(repeated) == [(None, "table", None, "14")]
    # The partner knows of the void now: it was that one.
    assert told(one_less) == [(3, "quantity", 1, 0)]
    assert lines(one_less)[1:] == [("BEER", 2, "ORDERED"), ("BEER", 1, "CANCELLED")]
    assert lines(once_more)[1:] == [("BEER", 3, "ORDERED"), ("BEER", 1, "CANCELLED")]
    assert await violations(sql) == []


async def test_a_message_that_cancels_cancels(kitchen: Kitchen, sql: Connection) -> None:
    order = (await send(kitchen, message())).json()

    cancelled = await send(kitchen, message(status="CANCELLED"))
    again = await send(kitchen, message(status=5))
    late = await send(kitchen, message())
    other = await send(kitchen, message(TIRA))

    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "CANCELLED")
    assert (again.status_code, replayed(again)) == (200, True)
    assert (late.status_code, replayed(late)) == (200, True)
    assert (other.status_code, other.json()["code"]) == (409, "order-closed")
    event = await sql.fetchval("SELECT type FROM order_events ORDER BY seq DESC LIMIT 1")
    assert event == "order.cancelled"
    assert (await kitchen.get(order))["version"] == 2
    assert await violations(sql) == []


async def test_what_was_picked_up_takes_a_payment_only(
    kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    order = (await send(kitchen, message())).json()
    for status in ("READY", "PICKED_UP"):
        await kitchen.move(order, status)

    async with nothing_written():
        refused = [
            await send(kitchen, message(*items, **changes))
            for items, changes in (
                ([TIRA], {}),
                ([], {"note": "late"}),
                ([PIZZA | {"course": 1}, BEER], {}),
                ([], {"status": "CANCELLED"}),
            )
        ]
    paid = await send(kitchen, message(payment={"status": "PAID"}))

    assert [answer.status_code for answer in refused] == [409] * 4
    assert [answer.json()["code"] for answer in refused] == [
        *["order-closed"] * 3,
        "illegal-transition",
    ]
    assert (paid.status_code, paid.json()["payment"]["status"]) == (200, "PAID")
    assert await violations(sql) == []


@pytest.mark.parametrize("said", [{"status": "PAID"}, {"status": "PARTLY", "paid": money(1500)}])
@pytest.mark.parametrize("voided", ["one", "all"])
async def test_what_was_paid_stays_so_when_it_is_said_again_of_an_order_of_which_lines_were_voided(
    kitchen: Kitchen, sql: Connection, said: Json, voided: str
) -> None:
    order = (await send(kitchen, message(payment=said))).json()
    if voided == "all":
        await kitchen.move(order, "CANCELLED")
    else:
        await kitchen.move_item(order, "BEER", "CANCELLED")
    before = await kitchen.get(order)

    again = await send(kitchen, message(payment=said, status="PREPARING"))

    assert again.status_code == 200
    assert again.json()["payment"] == before["payment"]
    assert again.json()["payment"]["paid"] == order["payment"]["paid"]
    assert again.json()["version"] == before["version"]
    assert await violations(sql) == []
