"""What is listed, counted and followed is the caller's own, also where it doesn't say which."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, aclosing
from typing import Any, TypeAlias

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.feed.stream import Stream
from huuva_backend.orders.cursor import BEGINNING
from huuva_backend.partners.authentication import KNOWN_SECONDS
from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Database
from tests.factories import order
from tests.menu.pizzeria import product
from tests.orders.kitchen import Kitchen
from tests.partners.callers import client_of

Json: TypeAlias = dict[str, Any]
Orders: TypeAlias = dict[tuple[str, str], Json]
Limited: TypeAlias = Callable[..., Awaitable[AsyncClient]]

PIZZA, SUSHI, TACOS = "pizzeria", "sushi-bar", "taqueria"
KAMPPI, KALLIO = "kamppi", "kallio"
EACH = [(brand, place) for brand in (PIZZA, SUSHI, TACOS) for place in (KAMPPI, KALLIO)]
SCOPES: list[Scope] = [scope for scope in Scope if scope is not Scope.ADMIN]


@pytest.fixture
async def orders(operator: AsyncClient) -> Orders:
    """One of each brand at each location."""
    return {
        (brand, place): await Kitchen(operator).place(
            brandId=brand, locationId=place, account=f"of {brand} at {place}"
        )
        for brand, place in EACH
    }


@pytest.fixture
async def limited(guarded: FastAPI, database: Database) -> AsyncIterator[Limited]:
    async with AsyncExitStack() as stack:

        async def made(**limits: Any) -> AsyncClient:
            partner = f"limited to {limits}"[:64]
            await PartnerService().add(TRUSTED, database, PartnerCreate(id=partner))
            wanted = KeyCreate(scopes=SCOPES, **limits)
            issued = await KeyService().issue(TRUSTED, database, partner, wanted)
            return await stack.enter_async_context(client_of(guarded, issued.key))

        yield made


LIMITS: list[tuple[Json, list[tuple[str, str]]]] = [
    ({"brand_ids": [PIZZA]}, [(PIZZA, KAMPPI), (PIZZA, KALLIO)]),
    ({"location_ids": [KALLIO]}, [(PIZZA, KALLIO), (SUSHI, KALLIO), (TACOS, KALLIO)]),
    ({"brand_ids": [PIZZA, TACOS], "location_ids": [KAMPPI]}, [(PIZZA, KAMPPI), (TACOS, KAMPPI)]),
    (
        {"brand_ids": [SUSHI], "location_ids": [KAMPPI, KALLIO]},
        [each for each in EACH if SUSHI in each],
    ),
    ({"brand_ids": ["nobodys"]}, []),
    ({}, EACH),
]
LIMITED = pytest.mark.parametrize(("limits", "own"), LIMITS, ids=[str(each[0]) for each in LIMITS])


def _places(items: Sequence[Json]) -> list[tuple[str, str]]:
    return sorted((item["brandId"], item["locationId"]) for item in items)


@LIMITED
@pytest.mark.parametrize("query", ["", "?status=RECEIVED", "?sort=pickupTime", "?limit=200"])
async def test_orders(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]], query: str
) -> None:
    client = await limited(**limits)
    found = (await client.get(f"/api/orders{query}")).json()
    assert (_places(found["items"]), found["nextCursor"]) == (sorted(own), None)


async def test_pages_of_orders_are_of_ones_own(orders: Orders, limited: Limited) -> None:
    client = await limited(brand_ids=[PIZZA, TACOS])
    found, cursor = [], ""
    while cursor is not None:
        page = (await client.get(f"/api/orders?limit=1{cursor}")).json()
        found += page["items"]
        cursor = page["nextCursor"] and f"&cursor={page['nextCursor']}"
    assert _places(found) == sorted(each for each in EACH if SUSHI not in each)


@LIMITED
async def test_an_order_is_found_by_who_may_see_it(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]]
) -> None:
    client = await limited(**limits)
    for (brand, place), placed in orders.items():
        for query in ("", f"?locationId={place}", "?locationId=elsewhere"):
            answer = await client.get(f"/api/orders/{placed['id']}{query}")
            mine = (brand, place) in own and "elsewhere" not in query
            assert answer.status_code == (200 if mine else 404), (brand, place, query)


@LIMITED
@pytest.mark.parametrize("place", [KAMPPI, KALLIO])
async def test_tickets_the_board_and_events(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]], place: str
) -> None:
    client = await limited(**limits)
    query = {"locationId": place}
    here = sorted(brand for brand, location in own if location == place)
    tickets = (await client.get("/api/kitchen/tickets", params=query)).json()
    assert sorted(ticket["brandId"] for ticket in tickets["tickets"]) == here
    made = sum(entry["quantity"] for entry in tickets["allDay"])
    assert made == 2 * len(here)
    board = (await client.get("/api/kitchen/board", params=query)).json()
    assert sorted(each["brandId"] for each in board["preparing"]) == here
    events = (await client.get("/api/events", params=query)).json()
    assert sorted(event["brandId"] for event in events["items"]) == here
    assert events["nextAfter"] == events["newest"]


@LIMITED
async def test_how_kitchens_stand(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]]
) -> None:
    client = await limited(**limits)
    told = (await client.get("/api/kitchen/now")).json()
    mine = {place: sum(at == place for _, at in own) for place in (KALLIO, KAMPPI)}
    elsewhere = set() if "brand_ids" in limits and "location_ids" not in limits else {0}
    found = {each["id"]: each["open"] for each in told["items"]}
    assert found == {place: count for place, count in mine.items() if count not in elsewhere}


async def test_orders_for_later_are_counted_of_ones_own(
    operator: AsyncClient, limited: Limited
) -> None:
    for brand in (PIZZA, SUSHI):
        await Kitchen(operator).place(brandId=brand, pickupTime="2099-01-01T12:00:00Z")
    client = await limited(brand_ids=[PIZZA])
    tickets = (await client.get("/api/kitchen/tickets")).json()
    assert tickets["held"]["count"] == 1


async def test_a_ticket_of_another_brand_is_not_shown_by_its_id(
    orders: Orders, limited: Limited
) -> None:
    client = await limited(brand_ids=[PIZZA])
    ids = [orders[brand, KAMPPI]["id"] for brand in (PIZZA, SUSHI)]
    found = await client.get("/api/kitchen/tickets", params={"locationId": KAMPPI, "orderId": ids})
    assert [ticket["orderId"] for ticket in found.json()["tickets"]] == ids[:1]


async def test_a_page_of_events_ends_at_its_limit_and_the_next_goes_on(
    operator: AsyncClient, limited: Limited
) -> None:
    kitchen = Kitchen(operator)
    placed = [await kitchen.place(brandId=brand) for brand in (PIZZA, SUSHI, PIZZA, SUSHI)]
    client = await limited(brand_ids=[PIZZA])
    first = (await client.get("/api/events?limit=1")).json()
    second = (await client.get(f"/api/events?limit=1&after={first['nextAfter']}")).json()
    third = (await client.get(f"/api/events?limit=1&after={second['nextAfter']}")).json()
    found = [event["orderId"] for page in (first, second) for event in page["items"]]
    assert found == [placed[0]["id"], placed[2]["id"]]
    assert (third["items"], third["nextAfter"]) == ([], third["newest"])


@LIMITED
async def test_measures_count_ones_own(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]]
) -> None:
    client = await limited(**limits)
    accounts = (await client.get("/api/analytics/customers")).json()
    assert sorted(each["account"] for each in accounts["items"]) == sorted(
        f"of {brand} at {place}" for brand, place in own
    )
    period = "from=2026-11-01T00:00:00Z&to=2027-11-01T00:00:00Z"
    flow = (await client.get(f"/api/analytics/throughput?interval=day&{period}")).json()
    assert flow["n"] == sum(bucket["received"] for bucket in flow["items"]) == len(own)
    stays = (await client.get(f"/api/analytics/status-durations?{period}")).json()
    left_out = {each["cause"]: each["count"] for each in stays["excluded"]}
    assert left_out["still-open"] == len(own)
    for brand, place in EACH:
        known = await client.get(f"/api/analytics/customers/of {brand} at {place}")
        assert known.status_code == (200 if (brand, place) in own else 404)


@LIMITED
@pytest.mark.parametrize("export", ["order-history", "item-history", "orders"])
async def test_exports_have_ones_own(
    orders: Orders, limited: Limited, limits: Json, own: list[tuple[str, str]], export: str
) -> None:
    client = await limited(**limits)
    answer = await client.get(f"/api/analytics/exports/{export}")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert {(row["brandId"], row["locationId"]) for row in rows} == set(own)
    for brand, place in EACH:
        query = f"brandId={brand}&locationId={place}"
        answer = await client.get(f"/api/analytics/exports/{export}?{query}")
        assert (answer.text == "") is ((brand, place) not in own)


async def test_locations(operator: AsyncClient, orders: Orders, limited: Limited) -> None:
    client = await limited(location_ids=[KAMPPI])
    listed = (await client.get("/api/locations")).json()["items"]
    assert [location["id"] for location in listed] == [KAMPPI]
    unknown = (await client.get(f"/api/locations/{KALLIO}")).json()
    assert unknown["knownLocations"] == [KAMPPI]


async def test_products(operator: AsyncClient, limited: Limited) -> None:
    for brand in (PIZZA, SUSHI, TACOS):
        await operator.put(f"/api/menu/products/P?brandId={brand}", json=product())
    for brands in ([PIZZA], [PIZZA, TACOS]):
        client = await limited(brand_ids=brands)
        listed = (await client.get("/api/menu/products")).json()["items"]
        assert sorted(each["brandId"] for each in listed) == brands


async def test_a_snooze_tells_of_the_orders_of_its_own_location(
    operator: AsyncClient, limited: Limited
) -> None:
    await operator.put(f"/api/menu/products/PIZZA?brandId={PIZZA}", json=product())
    line = {"plu": "PIZZA", "quantity": 1}
    for place in (KAMPPI, KALLIO):
        await operator.post(
            "/api/orders", json=order(brandId=PIZZA, locationId=place, items=[line])
        )
    client = await limited(location_ids=[KAMPPI])
    told = {"brandId": PIZZA, "plus": ["PIZZA"]}
    here = await client.post("/api/menu/snoozes", json={**told, "locationId": KAMPPI})
    assert [each["locationId"] for each in here.json()["openOrders"]] == [KAMPPI]
    everywhere = await client.post("/api/menu/snoozes", json=told)
    assert (everywhere.status_code, everywhere.json()["code"]) == (403, "outside-limits")


@pytest.mark.parametrize("retried", [False, True])
async def test_who_may_not_place_an_order_learns_nothing_of_one_that_is_there(
    operator: AsyncClient, limited: Limited, retried: bool
) -> None:
    body = order(brandId=SUSHI)
    if retried:
        await operator.post("/api/orders", json=body)
    client = await limited(brand_ids=[PIZZA])
    for query in ("", "?validateOnly=true", "?ifExists=amend"):
        answer = await client.post(f"/api/orders{query}", json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "outside-limits")


async def test_a_stream_tells_of_ones_own_brands_and_passes_over_the_rest(
    guarded: FastAPI, operator: AsyncClient, database: Database
) -> None:
    await PartnerService().add(TRUSTED, database, PartnerCreate(id="wolt"))
    wanted = KeyCreate(scopes=[Scope.EVENTS_READ], brand_ids=[PIZZA])
    issued = await KeyService().issue(TRUSTED, database, "wolt", wanted)
    caller, feed = issued.kept.caller, guarded.state.feed
    for brand in (PIZZA, SUSHI):
        await Kitchen(operator).place(brandId=brand)
    stream = Stream(
        feed,
        caller,
        database,
        "main",
        None,
        watching=lambda woken: guarded.state.keyring.watching(caller, woken),
        heartbeat_seconds=30,
    )
    extent = await feed.open(caller, database, "main")
    async with aclosing(stream.frames(extent, BEGINNING)) as frames:
        await anext(frames)
        told = await anext(frames)
        assert (told.count(b"data:"), told.count(PIZZA.encode())) == (1, 1)
        assert told.endswith(f"id: {extent.newest}\n\n".encode())
        await KeyService().revoke(TRUSTED, database, "wolt", issued.kept.id)
        async with asyncio.timeout(2 * KNOWN_SECONDS):
            assert [frame async for frame in frames] == []
