"""What a line says on the page, for those who must not misread it."""

from typing import Any

from playwright.async_api import expect

from tests.web.place import Place, line
from tests.web.screens import Screens

Json = dict[str, Any]

HAM: Json = {"plu": "HAM", "name": "Ham"}
PLAIN: Json = {"name": "Pizza", "unitPrice": {"amount": 900, "currency": "EUR"}}


def pizza(*modifiers: Json, **changes: Any) -> Json:
    return line("PIZZA") | PLAIN | {"modifiers": list(modifiers)} | changes


async def test_a_modifier_says_what_is_to_be_done_with_it_and_never_with_a_plus(
    screens: Screens, place: Place
) -> None:
    await place.order(
        "A-1",
        pizza(
            HAM,
            HAM | {"action": "EXTRA", "quantity": 2, "portion": "LEFT"},
            HAM | {"action": "LIGHT", "portion": "RIGHT"},
            HAM | {"action": "SIDE"},
            HAM | {"action": "SUBSTITUTE"},
            {"name": "peanuts", "action": "NO"},
        ),
    )
    kitchen = await screens.kitchen()
    modifiers = kitchen.ticket("A-1").locator(".modifier")

    await expect(modifiers).to_have_text(
        [
            "Ham",
            "2 × left half: extra Ham",
            "right half: light Ham",
            "Ham on the side",
            "instead: Ham",
            "NO peanuts",
        ]
    )
    await expect(kitchen.ticket("A-1")).not_to_contain_text("+")
    colours = [
        await each.evaluate("node => getComputedStyle(node).color")
        for each in await modifiers.all()
    ]
    assert len(set(colours[:-1])) == 1
    assert colours[-1] != colours[0]


async def test_what_goes_with_a_modifier_stands_further_in_with_its_note(
    screens: Screens, place: Place
) -> None:
    chili = {"plu": "CHILI", "name": "Chili", "note": "very\nhot"}
    dip = {"plu": "DIP", "name": "Dip", "modifiers": [chili]}
    await place.order("A-1", pizza(HAM | {"modifiers": [dip]}))
    parts = (await screens.kitchen()).ticket("A-1").locator(".modifier, .note")

    await expect(parts).to_have_text(["Ham", "Dip", "Chili", "very\nhot"], use_inner_text=True)
    for number, margin in enumerate(("0px", "16px", "32px", "32px")):
        await expect(parts.nth(number)).to_have_css("margin-left", margin)


async def test_a_note_of_several_lines_is_shown_in_as_many(screens: Screens, place: Place) -> None:
    note = "Well done\nCut in 8\nNo box"
    await place.order("A-1", pizza(note=note), note="Ring twice.\r\nDoor code 4711")
    ticket = (await screens.kitchen()).ticket("A-1")

    assert await ticket.locator(".line .note").inner_text() == note
    assert await ticket.locator(":scope > .note").inner_text() == "Ring twice.\nDoor code 4711"


async def test_allergens_come_first_apart_from_notes_and_are_never_cut(
    screens: Screens, place: Place
) -> None:
    many = [f"{number} {'x' * 60}" for number in range(10, 25)]
    await place.order(
        "A-1",
        pizza(HAM, allergens=many, note="crispy", forName="Anna"),
        allergens=["sesame", "milk"],
        note="ring",
    )
    ticket = (await screens.kitchen()).ticket("A-1")

    await expect(ticket.locator(":scope > p:visible")).to_have_text(
        ["Allergens: sesame, milk", "ring"]
    )
    shown = ticket.locator(".line .allergens")
    await expect(ticket.locator(".line > span:not(:empty)")).to_have_text(
        ["1 ×", "Pizza", f"Allergens: {', '.join(many)}", "for Anna", "Ham", "crispy"]
    )
    cut = "node => node.scrollWidth > node.clientWidth || node.scrollHeight > node.clientHeight"
    assert not await shown.evaluate(cut)


async def test_what_is_weighed_says_how_much_also_in_the_all_day_count(
    screens: Screens, place: Place
) -> None:
    salmon = pizza(HAM | {"action": "NO"}, name="Salmon", unit="kg")
    await place.order("A-1", salmon | {"quantity": 0.1}, salmon | {"quantity": 0.2})
    await place.order("A-2", pizza(name="Cod, kg", quantity=0.35))
    kitchen = await screens.kitchen()

    await expect(kitchen.ticket("A-1").locator(".quantity")).to_have_text(["0.1 kg", "0.2 kg"])
    await expect(kitchen.ticket("A-2").locator(".quantity")).to_have_text("0.35 ×")
    await kitchen.button("All day").click()
    await expect(kitchen.page.locator("#all-day-list > li")).to_have_text(
        ["0.35 × Cod, kg", "0.3 kg Salmon0.3 × NO Ham"]
    )
