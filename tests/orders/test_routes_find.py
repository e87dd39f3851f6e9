"""Orders are found by what a guest says: a number, a name, a phone, a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from tests.conftest import NothingWritten
from tests.orders.kitchen import Kitchen

Json = dict[str, Any]
AT = {"locationId": "main"}


async def found(api: AsyncClient, **query: Any) -> list[str]:
    answer = await api.get("/api/orders", params=query)
    assert answer.status_code == 200, answer.text
    return [order["channelOrderId"] for order in answer.json()["items"]]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("A17", ["with-a-name"]),
        ("a17", ["with-a-name"]),
        ("898082", ["TEST1626898082"]),
        ("8-1", ["Order-#-8-1"]),
        ("42", ["#42"]),
        ("%", []),
        ("A1", []),
    ],
)
async def test_by_what_screens_call_it(
    kitchen: Kitchen, api: AsyncClient, asked: str, ids: list[str]
) -> None:
    await kitchen.place(channelOrderId="with-a-name", channelOrderDisplayId="A17")
    for channel_order_id in ("TEST1626898082", "Order-#-8-1", "#42"):
        await kitchen.place(channelOrderId=channel_order_id)

    assert await found(api, displayId=asked) == ids
    assert await found(api, displayId=asked, **AT) == ids
    assert await found(api, displayId=asked, locationId="elsewhere") == []


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("mira", ["mira"]),
        ("MEIK", ["maija"]),
        ("äinen", ["maija"]),
        ("i", ["mira", "maija"]),
        ("%", []),
        ("_", []),
        ("John Doe", []),
    ],
)
async def test_by_a_part_of_a_name(
    kitchen: Kitchen, api: AsyncClient, asked: str, ids: list[str]
) -> None:
    for name in ("Maija Meikäläinen", "Mira"):
        await kitchen.place(channelOrderId=name.split()[0].lower(), customer={"name": name})
    await kitchen.place(customer=None)
    await kitchen.place(customer={"name": "Mira"}, locationId="kallio")

    assert await found(api, customer=asked, **AT) == ids


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("+358 40 1234567", ["local", "foreign"]),
        ("00358401234567", ["local", "foreign"]),
        ("040-123 45 67", ["local", "foreign"]),
        ("(040) 1234567", ["local", "foreign"]),
        ("٠٤٠ ١٢٣٤٥٦٧", ["local", "foreign"]),
        ("4567", ["local", "foreign"]),
        ("+44 20 7946 0958", ["british"]),
        ("+44 (0)20 7946 0958", ["british"]),
        ("020 7946 0958", ["british"]),
        ("1234568", []),
    ],
)
async def test_by_a_phone_number_in_any_spelling(
    kitchen: Kitchen, api: AsyncClient, asked: str, ids: list[str]
) -> None:
    numbers = {
        "british": "+44 20 7946 0958",
        "short": "123",
        "none": None,
        "foreign": "+358401234567",
        "local": "040 1234567",
    }
    for name, number in numbers.items():
        customer = {"name": "A", "phoneNumber": number}
        await kitchen.place(channelOrderId=name, customer=customer)

    assert await found(api, phone=asked, **AT) == ids


async def test_customers_are_looked_for_among_the_orders_of_30_days(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    now = datetime.now(UTC)
    for days in (29, 31):
        created = (now - timedelta(days=days)).isoformat()
        await kitchen.place(channelOrderId=f"{days} days", created=created)

    assert await found(api, customer="john", **AT) == ["29 days"]
    since = (now - timedelta(days=40)).isoformat()
    assert await found(api, customer="john", **AT, **{"from": since}) == ["29 days", "31 days"]
    assert await found(api, customer="john", phone="4567", **AT) == ["29 days"]
    assert await found(api, customer="john", phone="4568", **AT) == []


TIMES = {
    "noon": "2126-01-31T12:00:00Z",
    "one": "2126-01-31T13:00:00Z",
    "two": "2126-01-31T14:00:00Z",
}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ({}, ["two", "asap", "noon", "one"]),
        ({"sort": "pickupTime"}, ["asap", "noon", "one", "two"]),
        ({"sort": "createdAt"}, ["two", "asap", "noon", "one"]),
        ({"pickupFrom": TIMES["noon"], "pickupTo": TIMES["two"]}, ["noon", "one"]),
        ({"pickupFrom": TIMES["one"], "sort": "pickupTime"}, ["one", "two"]),
        ({"pickupTo": TIMES["noon"]}, ["asap"]),
        ({"pickupFrom": TIMES["one"], "pickupTo": TIMES["one"]}, []),
        ({"sort": "pickupTime", "status": ["RECEIVED"]}, ["asap", "noon", "one", "two"]),
        ({"sort": "pickupTime", "customer": "john", **AT}, ["asap", "noon", "one", "two"]),
    ],
)
async def test_by_when_it_is_picked_up(
    kitchen: Kitchen, api: AsyncClient, query: Json, ids: list[str]
) -> None:
    for name in ("one", "noon", "asap", "two"):
        await kitchen.place(channelOrderId=name, pickupTime=TIMES.get(name))

    assert await found(api, **query) == ids


@pytest.mark.parametrize("query", [{}, {"status": "RECEIVED"}, {"customer": "john", **AT}])
async def test_pages_by_pick_up_have_cursors_of_their_own(
    kitchen: Kitchen, api: AsyncClient, query: Json
) -> None:
    names = ["noon", "one", "one", "one", "two"]
    placed = [await kitchen.place(pickupTime=TIMES[name]) for name in names]
    seen: list[str] = []
    cursor: Json = {}
    while cursor != {"cursor": None}:
        asked = {"sort": "pickupTime", "limit": 2, **query, **cursor}
        page = (await api.get("/api/orders", params=asked)).json()
        seen += [order["id"] for order in page["items"]]
        cursor = {"cursor": page["nextCursor"]}

    assert seen == [order["id"] for order in placed]
    first = (await api.get("/api/orders", params={"limit": 1, **query})).json()["nextCursor"]
    other = await api.get("/api/orders", params={"sort": "pickupTime", "cursor": first, **query})
    assert (other.status_code, other.json()["code"]) == (422, "invalid-cursor")


@pytest.mark.parametrize(
    ("query", "code", "pointer"),
    [
        ({"customer": "mira"}, "location-needed", "query/locationId"),
        ({"phone": "040 1234567"}, "location-needed", "query/locationId"),
        ({"phone": "123", **AT}, "phone-too-short", "query/phone"),
        ({"phone": "+358", **AT}, "phone-too-short", "query/phone"),
        ({"phone": "mira", **AT}, "phone-too-short", "query/phone"),
        (
            {"pickupFrom": TIMES["two"], "pickupTo": TIMES["one"]},
            "invalid-period",
            "query/pickupFrom",
        ),
        ({"from": TIMES["two"], "to": TIMES["one"]}, "invalid-period", "query/from"),
        ({"sort": "pickup_time"}, "invalid-request", "query/sort"),
        ({"pickupFrom": "today"}, "invalid-request", "query/pickupFrom"),
    ],
)
async def test_what_finds_nothing_by_its_nature_is_refused(
    api: AsyncClient, nothing_written: NothingWritten, query: Json, code: str, pointer: str
) -> None:
    answer = await api.get("/api/orders", params=query)

    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert [fault["pointer"] for fault in answer.json()["errors"]] == [pointer]
