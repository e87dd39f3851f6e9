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


async def cursor(api: AsyncClient, seq: int, location: str = "main") -> str:
    """Of an event, in the epoch that holds."""
    newest: str = (await page(api, locationId=location))["newest"]
    return f"{newest.partition('.')[0]}.{seq}"


async def test_an_event_tells_what_changed(api: AsyncClient, sql: Connection) -> None:
    placed = await place(api, items=[item("BURGER"), item("SUSHI")])
    await sql.execute("UPDATE order_items SET station = 'grill' WHERE plu = 'BURGER'")
    path = f"/api/orders/{placed['id']}/items/BURGER/status"
    await api.patch(path, json={"status": "PREPARING"})
    moved = (await api.get(f"/api/orders/{placed['id']}")).json()

    created, prepared = (await page(api))["items"]

    own = {"locationId": "main", "orderId": placed["id"]}
    own |= {"brandId": "brand-1", "channel": placed["channel"]}
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
    seen, after = [], "0"
    for _ in range(3):
        found = await page(api, after=after, limit=2)
        assert found["newest"] == await cursor(api, 5)
        seen.append([event["seq"] for event in found["items"]])
        after = found["nextAfter"]

    assert seen == [[1, 2], [3, 4], [5]]
    assert await page(api, after=after) == {
        "items": [],
        "nextAfter": after,
        "newest": after,
        "known": True,
        "knownLocations": [],
    }


async def test_a_location_has_its_own_events_only(api: AsyncClient) -> None:
    await place(api)
    await place(api, locationId="kallio")
    await place(api, locationId="kallio")

    found = await page(api, locationId="kallio")
    assert {event["locationId"] for event in found["items"]} == {"kallio"}
    assert found["newest"] == await cursor(api, 2, "kallio")
    assert await page(api, locationId="nowhere") == {
        "items": [],
        "nextAfter": "0",
        "newest": "0",
        "known": False,
        "knownLocations": ["kallio", "main"],
    }


async def test_without_a_cursor_it_begins_with_the_oldest_that_is_kept(
    api: AsyncClient, sql: Connection
) -> None:
    for _ in range(4):
        await place(api)
    await sql.execute("DELETE FROM order_events WHERE seq < 3")

    assert [event["seq"] for event in (await page(api))["items"]] == [3, 4]
    assert [event["seq"] for event in (await page(api, after=await cursor(api, 2)))["items"]] == [
        3,
        4,
    ]


async def test_where_nothing_is_kept_it_begins_with_the_next(
    api: AsyncClient, sql: Connection
) -> None:
    await place(api)
    await sql.execute("DELETE FROM order_events")

    one = await cursor(api, 1)
    nothing = {"items": [], "nextAfter": one, "newest": one, "known": True, "knownLocations": []}
    assert await page(api) == nothing
    assert await page(api, after=one) == nothing
    await place(api)
    assert [event["seq"] for event in (await page(api, after=one))["items"]] == [2]


@pytest.mark.parametrize("seq", [0, 1, 5, 10**18 - 1])
async def test_a_cursor_that_is_of_no_event_is_gone(
    api: AsyncClient, sql: Connection, seq: int
) -> None:
    for _ in range(4):
        await place(api)
    await sql.execute("DELETE FROM order_events WHERE seq < 3")

    answer = await api.get("/api/events", params={"after": await cursor(api, seq)})

    assert answer.status_code == 410
    problem = answer.json()
    assert (problem["code"], problem["oldest"], problem["newest"]) == (
        "events-expired",
        await cursor(api, 3),
        await cursor(api, 4),
    )


async def test_the_beginning_is_gone_with_the_first_event(
    api: AsyncClient, sql: Connection
) -> None:
    for _ in range(2):
        await place(api)
    before = await page(api, after="0")
    await sql.execute("DELETE FROM order_events WHERE seq = 1")

    assert [event["seq"] for event in before["items"]] == [1, 2]
    assert (await api.get("/api/events", params={"after": "0"})).status_code == 410


@pytest.mark.parametrize(
    "after",
    [
        *(
            "5",
            "1041",
            "00",
            "-1",
            "",
            "latest",
            "0.5",
            ".5",
            "5f0c81be",
            "5f0c81be.",
            "5f0c81be.01",
        ),
        *("5F0C81BE.1", "5f0c81b.1", "5f0c81beb.1", "5f0c81be.-1", "5f0c81be.1.1", "5f0c81be.1 1"),
        *(f"5f0c81be.{10**18}", "5f0c81be." + "9" * 5000, "5f0c81be.\u0661", "5f0c81be.1\n"),
    ],
)
async def test_what_is_no_cursor_is_refused_and_told_what_one_looks_like(
    api: AsyncClient, after: str
) -> None:
    for answer in (
        await api.get("/api/events", params={"after": after}),
        await api.get("/api/events/stream", params={"after": after}),
    ):
        assert answer.status_code == 422
        (fault,) = answer.json()["errors"]
        assert fault == {
            "pointer": "query/after",
            "code": "cursor",
            "message": "Input should be a cursor as the API answers it, such as 5f0c81be.1042, "
            "or 0 for the beginning",
        }


async def test_a_header_that_is_no_cursor_is_refused(api: AsyncClient) -> None:
    answer = await api.get("/api/events/stream", headers={"Last-Event-ID": "5"})

    assert answer.status_code == 422
    (fault,) = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("header/last-event-id", "cursor")
