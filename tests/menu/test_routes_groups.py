"""Groups of options: put, answered, exported, ordered from."""

from typing import Any

import pytest

from tests.conftest import NothingWritten
from tests.factories import order
from tests.menu.pizzeria import BRAND, Json, Pizzeria, extra, price, product
from tests.orders.kitchen import Kitchen


def option(plu: str, amount: int = 0, **changes: Any) -> Json:
    whole = {"plu": plu, "name": plu.title(), "price": price(amount)}
    return whole | {"maxQuantity": 1, "pricesWith": []} | changes


def group(name: str, least: int, most: int | None, *options: Json) -> Json:
    return {"id": name.lower(), "name": name, "min": least, "max": most, "options": list(options)}


def beside(plu: str, amount: int) -> Json:
    return {"plu": plu, "price": price(amount)}


SIZE = group("Size", 1, 1, option("S", -200), option("L", 300, pricesWith=[beside("HAM", 400)]))
MENU = group("Drink", 1, 1, option("COLA", 0), option("BEER", 250))


def shown(*groups: Json, products: tuple[str, ...] = (), gone: tuple[str, ...] = ()) -> list[Json]:
    """As answered, with these options products of the menu and those not to be had."""
    return [
        each
        | {
            "options": [
                one | {"orderable": one["plu"] not in gone, "product": one["plu"] in products}
                for one in each["options"]
            ]
        }
        for each in groups
    ]


async def test_groups_are_answered_as_they_were_put_and_can_be_put_back(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    put = await pizzeria.put("A", product(groups=[SIZE, MENU]))
    found = await pizzeria.get("A")

    assert put.json() == found
    assert found["groups"] == shown(SIZE, MENU)
    assert (await pizzeria.search())["items"] == [found]
    async with nothing_written():
        again = await pizzeria.put("A", found)
    assert (again.status_code, again.json()) == (200, found)


async def test_what_a_group_leaves_out_is_any_number_of_each_once(pizzeria: Pizzeria) -> None:
    bare = {"plu": "S", "name": "S", "price": price(0)}

    put = await pizzeria.put("A", product(groups=[{"id": "x", "name": "X", "options": [bare]}]))

    assert put.json()["groups"] == shown(group("X", 0, None, option("S")))


async def test_a_menu_with_groups_goes_out_and_in_again(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A", product(groups=[SIZE, MENU]))
    await pizzeria.put("COLA", product(groups=[]))
    exported = await pizzeria.export()

    again = await pizzeria.replace(exported)
    await pizzeria.replace({"products": []})
    await pizzeria.replace(exported)

    assert exported["products"][0]["groups"] == [SIZE, MENU]
    assert again.json()["unchanged"] == 2
    assert await pizzeria.export() == exported


async def test_an_option_that_is_a_product_can_be_had_as_the_product_can(
    pizzeria: Pizzeria,
) -> None:
    await pizzeria.put("COLA", product())
    await pizzeria.put("BEER", product(available=False))
    await pizzeria.put("A", product(groups=[MENU, SIZE]))

    async def options(**params: str) -> list[Json]:
        groups: list[Json] = (await pizzeria.get("A", **params))["groups"]
        return groups

    drinks = ("COLA", "BEER")
    assert await options() == shown(MENU, SIZE, products=drinks, gone=("BEER",))
    await pizzeria.snooze("COLA", "S", locationId="main")
    both = shown(MENU, SIZE, products=drinks, gone=("BEER", "COLA", "S"))
    assert await options(locationId="main") == both
    assert await options() == shown(MENU, SIZE, products=drinks, gone=("BEER",))


async def test_an_option_that_is_sold_out_can_not_be_had(pizzeria: Pizzeria) -> None:
    await pizzeria.put("COLA", product(stock=0), locationId="main")
    await pizzeria.put("A", product(groups=[MENU]))

    here = await pizzeria.get("A", locationId="main")

    assert here["groups"] == shown(MENU, products=("COLA",), gone=("COLA",))
    assert (await pizzeria.get("A"))["groups"] == shown(MENU, products=("COLA",))


async def placed(kitchen: Kitchen, *choices: str, **more: Any) -> Any:
    modifiers = [{"plu": plu} for plu in choices]
    line = {"plu": "A", "quantity": 1, "modifiers": modifiers} | more
    return await kitchen.post(order(brandId=BRAND, items=[line]))


@pytest.mark.parametrize(
    ("choices", "total"),
    [
        (["S", "COLA"], 1090 - 200),
        (["L", "BEER"], 1090 + 300 + 250),
        (["HAM", "L", "COLA"], 1090 + 200 + 400),
    ],
)
async def test_options_are_priced_by_what_else_is_chosen(
    pizzeria: Pizzeria, kitchen: Kitchen, choices: list[str], total: int
) -> None:
    await pizzeria.put("A", product(groups=[SIZE, MENU]))

    answer = await placed(kitchen, *choices)

    assert (answer.status_code, answer.json()["total"]) == (201, price(total))
    names = [modifier["name"] for modifier in answer.json()["items"][0]["modifiers"]]
    assert names == [plu.title() for plu in choices]


async def test_a_choice_of_two_groups_has_the_price_of_each(
    pizzeria: Pizzeria, kitchen: Kitchen
) -> None:
    more = group("More", 0, None, option("COLA", 300, maxQuantity=2))
    await pizzeria.put("A", product(groups=[MENU, more]))

    answer = await placed(kitchen, "COLA", "COLA", "COLA")

    (line,) = answer.json()["items"]
    assert [(each["quantity"], each["unitPrice"]) for each in line["modifiers"]] == [
        (1, price(0)),
        (2, price(300)),
    ]
    assert answer.json()["total"] == price(1090 + 600)


async def test_every_rule_of_every_line_is_named_in_one_refusal(
    pizzeria: Pizzeria, kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    await pizzeria.put("A", product(groups=[SIZE, MENU]))
    await pizzeria.snooze("BEER")
    lines = [
        {"plu": "A", "quantity": 1, "modifiers": [{"plu": plu} for plu in plus]}
        for plus in (["S", "L"], ["S", "BEER"], ["GOLD", "S", "COLA"], ["S", "COLA"])
    ]

    async with nothing_written():
        answer = await kitchen.post(order(brandId=BRAND, items=lines))

    assert (answer.status_code, answer.json()["code"]) == (422, "not-orderable")
    assert [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]] == [
        ("/items/0/modifiers/1/quantity", "too-many-modifiers"),
        ("/items/0/modifiers", "too-few-modifiers"),
        ("/items/1/modifiers/1/plu", "snoozed"),
        ("/items/2/modifiers/0/plu", "unknown-modifier"),
    ]
    assert "Drink" in answer.json()["errors"][1]["message"]


async def test_what_was_sold_elsewhere_is_flagged(pizzeria: Pizzeria, kitchen: Kitchen) -> None:
    await pizzeria.put("A", product(groups=[SIZE, MENU]))

    answer = await placed(kitchen, "S", "S", unitPrice=price(5))

    (line,) = answer.json()["items"]
    assert (answer.status_code, answer.json()["total"]) == (201, price(5))
    assert line["flags"] == ["too-few-modifiers", "too-many-modifiers"]
    assert [(each["plu"], each["quantity"]) for each in line["modifiers"]] == [("S", 2)]


async def test_options_can_be_snoozed(pizzeria: Pizzeria) -> None:
    await pizzeria.put("A", product(groups=[SIZE]))

    assert (await pizzeria.snooze("L", "S")).status_code == 200
    assert (await pizzeria.snooze("M")).json()["code"] == "unknown-plu"


@pytest.mark.parametrize(
    ("groups", "faults"),
    [
        ([SIZE, SIZE | {"name": "Other"}], {"/groups/1/id": "repeated-id"}),
        ([group("X", 2, 1, option("A"), option("B"))], {"/groups/0/max": "max-below-min"}),
        ([group("X", 2, 2, option("A"))], {"/groups/0/options": "too-few-options"}),
        ([group("X", 0, 1)], {"/groups/0/options": "too-short"}),
        (
            [group("X", 0, 1, option("A"), option("B"), option(" A"))],
            {"/groups/0/options/2/plu": "repeated-plu"},
        ),
        (
            [
                group("X", 0, 1, option("A", 1, price=price(1, "SEK"))),
                group("Y", 0, 0, option("A", pricesWith=[{"plu": "B", "price": price(1, "SEK")}])),
            ],
            {
                "/groups/0/options/0/price/currency": "currency-mismatch",
                "/groups/1/max": "greater-than-equal",
                "/groups/1/options/0/pricesWith/0/price/currency": "currency-mismatch",
            },
        ),
        (
            [
                group("X", 0, 1, option("A", pricesWith=[beside("NONE", 1), beside("HAM", 1)])),
                group("Y", 0, 1, option("B", pricesWith=[beside("A", 1), beside("B", 1)])),
            ],
            {
                "/groups/0/options/0/pricesWith/0/plu": "unknown-option",
                "/groups/1/options/0/pricesWith/1/plu": "unknown-option",
            },
        ),
        (
            [group("X", 0, 1, option("A", pricesWith=[beside("HAM", 1), beside("HAM", 2)]))],
            {"/groups/0/options/0/pricesWith/1/plu": "repeated-plu"},
        ),
    ],
)
async def test_groups_that_can_not_be_are_refused(
    pizzeria: Pizzeria, nothing_written: NothingWritten, groups: list[Json], faults: dict[str, str]
) -> None:
    async with nothing_written():
        refused = await pizzeria.put("A", product(groups=groups))
        imported = await pizzeria.replace({"products": [{"plu": "A"} | product(groups=groups)]})

    def told(answer: Any) -> dict[str, str]:
        return {fault["pointer"]: fault["code"] for fault in answer.json()["errors"]}

    assert (refused.status_code, told(refused)) == (422, faults)
    assert told(imported) == {f"/products/0{place}": code for place, code in faults.items()}


async def test_a_product_may_have_many_of_all(pizzeria: Pizzeria) -> None:
    many = [
        group(f"G-{number}", 0, 99, *(option(f"O-{number}-{each}", 1) for each in range(100)))
        for number in range(30)
    ]
    extras = [extra(f"E-{number}") for number in range(100)]

    put = await pizzeria.put("A", product(groups=many, modifiers=extras))

    assert put.status_code == 201
    assert (await pizzeria.get("A"))["groups"] == shown(*many)
