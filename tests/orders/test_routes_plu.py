"""Items are addressed by their PLU, whatever stands in it."""

import pytest

from tests.conftest import NothingWritten
from tests.factories import item
from tests.orders.kitchen import Kitchen

ODD_PLUS = [
    "CAT1/0001",
    "/",
    "//",
    "/CAT",
    "CAT/",
    "a/status",
    "a/items/b/status",
    "status",
    "Big Burger",
    "100%",
    "%2F",
    "%",
    "what?line=2",
    "#1",
    "a&b=c;d",
    'say "cheese"',
    "O'Brien",
    "back\\slash",
    "..a",
    "a..",
    "äpfel",
    "寿司",
    "🍣",
    "<b>",
    "{plu}",
    "x" * 64,
    "1",
    ":path",
    "a+b",
]


@pytest.mark.parametrize("plu", ODD_PLUS)
async def test_what_was_posted_can_be_moved(kitchen: Kitchen, plu: str) -> None:
    order = await kitchen.place(items=[item("BURGER"), item(plu)])

    answer = await kitchen.move_item(order, plu, "READY")

    assert answer.status_code == 200
    assert (answer.json()["plu"], answer.json()["line"]) == (plu, 2)
    assert (await kitchen.get(order))["items"][1]["status"] == "READY"


@pytest.mark.parametrize(("posted", "kept"), [(" SUSHI ", "SUSHI"), ("cafe\u0301", "caf\u00e9")])
async def test_a_plu_is_found_as_it_was_posted_and_as_it_is_kept(
    kitchen: Kitchen, posted: str, kept: str
) -> None:
    order = await kitchen.place(items=[item(posted)])
    assert order["items"][0]["plu"] == kept

    by_posted = await kitchen.move_item(order, posted, "PREPARING")
    by_kept = await kitchen.move_item(order, kept, "READY")

    assert [by_posted.status_code, by_kept.status_code] == [200, 200]


@pytest.mark.parametrize("plu", ["a\nb", "a\x00", "", " ", "x" * 65])
async def test_a_plu_that_no_address_could_carry_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, plu: str
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        moved = await kitchen.move_item(order, plu, "READY")

    assert moved.status_code in (404, 405)


@pytest.mark.parametrize("plu", ["PIZZA", "burger", "BURGER ", "%", "_", "BURGE_"])
async def test_a_plu_that_the_order_lacks_is_not_found(
    kitchen: Kitchen, nothing_written: NothingWritten, plu: str
) -> None:
    order = await kitchen.place(items=[item("BURGERS")])

    async with nothing_written():
        answer = await kitchen.move_item(order, plu, "READY")

    assert (answer.status_code, answer.json()["code"]) == (404, "item-not-found")


async def test_a_plu_on_several_lines_needs_the_line(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(items=[item("A"), item("B"), item("A", note="no onions")])

    async with nothing_written():
        ambiguous = await kitchen.move_item(order, "A", "READY")
    third = await kitchen.move_item(order, "A", "READY", params={"line": "3"})

    assert ambiguous.status_code == 409
    assert (ambiguous.json()["code"], ambiguous.json()["lines"]) == ("ambiguous-plu", [1, 3])
    assert (third.status_code, third.json()["line"]) == (200, 3)
    after = await kitchen.get(order)
    assert [line["status"] for line in after["items"]] == ["ORDERED", "ORDERED", "READY"]


@pytest.mark.parametrize("line", ["2", "4", "500"])
async def test_a_line_without_the_plu_is_not_found(
    kitchen: Kitchen, nothing_written: NothingWritten, line: str
) -> None:
    order = await kitchen.place(items=[item("A"), item("B"), item("A")])

    async with nothing_written():
        answer = await kitchen.move_item(order, "A", "READY", params={"line": line})

    assert (answer.status_code, answer.json()["code"]) == (404, "item-not-found")


@pytest.mark.parametrize("line", ["0", "-1", "501", "one", "1.5", "9223372036854775808", ""])
async def test_a_line_that_can_not_be_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, line: str
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        answer = await kitchen.move_item(order, "SUSHI", "READY", params={"line": line})

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["query/line"]


@pytest.mark.parametrize("plu", ["a/status", "status", "/", "a/items/b/status"])
async def test_what_was_posted_can_be_amended(kitchen: Kitchen, plu: str) -> None:
    order = await kitchen.place(items=[item("a"), item(plu)])

    answer = await kitchen.amend_item(order, plu, note="Well done")

    assert answer.status_code == 200
    assert [line["note"] for line in (await kitchen.get(order))["items"]] == [None, "Well done"]
