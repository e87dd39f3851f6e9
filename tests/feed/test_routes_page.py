"""Events page by page."""

from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.feed.schemas import EventPage
from tests.conftest import Connection
from tests.factories import item, order

Json = dict[str, Any]


async def place(api: AsyncClient, **changes: Any) -> Json:
    placed: Json = (await api.post("/api/orders", json=order(**changes))).json()
    return placed


async def page(api: AsyncClient, **query: str | int) -> Json:
    answer = await api.get("/api/events", params=query)
    assert answer.status_code == 200, answer.text
    EventPage.model_validate_json(answer.content)
    found: Json = answer.json()
    return found


async def test_an_event_tells_what_changed(api: AsyncClient, sql: Connection) -> None:
    placed = await place(api, items=[item("BURGER"), item("SUSHI")])
    await sql.execute("UPDATE order_items SET station = 'grill' WHERE plu = 'BURGER'")
    path = f"/api/orders/{placed['id']}/items/BURGER/status"
    await api.patch(path, json={"status": "PREPARING"})
    moved = (await api.get(f"/api/orders/{placed['id']}")).json()

    created, prepared = (await page(api))["items"]

    own = {"locationId": "main", "orderId": placed["id"]}
    first = {"line": None, "plu": None, "station": None, "fromStatus": None, "toStatus": "RECEIVED"}
    assert created == own | {
        "seq": 1,
        "type": "order.created",
        "orderVersion": 1,
        "orderStatus": "RECEIVED",
        "at": placed["recordedAt"],
        "changes": [first],
    }
    assert prepared == own | {
        "seq": 2,
        "type": "order.status_changed",
        "orderVersion": 2,
        "orderStatus": "PREPARING",
        "at": moved["updatedAt"],
        "changes": [
            {
                "line": 1,
                "plu": "BURGER",
                "station": "grill",
                "fromStatus": "ORDERED",
                "toStatus": "PREPARING",
            },
            first | {"fromStatus": "RECEIVED", "toStatus": "PREPARING"},
        ],
    }


async def test_pages_go_on_where_the_one_before_ended(api: AsyncClient) -> None:
    for _ in range(5):
        await place(api)
    seen, after = [], 0
    for _ in range(3):
        found = await page(api, after=after, limit=2)
        assert found["newest"] == 5
        seen.append([event["seq"] for event in found["items"]])
        after = found["nextAfter"]

    assert seen == [[1, 2], [3, 4], [5]]
    assert await page(api, after=after) == {"items": [], "nextAfter": 5, "newest": 5}


async def test_a_location_has_its_own_events_only(api: AsyncClient) -> None:
    await place(api)
    await place(api, locationId="kallio")
    await place(api, locationId="kallio")

    found = await page(api, locationId="kallio")
    assert {event["locationId"] for event in found["items"]} == {"kallio"}
    assert found["newest"] == 2
    assert await page(api, locationId="nowhere") == {"items": [], "nextAfter": 0, "newest": 0}


async def test_without_a_cursor_it_begins_with_the_oldest_that_is_kept(
    api: AsyncClient, sql: Connection
) -> None:
    for _ in range(4):
        await place(api)
    await sql.execute("DELETE FROM order_events WHERE seq < 3")

    assert [event["seq"] for event in (await page(api))["items"]] == [3, 4]
    assert [event["seq"] for event in (await page(api, after=2))["items"]] == [3, 4]


async def test_where_nothing_is_kept_it_begins_with_the_next(
    api: AsyncClient, sql: Connection
) -> None:
    await place(api)
    await sql.execute("DELETE FROM order_events")

    nothing = {"items": [], "nextAfter": 1, "newest": 1}
    assert await page(api) == nothing
    assert await page(api, after=1) == nothing
    await place(api)
    assert [event["seq"] for event in (await page(api, after=1))["items"]] == [2]


@pytest.mark.parametrize("after", [0, 1, 5, 2**63 - 1])
async def test_a_cursor_that_is_of_no_event_is_gone(
    api: AsyncClient, sql: Connection, after: int
) -> None:
    for _ in range(4):
        await place(api)
    await sql.execute("DELETE FROM order_events WHERE seq < 3")

    answer = await api.get("/api/events", params={"after": after})

    assert answer.status_code == 410
    problem = answer.json()
    assert (problem["code"], problem["oldest"], problem["newest"]) == ("events-expired", 3, 4)
