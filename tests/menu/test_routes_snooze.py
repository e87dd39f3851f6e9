"""Taking products and modifiers off the menu for a while, and what that means to open orders."""

from datetime import timedelta

import pytest

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.menu.pizzeria import BRAND, Json, Pizzeria, listed, product
from tests.orders.kitchen import Kitchen

TOMORROW, LATER = "2099-01-01T18:00:00Z", "2099-01-02T18:00:00Z"


@pytest.fixture(autouse=True)
async def products(pizzeria: Pizzeria) -> None:
    for plu in ("A", "B"):
        await pizzeria.put(plu)


def snoozed(*plus: str, until: str | None = None, location: str | None = None) -> list[Json]:
    return [{"locationId": location, "plu": plu, "until": until} for plu in plus]


async def test_a_snoozed_product_can_not_be_ordered_until_it_is_woken(pizzeria: Pizzeria) -> None:
    answer = await pizzeria.snooze("A", until=TOMORROW)

    assert answer.status_code == 200
    assert answer.json() == {
        "brandId": BRAND,
        "locationId": None,
        "plus": ["A"],
        "until": TOMORROW,
        "openOrders": [],
    }
    assert await pizzeria.get("A") == listed("A", snoozed=True, snoozedUntil=TOMORROW)
    assert await pizzeria.get("B") == listed("B")

    assert (await pizzeria.wake("A")).status_code == 204
    assert await pizzeria.get("A") == listed("A")


async def test_a_snooze_for_good_has_no_end(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A")

    assert await pizzeria.get("A") == listed("A", snoozed=True)
    assert await pizzeria.snoozes() == snoozed("A")


async def test_a_snoozed_modifier_is_so_on_every_product(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("HAM")

    for plu in ("A", "B"):
        found = await pizzeria.get(plu)
        assert (found["orderable"], found["snoozed"]) == (True, False)
        assert {extra["plu"]: extra["orderable"] for extra in found["modifiers"]} == {
            "HAM": False,
            "ONION": True,
        }


async def test_a_snooze_is_over_by_itself(pizzeria: Pizzeria, sql: Connection) -> None:
    await pizzeria.snooze("A", "HAM", until=TOMORROW)
    await sql.execute("UPDATE menu_snoozes SET until = clock_timestamp()")

    assert await pizzeria.get("A") == listed("A")
    assert await pizzeria.snoozes() == []
    assert await pizzeria.plus(orderable="true") == ["A", "B"]


async def test_what_is_over_is_forgotten_with_the_next_snooze_there(
    pizzeria: Pizzeria, sql: Connection
) -> None:
    await pizzeria.snooze("A", until=TOMORROW)
    await pizzeria.snooze("A", until=TOMORROW, locationId="main")
    await sql.execute("UPDATE menu_snoozes SET until = clock_timestamp()")

    await pizzeria.snooze("B")

    kept = await sql.fetch("SELECT location_id, plu FROM menu_snoozes ORDER BY 1, 2")
    assert [tuple(row) for row in kept] == [("", "B"), ("main", "A")]


@pytest.mark.parametrize(
    ("first", "second"), [(TOMORROW, LATER), (LATER, TOMORROW), (None, TOMORROW), (LATER, None)]
)
async def test_the_last_snooze_of_a_place_holds(
    pizzeria: Pizzeria, first: str | None, second: str | None
) -> None:
    await pizzeria.snooze("A", "A", until=first)
    await pizzeria.snooze("A", until=second)

    assert await pizzeria.snoozes() == snoozed("A", until=second)


async def test_snoozing_again_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    first = await pizzeria.snooze("A", until=TOMORROW)

    async with nothing_written():
        again = await pizzeria.snooze("A", until=TOMORROW)

    assert again.json() == first.json()


async def test_a_location_snoozes_for_itself(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A", locationId="kallio", until=TOMORROW)

    assert (await pizzeria.get("A", locationId="kallio"))["snoozedUntil"] == TOMORROW
    assert await pizzeria.get("A", locationId="main") == listed("A")
    assert await pizzeria.get("A") == listed("A")
    assert await pizzeria.snoozes() == []
    assert await pizzeria.snoozes(locationId="kallio") == snoozed(
        "A", until=TOMORROW, location="kallio"
    )


@pytest.mark.parametrize(
    ("here", "everywhere", "until"),
    [
        (TOMORROW, LATER, LATER),
        (LATER, TOMORROW, LATER),
        (None, LATER, None),
        (TOMORROW, None, None),
    ],
)
async def test_of_two_snoozes_the_longer_is_told(
    pizzeria: Pizzeria, here: str | None, everywhere: str | None, until: str | None
) -> None:
    await pizzeria.snooze("A", until=here, locationId="main")
    await pizzeria.snooze("A", until=everywhere)

    found = await pizzeria.get("A", locationId="main")

    assert (found["orderable"], found["snoozed"], found["snoozedUntil"]) == (False, True, until)


async def test_snoozes_here_and_everywhere_end_apart(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A", "B")
    await pizzeria.snooze("A", "B", locationId="main")

    await pizzeria.wake("A")
    await pizzeria.wake("B", locationId="main")

    found = await pizzeria.snoozes(locationId="main")
    assert found == snoozed("A", location="main") + snoozed("B")


async def test_waking_what_is_awake_changes_nothing(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    await pizzeria.snooze("A", brandId=BRAND)

    async with nothing_written():
        answer = await pizzeria.wake("B", "NONE")
        elsewhere = await pizzeria.wake("A", locationId="main")
        of_another = await pizzeria.wake("A", brandId="grill")

    assert [reply.status_code for reply in (answer, elsewhere, of_another)] == [204] * 3


async def test_what_the_brand_does_not_have_is_named_and_nothing_is_snoozed(
    pizzeria: Pizzeria, nothing_written: NothingWritten
) -> None:
    await pizzeria.put("C", brandId="grill")

    async with nothing_written():
        refused = await pizzeria.snooze("A", "C", "HAM", "Ham")

    assert (refused.status_code, refused.json()["code"]) == (422, "unknown-plu")
    assert [(fault["pointer"], fault["code"]) for fault in refused.json()["errors"]] == [
        ("/plus/1", "unknown-plu"),
        ("/plus/3", "unknown-plu"),
    ]


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(seconds=1), timedelta(days=4000)])
async def test_a_snooze_that_is_over_is_refused(
    pizzeria: Pizzeria, nothing_written: NothingWritten, ago: timedelta
) -> None:
    async with nothing_written():
        refused = await pizzeria.snooze("A", until=(utc_now() - ago).isoformat())

    assert (refused.status_code, refused.json()["code"]) == (422, "until-in-past")
    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/until"]


@pytest.mark.parametrize("where", ["main", None])
async def test_the_open_orders_that_have_it_are_told(
    pizzeria: Pizzeria, kitchen: Kitchen, where: str | None
) -> None:
    ham = [{"plu": "HAM", "quantity": 1}]
    lines = [item("A", modifiers=ham), item("B"), item("B", modifiers=ham)]
    found = await kitchen.place(brandId=BRAND, items=lines, channelOrderDisplayId="#7")
    for closing in ("PICKED_UP", "CANCELLED"):
        await kitchen.place_at(closing, brandId=BRAND, items=lines)
    await kitchen.place(brandId=BRAND, items=[item("B")])
    await kitchen.place(brandId="grill", items=lines)
    voided = await kitchen.place(brandId=BRAND, items=[item("A", modifiers=ham), item("B")])
    await kitchen.move_item(voided, "A", "CANCELLED")
    ready = await kitchen.place_at("READY", brandId=BRAND, items=[item("A")])
    away = await kitchen.place(brandId=BRAND, items=lines, locationId="kallio")

    answer = await pizzeria.snooze("HAM", "A", locationId=where)

    told = [
        {
            "orderId": order["id"],
            "locationId": order["locationId"],
            "channelOrderDisplayId": order["channelOrderDisplayId"],
            "status": status,
            "plus": plus,
        }
        for order, status, plus in (
            (found, "RECEIVED", ["A", "HAM"]),
            (ready, "READY", ["A"]),
            (away, "RECEIVED", ["A", "HAM"]),
        )
    ]
    assert answer.json()["openOrders"] == (told[:2] if where else told)


async def test_a_switch_that_is_put_off_during_a_snooze_stays_off(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A", until=TOMORROW)

    put = await pizzeria.put("A", product(available=False))
    assert put.json() == listed("A", available=False, snoozed=True, snoozedUntil=TOMORROW)

    await pizzeria.wake("A")
    assert await pizzeria.get("A") == listed("A", available=False)


async def test_an_answer_that_is_put_back_does_not_outlast_the_snooze(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A", "HAM")
    found = await pizzeria.get("A")

    put_back = await pizzeria.put("A", found | {"name": "Pizza, new"})
    await pizzeria.wake("A", "HAM")

    assert put_back.json() == found | {"name": "Pizza, new"}
    assert await pizzeria.get("A") == listed("A", name="Pizza, new")


async def test_a_location_s_answer_is_put_back_to_where_it_came_from(pizzeria: Pizzeria) -> None:
    await pizzeria.snooze("A", locationId="main")
    found = await pizzeria.get("A", locationId="main")

    put_back = await pizzeria.put("A", found, locationId="main")

    assert put_back.json() == found == listed("A", snoozed=True)
    assert await pizzeria.get("A") == listed("A")


@pytest.mark.parametrize("available", [True, False])
async def test_the_switch_is_the_brand_s_through_a_snooze(
    pizzeria: Pizzeria, available: bool
) -> None:
    await pizzeria.put("A", product(available=not available))
    await pizzeria.snooze("A")

    await pizzeria.put("A", product(available=available))
    assert await pizzeria.get("A") == listed("A", available=available, snoozed=True)

    await pizzeria.wake("A")
    assert await pizzeria.get("A") == listed("A", available=available)
