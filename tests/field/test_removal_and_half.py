"""What is left out isn't what is added, and a half isn't a whole."""

from typing import Any

from httpx import AsyncClient

from tests.factories import order
from tests.field.play import Play, case

Json = dict[str, Any]


def without_quantities(count: Json) -> list[tuple[str, str, str]]:
    return [(each["name"], each["action"], each["portion"]) for each in count["modifiers"]]


async def test_no_peanuts_and_extra_peanuts_are_never_counted_as_one(api: AsyncClient) -> None:
    *_, kitchen = await Play(api, "thai").steps(
        case("removal-and-half", "no-peanuts-extra-peanuts")
    )

    (satay,) = kitchen["allDay"]
    assert (satay["name"], satay["quantity"]) == ("Satay", 2)
    assert [(extra["name"], extra["quantity"]) for extra in satay["modifiers"]] == [
        ("EXTRA peanuts", 1),
        ("NO peanuts", 1),
    ]


async def test_actions_and_halves_are_kept_shown_and_counted_apart(api: AsyncClient) -> None:
    modifiers: list[Json] = [
        {"plu": "HAM", "name": "Ham", "portion": "LEFT"},
        {"plu": "HAM", "name": "Ham", "portion": "RIGHT", "action": "EXTRA"},
        {"name": "Cheese", "action": "NO", "note": "allergic\nto milk"},
    ]
    pizza = {"plu": "PIZZA", "name": "Pizza", "quantity": 2, "modifiers": modifiers}

    placed = await api.post("/api/orders", json=order(locationId="thai", items=[pizza]))
    kitchen = (await api.get("/api/kitchen/tickets", params={"locationId": "thai"})).json()

    usual: Json = {"plu": None, "quantity": 1, "action": "ADD", "portion": "WHOLE", "note": None}
    usual["modifiers"] = []
    assert placed.json()["items"][0]["modifiers"] == [
        usual | {"unitPrice": None} | each for each in modifiers
    ]
    (ticket,) = kitchen["tickets"]
    assert ticket["items"][0]["modifiers"] == [usual | each for each in modifiers]
    assert without_quantities(kitchen["allDay"][0]) == [
        ("Cheese", "NO", "WHOLE"),
        ("Ham", "ADD", "LEFT"),
        ("Ham", "EXTRA", "RIGHT"),
    ]
