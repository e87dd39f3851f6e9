"""The kitchen says that an order will be later: its promise moves, and the partner is told."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.menu.pizzeria import product
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.messages import BEER, PIZZA, message, send, told

DISPLAY = {"X-Actor": "display:grill-1"}
LATER = "2126-01-31T18:30:00Z"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_the_promise_moves_and_the_first_stays_readable(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    placed = await kitchen.place(pickupTime=LATER)

    answer = await kitchen.delay(placed, minutes=15, reason="the oven is full", headers=DISPLAY)

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"], now["version"]) == (200, '"2"', 2)
    assert (now["pickupTime"], now["promisedTime"]) == ("2126-01-31T18:45:00Z", LATER)
    (amendment,) = now["amendments"]
    assert amendment["actor"] == {"kind": "display", "id": "grill-1"}
    assert amendment["reason"] == "the oven is full"
    assert amendment["changes"] == [
        {"line": None, "field": "pickupTime", "before": LATER, "after": "2126-01-31T18:45:00Z"}
    ]
    assert await kitchen.get(placed) == now
    event = (await api.get("/api/events")).json()["items"][-1]
    assert (event["type"], event["orderVersion"]) == ("order.amended", 2)
    again = (await kitchen.delay(placed, minutes=5)).json()
    assert (again["pickupTime"], again["promisedTime"]) == ("2126-01-31T18:50:00Z", LATER)
    assert await violations(sql) == []


async def test_what_is_late_already_is_there_so_long_from_now(kitchen: Kitchen) -> None:
    placed = await kitchen.place(pickupTime="2026-01-31T18:30:00Z")

    now = (await kitchen.delay(placed, minutes=10)).json()

    assert at(now["pickupTime"]) - datetime.now(UTC) == pytest.approx(
        timedelta(minutes=10), abs=timedelta(seconds=20)
    )
    assert now["promisedTime"] == "2026-01-31T18:30:00Z"


async def test_what_is_wanted_as_soon_as_possible_is_promised_for_after_its_ticket_was_due(
    api: AsyncClient, kitchen: Kitchen, sql: Connection
) -> None:
    query = {"brandId": "pizzeria"}
    lasts = product(preparationMinutes=20)
    assert (await api.put("/api/menu/products/PIZZA", params=query, json=lasts)).is_success
    placed = await kitchen.place(brandId="pizzeria", items=[item("PIZZA")], pickupTime=None)
    assert (placed["asap"], placed["promisedTime"]) == (True, None)

    now = (await kitchen.delay(placed, minutes=10)).json()

    assert at(now["pickupTime"]) == at(placed["recordedAt"]) + timedelta(minutes=30)
    assert (now["asap"], now["promisedTime"]) == (False, now["pickupTime"])
    assert await kitchen.get(placed) == now
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_a_closed_order_is_delayed_no_more(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    placed = await kitchen.place_at(status)

    async with nothing_written():
        answer = await kitchen.delay(placed, minutes=10)

    assert (answer.status_code, answer.json()["code"]) == (409, "order-closed")


async def test_a_stale_version_delays_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place_at("PREPARING")

    async with nothing_written():
        answer = await kitchen.delay(placed, minutes=10, headers={"If-Match": '"1"'})

    assert (answer.status_code, answer.headers["ETag"]) == (412, '"2"')


async def test_nothing_is_promised_beyond_the_calendar(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place(pickupTime="9999-12-31T23:59:00Z")

    async with nothing_written():
        answer = await kitchen.delay(placed, minutes=1)

    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/minutes")


async def test_under_a_key_it_is_delayed_once(kitchen: Kitchen) -> None:
    placed = await kitchen.place(pickupTime=LATER)
    headers = {"Idempotency-Key": "delay-once"}

    answers: list[Json] = [
        (await kitchen.delay(placed, minutes=15, headers=headers)).json() for _ in range(2)
    ]

    assert answers[0] == answers[1] == await kitchen.get(placed)
    assert answers[0]["pickupTime"] == "2126-01-31T18:45:00Z"


async def test_who_repeats_the_time_of_before_the_delay_beside_other_news_takes_no_delay_back(
    kitchen: Kitchen, sql: Connection
) -> None:
    placed = (await send(kitchen, message(PIZZA, pickupTime=LATER))).json()
    await kitchen.delay(placed, minutes=15, headers=DISPLAY)
    await kitchen.delay(placed, minutes=5, headers=DISPLAY)

    more = await send(kitchen, message(PIZZA, BEER, pickupTime=LATER))

    assert more.json()["pickupTime"] == "2126-01-31T18:50:00Z"
    assert [field for _, field, *_ in told(more)] == ["quantity"]
    assert await violations(sql) == []


@pytest.mark.parametrize("time", ["2126-01-31T19:30:00Z", "2126-01-31T18:00:00Z"])
async def test_a_time_that_is_news_counts_also_after_a_delay(kitchen: Kitchen, time: str) -> None:
    placed = (await send(kitchen, message(pickupTime=LATER))).json()
    await kitchen.delay(placed, minutes=15, headers=DISPLAY)

    moved = await send(kitchen, message(pickupTime=time))

    assert (moved.json()["pickupTime"], moved.json()["promisedTime"]) == (time, LATER)
    await kitchen.delay(placed, minutes=10, headers=DISPLAY)
    again = await send(kitchen, message(PIZZA, pickupTime=LATER))
    assert again.json()["pickupTime"] == LATER


async def test_who_knows_of_the_delay_may_take_it_back(api: AsyncClient, kitchen: Kitchen) -> None:
    placed = (await send(kitchen, message(pickupTime=LATER))).json()
    await kitchen.delay(placed, minutes=15, headers=DISPLAY)

    body, knowing = message(pickupTime=LATER), {"If-Match": '"2"'}
    back = await api.post("/api/orders?ifExists=amend", json=body, headers=knowing)

    assert (back.json()["version"], back.json()["pickupTime"]) == (3, LATER)
