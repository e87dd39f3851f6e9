"""The page /kitchen as cooks see it."""

import re
from datetime import datetime
from urllib.parse import quote

from playwright.async_api import expect

from tests.web.place import Json, Place, line
from tests.web.screens import Kitchen, Screens


async def test_an_order_comes_to_all_displays_and_what_one_does_to_it_all_show(
    screens: Screens, place: Place
) -> None:
    one, other = await screens.kitchen(), await screens.kitchen()
    order = await place.order("A-1")
    await one.shows("A-1")
    await other.shows("A-1")
    await one.bump("A-1")
    await one.shows()
    await other.shows()
    await other.has_ready("A-1")
    await expect(other.page.get_by_text("Nothing to make.").first).to_be_visible()
    assert await place.statuses(order) == ["READY", "READY", "READY"]
    await other.press("l")
    await other.button("Recall A-1").click()
    await one.shows("A-1")
    await other.shows("A-1")


async def test_tickets_stand_in_the_order_in_which_they_are_due(
    screens: Screens, place: Place
) -> None:
    await place.order("third", minutes=29)
    await place.order("first", minutes=20)
    kitchen = await screens.kitchen()
    await kitchen.shows("first", "third")
    await place.order("second", minutes=25)
    await kitchen.shows("first", "second", "third")


async def test_a_ticket_says_all_there_is_to_know(screens: Screens, place: Place) -> None:
    await place.snooze("SHAKE")
    order = await place.order(
        "A-1",
        line("BURGER", 2, "BACON", note="no onions"),
        line("SHAKE", unitPrice={"amount": 500, "currency": "EUR"}),
        line("FRIES"),
        note="Allergy: sesame!",
    )
    await place.move_line(order, "FRIES", "CANCELLED")
    kitchen = await screens.kitchen()
    ticket = kitchen.ticket("A-1")
    await expect(ticket.locator(".about")).to_have_text(
        re.compile(rf"^wolt · {place.id} · .*{_time_of_day(order)}$")
    )
    await expect(ticket.locator(".since")).to_have_text("new · just now")
    await expect(ticket.locator(":scope > .note")).to_have_text("Allergy: sesame!")
    lines = ticket.locator(".line")
    await expect(lines).to_have_text(
        [
            "2 × Hawaii Burger Bacon no onions",
            "1 × Vanilla Milkshake snoozed",
            "void 1 × French Fries",
        ]
    )
    await expect(lines.nth(2)).to_be_disabled()
    await expect(lines.nth(2).locator(".name")).to_have_css("text-decoration-line", "line-through")


def _time_of_day(order: Json) -> str:
    return datetime.fromisoformat(order["pickupTime"]).strftime("%H:%M")


async def test_lateness_is_told_in_words_signs_and_colours(screens: Screens, place: Place) -> None:
    await place.order("late", minutes=8)
    await place.order("soon", minutes=13)
    await place.order("calm", minutes=25)
    kitchen = await screens.kitchen()
    await kitchen.shows("late", "soon", "calm")
    due = kitchen.tickets.locator(".due")
    await expect(due.nth(0)).to_contain_text("!! late 2:0")
    await expect(due.nth(1)).to_contain_text("▲ soon 2:5")
    await expect(due.nth(2)).to_contain_text("start 14:5")
    headers = kitchen.tickets.locator("header")
    for index, colour in enumerate(["rgb(179, 38, 30)", "rgb(255, 194, 51)", "rgb(31, 77, 63)"]):
        await expect(headers.nth(index)).to_have_css("background-color", colour)


async def test_what_is_begun_is_judged_by_its_pick_up(screens: Screens, place: Place) -> None:
    order = await place.order("A-1", minutes=8)
    kitchen = await screens.kitchen()
    ticket = kitchen.ticket("A-1")
    await expect(ticket.locator(".due")).to_contain_text("!! late 2:0")
    await place.move(order, "PREPARING")
    await expect(ticket.locator(".due")).to_contain_text("due 7:5")
    await expect(ticket).to_have_attribute("data-sla", "on_time")


async def test_time_passes_by_the_servers_clock_and_tickets_turn_late_by_themselves(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1", minutes=20)
    kitchen = await screens.kitchen(clock="2001-01-01T00:00:00Z")
    due = kitchen.ticket("A-1").locator(".due")
    await expect(due).to_contain_text("start 9:5")
    # Nor does it take an answer of the server for the time to pass.
    await kitchen.page.route("**/api/**", lambda route: route.abort())
    await kitchen.page.clock.fast_forward("06:00")
    await expect(due).to_contain_text("soon 3:")
    await kitchen.page.clock.fast_forward("05:00")
    await expect(due).to_contain_text("late 1:")


async def test_a_stations_own_thresholds_hold_for_its_tickets(
    screens: Screens, place: Place
) -> None:
    await place.set_thresholds("fry", warn_seconds=3600, late_seconds=1200)
    await place.order("A-1", minutes=15)  # due in 10 minutes at fry, in 5 at grill
    fry = await screens.kitchen(station="fry")
    await expect(fry.ticket("A-1").locator(".word")).to_have_text("▲ soon")
    await place.order("A-2", minutes=2)
    await expect(fry.ticket("A-2").locator(".word")).to_have_text("▲ late")


async def test_a_station_has_its_own_lines_and_bumps_only_them(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", line("BURGER"), line("FRIES"), line("SMASH"))
    await place.order("A-2", line("FRIES"))
    grill, whole = await screens.kitchen(station="grill"), await screens.kitchen()
    await grill.shows("A-1")
    await expect(grill.ticket("A-1").locator(".name")).to_have_text(
        ["Hawaii Burger", "Double Smash Burger"]
    )
    await grill.bump("A-1")
    await grill.shows()
    await grill.has_ready("A-1")
    for name, pressed in {"Hawaii": "true", "French": "false", "Smash": "true"}.items():
        await expect(whole.line("A-1", name)).to_have_attribute("aria-pressed", pressed)
    assert await place.statuses(order) == ["PREPARING", "READY", "ORDERED", "READY"]


async def test_a_display_turns_to_another_station_without_leaving_the_page(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1", line("BURGER"))
    await place.order("A-2", line("FRIES"))
    kitchen = await screens.kitchen(name="pass")
    await kitchen.page.evaluate("window.same = true")
    await kitchen.button("fry").click()
    await kitchen.shows("A-2")
    await expect(kitchen.button("fry")).to_have_attribute("aria-pressed", "true")
    assert "station=fry" in kitchen.page.url
    assert "name=pass" in kitchen.page.url
    await kitchen.button("All").click()
    await kitchen.shows("A-1", "A-2")
    await place.order("A-3", line("FRIES"), minutes=29)
    await kitchen.shows("A-1", "A-2", "A-3")
    assert await kitchen.page.evaluate("window.same")


async def test_a_station_is_offered_as_soon_as_an_order_is_for_it(
    screens: Screens, place: Place
) -> None:
    kitchen = await screens.kitchen()
    stations = kitchen.page.locator("#stations button")
    await expect(stations).to_have_text(["All"])
    await place.order("A-1", line("FRIES"), line("BURGER"))
    await expect(stations).to_have_text(["All", "fry", "grill"])


async def test_a_station_may_be_called_anything(screens: Screens, place: Place) -> None:
    names = ["null", "<b>&amp;", "a/b c?&=%#"]
    for name in names:
        await place.set_thresholds(quote(name, safe=""), warn_seconds=60, late_seconds=0)
    kitchen = await screens.kitchen(station="null")
    stations = kitchen.page.locator("#stations button")
    await expect(stations).to_have_text(["All", "<b>&amp;", "a/b c?&=%#", "null"])
    for name in names:
        await kitchen.button(name).click()
        await kitchen.is_live()
        await expect(kitchen.page.locator("#stations [aria-pressed=true]")).to_have_text(name)


async def test_what_cannot_be_seen_in_the_address_is_not_meant(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", line("BURGER"))
    fry = await screens.kitchen(station=" fry ")
    await expect(fry.button("fry")).to_have_attribute("aria-pressed", "true")
    await fry.shows()
    whole = await screens.kitchen(station=" ", name="pass\u200f\n")
    await whole.bump("A-1")
    await place.comes_to(order, ["READY", "READY"])
    entry = (await place.get(order))["items"][0]["statusHistory"][-1]
    assert entry["actor"] == {"kind": "display", "id": "pass"}


async def test_settings_are_a_form_whose_answers_stand_in_the_address(
    screens: Screens, place: Place
) -> None:
    kitchen = await screens.kitchen()
    await kitchen.button("Settings").click()
    await expect(kitchen.page.get_by_label("Location")).to_have_value(place.id)
    await kitchen.page.get_by_label("Station", exact=True).fill("grill")
    await kitchen.page.get_by_label("Name of this display").fill("grilli ä")
    await kitchen.button("Use these").click()
    await kitchen.page.wait_for_url("**station=grill**")
    await expect(kitchen.page.get_by_role("heading", level=1)).to_have_text("grilli ä")
    order = await place.order("A-1", line("BURGER"))
    await kitchen.bump("A-1")
    await place.comes_to(order, ["READY", "READY"])
    entry = (await place.get(order))["items"][0]["statusHistory"][-1]
    assert entry["actor"] == {"kind": "display", "id": "grilli ä"}


async def test_all_day_counts_are_the_servers(screens: Screens, place: Place) -> None:
    kitchen = await screens.kitchen()
    first = await place.order("A-1", line("BURGER", 2, "BACON"), line("FRIES", 3))
    await place.order("A-2", line("BURGER", 1, "BACON", "CHEESE"), line("SHAKE", 3), minutes=26)
    await kitchen.shows("A-1", "A-2")
    await kitchen.button("All day").click()
    assert await _counted(kitchen) == _as_shown(await place.tickets())
    await place.move_line(first, "BURGER", "READY")
    await expect(kitchen.line("A-1", "Hawaii")).to_have_attribute("aria-pressed", "true")
    counted = await _counted(kitchen)
    assert counted == _as_shown(await place.tickets())
    assert counted == [
        ("3 × French Fries", []),
        ("3 × Vanilla Milkshake", []),
        ("1 × Hawaii Burger", ["1 × Bacon", "1 × Extra cheese"]),
    ]


async def _counted(kitchen: Kitchen) -> list[tuple[str, list[str]]]:
    rows = await kitchen.page.locator("#all-day-list > li").all()
    return [
        (
            " ".join(await row.locator(":scope > span").all_inner_texts()),
            await row.locator("li").all_inner_texts(),
        )
        for row in rows
    ]


def _as_shown(tickets: Json) -> list[tuple[str, list[str]]]:
    return [
        (
            f"{count['quantity']} × {count['name']}",
            [f"{extra['quantity']} × {extra['name']}" for extra in count["modifiers"]],
        )
        for count in tickets["allDay"]
    ]


async def test_orders_for_later_are_counted_and_come_when_it_is_time(
    screens: Screens, place: Place
) -> None:
    kitchen = await screens.kitchen()
    await place.order("later", minutes=300)
    # Shown from 30 minutes and the preparation of its burger before the pick-up.
    await place.order("soon", minutes=40 + 3 / 60)
    held = (await place.tickets())["held"]
    assert held["count"] == 2
    shown = datetime.fromisoformat(held["nextReleaseAt"]).strftime("%H:%M")
    await expect(kitchen.page.locator("#summary")).to_have_text(f"0 open · 2 later, next {shown}")
    await kitchen.shows("soon")
    await expect(kitchen.page.locator("#summary")).to_contain_text("1 open · 1 later")
