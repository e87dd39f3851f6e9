"""What a display shows, with every field."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dirty_equals import IsInt

from huuva_backend.kitchen.schemas import TicketsRead
from tests.conftest import Connection
from tests.factories import PLAIN, item
from tests.kitchen.screens import Json, Screens, number
from tests.orders.kitchen import Kitchen

OF_THE_PASS = {
    "passRequired": False,
    "toPack": False,
    "elsewhere": [{"station": name, "status": "ORDERED"} for name in ("oven", None)],
}
NONE_HELD = {"count": 0, "nextReleaseAt": None}
FAR = "2099-12-31T12:00:00Z"


def modifier(plu: str, quantity: int = 1) -> Json:
    return {"plu": plu, "name": plu.title(), "quantity": quantity}


async def test_an_empty_kitchen_has_nothing_to_show(screens: Screens) -> None:
    looked = await screens.look()
    now = looked.pop("now")

    assert looked == {
        "locationId": "main",
        "station": None,
        "asOf": "0",
        "tickets": [],
        "allDay": [],
        "held": NONE_HELD,
        "ringAgainSeconds": None,
        "known": False,
        "knownLocations": [],
        "stationKnown": True,
        "knownStations": [],
    }
    assert abs(datetime.now(UTC) - datetime.fromisoformat(now)) < timedelta(minutes=1)


def shown(line: int, **changes: Any) -> Json:
    """A line of a ticket in which nothing is special but for `changes`."""
    usual: Json = {"unit": "piece", "allergens": [], "forName": None, "note": None}
    usual |= {"modifiers": [], "flags": [], "status": "ORDERED"}
    usual |= {"parentLine": None, "bundle": False, "bundleName": None, "course": None}
    usual |= {"held": False, "firedAt": None, "toMake": True, "amendedAt": None}
    return {"line": line} | usual | changes


CONTEXT: Json = {
    "orderType": "PICKUP",
    "table": None,
    "covers": None,
    "server": None,
    "customerName": "John Doe",
    "toCollect": None,
    "toAccept": None,
    "early": False,
    "cancellationRequest": None,
}


async def test_a_whole_ticket_is_answered_with_all_that_a_kitchen_needs(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven", 12)
    extras = [modifier("HAM", 3), modifier("PINEAPPLE")]
    pizza = {"plu": "PIZZA", "name": "Pizza", "quantity": 2, "note": "well done"}
    cola = item("COLA")
    sold = {"unitPrice": {"amount": 1200, "currency": "EUR"}, "modifiers": extras}
    told = {"channel": "wolt", "note": "ring twice"}
    placed = await kitchen.place(**told, channelOrderDisplayId="A-17", items=[pizza | sold, cola])
    (ticket,) = await screens.tickets()

    assert ticket == told | {
        "orderId": placed["id"],
        "orderVersion": 1,
        "orderStatus": "RECEIVED",
        "displayId": "A-17",
        "brandId": "brand-1",
        **CONTEXT,
        "station": None,
        "status": "RECEIVED",
        "pickupTime": "2026-01-31T18:30:00Z",
        "asap": False,
        "startBy": "2026-01-31T18:18:00Z",
        "dueAt": "2026-01-31T18:30:00Z",
        "remainingSeconds": IsInt(lt=0),
        "sla": "late",
        "createdAt": placed["createdAt"],
        **OF_THE_PASS | {"allergens": []},
        "items": [
            shown(
                1,
                **pizza,
                modifiers=[extra | PLAIN for extra in extras],
                station="oven",
                flags=["unknown-modifier"],
            ),
            shown(2, **cola, station=None),
        ],
    }


async def test_the_answer_is_as_it_is_described(kitchen: Kitchen, screens: Screens) -> None:
    await screens.menu("PIZZA", "oven", 12)
    await kitchen.place(items=[item("PIZZA", modifiers=[modifier("HAM")]), item("COLA")])
    await kitchen.place(pickupTime=FAR)

    for looked in (await screens.look(), await screens.look(station="oven")):
        described = TicketsRead.model_validate(looked, extra="forbid")
        assert described.model_dump(mode="json", by_alias=True) == looked


async def test_a_station_shows_its_share_of_each_order(kitchen: Kitchen, screens: Screens) -> None:
    await screens.menu("PIZZA", "oven", 12)
    await screens.menu("SALAD", "cold", 3)
    both = [item("SALAD"), item("PIZZA"), item("COLA")]
    await kitchen.place(channelOrderDisplayId="both", items=both)
    await kitchen.place(channelOrderDisplayId="pizza", items=[item("PIZZA"), item("PIZZA")])

    oven = await screens.tickets(station="oven")
    cold = await screens.tickets(station="cold")

    assert [[line["line"] for line in ticket["items"]] for ticket in oven] == [[2], [1, 2]]
    assert [(ticket["station"], ticket["startBy"]) for ticket in oven + cold] == [
        ("oven", "2026-01-31T18:18:00Z"),
        ("oven", "2026-01-31T18:18:00Z"),
        ("cold", "2026-01-31T18:27:00Z"),
    ]
    assert await screens.shown(station="cold") == [("both", "ORDERED", ["SALAD"])]
    assert await screens.shown() == [
        ("both", "RECEIVED", ["SALAD", "PIZZA", "COLA"]),
        ("pizza", "RECEIVED", ["PIZZA", "PIZZA"]),
    ]


async def test_a_station_that_nobody_knows_has_nothing_to_show(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await kitchen.place(items=[item("PIZZA"), item("COLA")])

    looked = await screens.look(station="moon")

    assert (looked["station"], looked["tickets"], looked["allDay"]) == ("moon", [], [])


async def test_a_location_sees_its_own_orders_only(kitchen: Kitchen, screens: Screens) -> None:
    placed = await kitchen.place(locationId="kallio", channelOrderDisplayId="K-1")

    assert await screens.shown() == []
    assert await screens.shown(orderId=placed["id"]) == []
    assert await screens.shown(locationId="kallio") == [("K-1", "RECEIVED", ["BURGER", "SUSHI"])]
    assert number(await screens.look(locationId="kallio")) == 1


async def test_a_station_that_is_told_elsewhere_for_a_location_counts_there(
    kitchen: Kitchen, screens: Screens, sql: Connection
) -> None:
    await screens.menu("PIZZA", "oven")
    await sql.execute("INSERT INTO menu_stations VALUES ('kallio', 'brand-1', 'PIZZA', 'grill')")
    for location in ("main", "kallio"):
        await kitchen.place(locationId=location, items=[item("PIZZA")])

    assert len(await screens.tickets(station="oven")) == 1
    assert len(await screens.tickets(station="grill", locationId="kallio")) == 1


@pytest.mark.parametrize(
    ("warn", "late", "minutes", "sla"),
    [(600, 0, 20, "on_time"), (1200, 0, 20, "warn"), (0, 600, -5, "warn"), (0, 240, -5, "late")],
)
async def test_a_stations_own_thresholds_hold_for_its_tickets(
    kitchen: Kitchen, screens: Screens, warn: int, late: int, minutes: int, sla: str
) -> None:
    """With five minutes or more between each of them and the test's own slowness."""
    await screens.menu("PIZZA", "oven", 5)
    await screens.set_station("oven", warn, late)
    due = datetime.now(UTC) + timedelta(minutes=minutes)
    await kitchen.place(pickupTime=(due + timedelta(minutes=5)).isoformat(), items=[item("PIZZA")])

    looked = await screens.look(station="oven")

    (ticket,) = looked["tickets"]
    start_by, now = map(datetime.fromisoformat, (ticket["startBy"], looked["now"]))
    assert (ticket["sla"], start_by) == (sla, due)
    assert ticket["remainingSeconds"] == (start_by - now) // timedelta(seconds=1)


async def test_asked_for_orders_are_all_that_is_looked_at(
    kitchen: Kitchen, screens: Screens
) -> None:
    first, second, third = [await kitchen.place() for _ in range(3)]
    gone = await kitchen.place_at("PICKED_UP")
    held = await kitchen.place(pickupTime=FAR)
    asked: list[Any] = [first["id"], third["id"], third["id"], gone["id"], held["id"]]

    looked = await screens.look(orderId=[*asked, "01a200f3-8f25-70dd-9187-be12b1d3dddc"])

    assert [ticket["orderId"] for ticket in looked["tickets"]] == [first["id"], third["id"]]
    assert (looked["allDay"], number(looked)) == (None, 7)
    assert looked["held"] == {"count": 1, "nextReleaseAt": "2099-12-31T11:30:00Z"}
    assert second["id"] in [ticket["orderId"] for ticket in await screens.tickets()]


async def test_all_day_counts_what_a_station_has_still_to_make(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    await screens.menu("SALAD", "cold")
    pizza = item("PIZZA", quantity=2, modifiers=[modifier("HAM", 2)])
    await kitchen.place(items=[pizza, item("SALAD")])
    await kitchen.place(items=[item("PIZZA", quantity=3), item("SALAD", quantity=9)])
    await kitchen.place_at("READY", items=[item("PIZZA", quantity=50)])
    await kitchen.place(items=[item("PIZZA", quantity=70)], pickupTime=FAR)

    oven = {
        "brandId": "brand-1",
        "plu": "PIZZA",
        "name": "Pizza",
        "unit": "piece",
        "quantity": 5,
        "modifiers": [modifier("HAM", 4) | {"action": "ADD", "portion": "WHOLE"}],
    }
    assert (await screens.look(station="oven"))["allDay"] == [oven]
    assert [(count["plu"], count["quantity"]) for count in (await screens.look())["allDay"]] == [
        ("SALAD", 10),
        ("PIZZA", 5),
    ]


async def test_nothing_personal_but_a_name_is_shown_and_that_to_the_kitchen_alone(
    kitchen: Kitchen, screens: Screens
) -> None:
    address = {"street": "Secret Street 7", "city": "Espoo", "postalCode": "02100"}
    customer = {"name": "Maija Meikäläinen", "phoneNumber": "+358409876543"}
    placed = await kitchen.place(customer=customer, deliveryAddress=address, account="acc-9")

    answers = [
        (await screens.ask()).text,
        (await screens.ask(orderId=placed["id"])).text,
        str(await screens.board()),
    ]

    private = [customer["phoneNumber"], *address.values(), "acc-9"]
    assert [text for text in private for answer in answers if text in answer] == []
    assert [customer["name"] in answer for answer in answers] == [True, True, False]


async def test_a_pick_up_before_all_time_must_be_begun_at_its_beginning(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", None, 1440)
    await kitchen.place(pickupTime="0001-01-01T00:00:01Z", items=[item("PIZZA")])

    (ticket,) = await screens.tickets()

    assert (ticket["startBy"], ticket["sla"]) == ("0001-01-01T00:00:00Z", "late")
    assert ticket["remainingSeconds"] == IsInt(lt=-60_000_000_000)
