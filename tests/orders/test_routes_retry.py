"""The same order twice: what counts as the same, and for how long."""

from datetime import timedelta
from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection, NothingWritten
from tests.factories import item, order
from tests.orders.kitchen import Json, Kitchen
from tests.orders.test_routes_place import FULL

VALID_ONLY = {"validateOnly": "true"}
EXPIRE = "UPDATE order_dedupe SET expires_at = now() - interval '1 second'"


def reversed_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [reversed_keys(element) for element in value]
    if isinstance(value, dict):
        return {key: reversed_keys(value[key]) for key in reversed(value)}
    return value


STARTED: Json = FULL | {
    "status": "PREPARING",
    "statusHistory": [
        {"status": "RECEIVED", "timestamp": "2026-01-31T17:00:00Z"},
        {"status": "PREPARING", "timestamp": "2026-01-31T17:05:00Z"},
    ],
}
IN_CODES = [
    {"status": 1, "timestamp": "2026-01-31T19:00:00+02:00"},
    {"status": 2, "timestamp": "2026-01-31T12:05:00.000-05:00"},
]


@pytest.mark.parametrize(
    "same",
    [
        STARTED,
        STARTED | {"status": 2, "statusHistory": IN_CODES},
        STARTED
        | {"created": "2026-01-31T17:00:00Z", "pickupTime": "2026-01-31T20:30:00.123456+02:00"},
        reversed_keys(STARTED),
        STARTED | {"note": " no bell "},
        {key: STARTED[key] for key in STARTED if key != "_id"} | {"id": "partner/7"},
        STARTED
        | {"items": [STARTED["items"][0], STARTED["items"][1] | {"note": None, "modifiers": []}]},
    ],
    ids=["itself", "codes", "offsets", "key order", "spaces", "id", "defaults"],
)
async def test_the_same_content_written_differently_is_the_same_order(
    kitchen: Kitchen, nothing_written: NothingWritten, same: Json
) -> None:
    first = await kitchen.post(STARTED)

    async with nothing_written():
        again = await kitchen.post(same)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert again.json() == first.json()
    assert "Idempotent-Replayed" not in first.headers


async def test_a_retry_is_answered_with_the_order_as_it_stands_now(kitchen: Kitchen) -> None:
    body = order()
    placed = (await kitchen.post(body)).json()
    moved = (await kitchen.move(placed, "READY")).json()

    again = await kitchen.post(body)

    assert (again.status_code, again.json()) == (200, moved)
    assert again.headers["ETag"] == '"2"'


@pytest.mark.parametrize(
    ("changes", "differing"),
    [
        ({"note": "two bells"}, ["note"]),
        ({"_id": "other"}, ["externalId"]),
        ({"created": None, "account": "account-2"}, ["created", "account"]),
        ({"items": [*FULL["items"], item("EXTRA")]}, ["items"]),
        ({"items": FULL["items"][::-1]}, ["items"]),
        ({"customer": {"name": "Ääni"}, "deliveryAddress": None}, ["customer", "deliveryAddress"]),
        ({"metadata": FULL["metadata"] | {"z": 2}}, ["metadata"]),
        ({"status": 1}, ["status"]),
    ],
)
async def test_other_content_is_refused_by_the_names_of_what_differs(
    kitchen: Kitchen, nothing_written: NothingWritten, changes: Json, differing: list[str]
) -> None:
    placed = (await kitchen.post(FULL)).json()

    async with nothing_written():
        answer = await kitchen.post(FULL | changes)

    assert answer.status_code == 409
    assert answer.json()["code"] == "order-exists"
    assert answer.json()["orderId"] == placed["id"]
    assert answer.json()["differing"] == differing


@pytest.mark.parametrize("part", ["locationId", "brandId", "channel", "channelOrderId"])
async def test_each_part_of_the_natural_key_makes_it_another_order(
    kitchen: Kitchen, part: str
) -> None:
    first = await kitchen.post(FULL)
    other = await kitchen.post(FULL | {part: "another"})

    assert (first.status_code, other.status_code) == (201, 201)
    assert first.json()["id"] != other.json()["id"]


@pytest.mark.parametrize(
    ("until_pickup", "expected"),
    [
        (timedelta(days=-2000), timedelta(days=7)),
        (timedelta(days=4), timedelta(days=7)),
        (timedelta(days=6), timedelta(days=8)),
    ],
)
async def test_an_order_can_be_retried_for_two_days_after_pickup_and_for_a_week_at_least(
    kitchen: Kitchen, sql: Connection, until_pickup: timedelta, expected: timedelta
) -> None:
    await kitchen.place(pickupTime=(utc_now() + until_pickup).isoformat())

    expires = await sql.fetchval("SELECT expires_at FROM order_dedupe")

    assert abs(expires - utc_now() - expected) < timedelta(minutes=5)


async def test_after_that_the_id_names_another_order(kitchen: Kitchen, sql: Connection) -> None:
    first = (await kitchen.post(FULL)).json()
    await sql.execute(EXPIRE)

    second = await kitchen.post(FULL | {"note": "another"})
    again = await kitchen.post(FULL | {"note": "another"})

    assert second.status_code == 201
    assert second.json()["id"] != first["id"]
    assert (again.status_code, again.json()["id"]) == (200, second.json()["id"])
    assert await kitchen.get(first) == first


async def test_the_latest_pickup_that_a_calendar_has_is_taken(kitchen: Kitchen) -> None:
    answer = await kitchen.post(order(pickupTime="9999-12-31T23:59:59Z"))

    assert answer.status_code == 201


async def test_a_rehearsal_answers_as_if_and_writes_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        rehearsed = await kitchen.post(STARTED, **VALID_ONLY)
    placed = await kitchen.post(STARTED)

    assert rehearsed.status_code == 200
    assert "Location" not in rehearsed.headers
    assert placed.status_code == 201
    assert without_makings(rehearsed.json()) == without_makings(placed.json())


def without_makings(order: Json) -> Json:
    """What doesn't depend on when the order was recorded."""
    made = ("id", "recordedAt", "updatedAt", "statusHistory", "items")
    return {key: order[key] for key in order if key not in made} | {
        "history": [entry["status"] for entry in order["statusHistory"]],
        "items": [line | {"statusHistory": len(line["statusHistory"])} for line in order["items"]],
    }


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [({"note": "two bells"}, 409, "order-exists"), ({"items": []}, 422, "invalid-request")],
)
async def test_a_rehearsal_is_refused_as_the_order_would_be(
    kitchen: Kitchen, nothing_written: NothingWritten, changes: Json, status: int, code: str
) -> None:
    await kitchen.post(FULL)

    async with nothing_written():
        rehearsed = await kitchen.post(FULL | changes, **VALID_ONLY)

    assert (rehearsed.status_code, rehearsed.json()["code"]) == (status, code)


async def test_a_rehearsal_of_what_is_placed_is_that_order(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = (await kitchen.post(FULL)).json()

    async with nothing_written():
        rehearsed = await kitchen.post(FULL, **VALID_ONLY)

    assert (rehearsed.status_code, rehearsed.json()) == (200, placed)


async def test_what_tells_of_a_person_is_kept_in_no_other_table(
    kitchen: Kitchen, sql: Connection
) -> None:
    await kitchen.place(
        customer={"name": "Matti Meikäläinen", "phoneNumber": "+358401234567"},
        deliveryAddress={"street": "Huuvatie 1", "city": "Helsinki", "postalCode": "00100"},
        note="ring at Virtanen's",
    )

    kept = await sql.fetchval("SELECT content FROM order_dedupe")
    for told in ("Matti", "358401234567", "Huuvatie", "Virtanen"):
        assert told not in kept


async def test_a_key_whose_time_is_over_answers_nothing(
    kitchen: Kitchen, api: AsyncClient, sql: Connection
) -> None:
    """Not even where what is posted now can't be had: it is another order."""
    price = {"amount": 600, "currency": "EUR"}
    await api.put("/api/menu/products/SOUP?brandId=brand-1", json={"name": "Soup", "price": price})
    body = order(items=[{"plu": "SOUP", "quantity": 1}])
    await kitchen.post(body)
    await api.post("/api/menu/snoozes", json={"brandId": "brand-1", "plus": ["SOUP"]})

    in_time = await kitchen.post(body)
    await sql.execute(EXPIRE)
    too_late = await kitchen.post(body)

    assert in_time.status_code == 200
    assert (too_late.status_code, too_late.json()["code"]) == (422, "not-orderable")
