"""Listing orders: what each filter takes, and pages that hold still while orders come in."""

from itertools import chain
from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.platform.pagination import Cursors
from tests.conftest import Connection
from tests.factories import item, order
from tests.orders.kitchen import Json, Kitchen

Filters = dict[str, str | list[str]]

ORDERS: dict[str, Json] = {
    "first": {"created": "2026-01-01T10:00:00Z", "account": "a-1", "brandId": "b-1", "id": "x-1"},
    "second": {"created": "2026-01-01T11:00:00Z", "account": "a-2", "channel": "wolt"},
    "third": {"created": "2026-01-01T12:00:00Z", "locationId": "kallio", "channelOrderId": "c-3"},
    "ready": {"created": "2026-01-01T13:00:00Z", "status": "READY"},
    "gone": {"created": "2026-01-01T14:00:00Z", "status": "CANCELLED"},
}
"""Named in the tests by their notes."""


async def listed(api: AsyncClient, filters: Filters) -> list[str]:
    answer = await api.get("/api/orders", params=filters)
    assert answer.status_code == 200, answer.text
    return [found["note"] for found in answer.json()["items"]]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, ["gone", "ready", "third", "second", "first"]),
        ({"status": "READY"}, ["ready"]),
        ({"status": "3"}, ["ready"]),
        ({"status": ["READY", "5"]}, ["gone", "ready"]),
        ({"status": "PICKED_UP"}, []),
        ({"account": "a-2"}, ["second"]),
        ({"brandId": "b-1"}, ["first"]),
        ({"channel": "wolt"}, ["second"]),
        ({"locationId": "kallio"}, ["third"]),
        ({"channelOrderId": "c-3"}, ["third"]),
        ({"externalId": "x-1"}, ["first"]),
        ({"from": "2026-01-01T13:00:00Z"}, ["gone", "ready"]),
        ({"to": "2026-01-01T11:00:00Z"}, ["first"]),
        ({"from": "2026-01-01T11:00:00Z", "to": "2026-01-01T13:00:00Z"}, ["third", "second"]),
        ({"from": "2026-01-01T15:00:00+02:00"}, ["gone", "ready"]),
        ({"to": "2026-01-01T12:00:00Z", "account": "a-1"}, ["first"]),
        ({"account": "a-1", "channel": "wolt"}, []),
        ({"limit": "2"}, ["gone", "ready"]),
        ({"account": "%"}, []),
    ],
)
async def test_all_filters_that_are_given_hold(
    kitchen: Kitchen, api: AsyncClient, filters: Filters, expected: list[str]
) -> None:
    for note, changes in ORDERS.items():
        await kitchen.place(note=note, **changes)

    assert await listed(api, filters) == expected


async def pages(api: AsyncClient, limit: int, **first: Any) -> list[list[str]]:
    """All pages; `first` is called after the first of them."""
    found: list[list[str]] = []
    cursor: dict[str, str] = {}
    while True:
        page = (await api.get("/api/orders", params={"limit": limit, **cursor})).json()
        found.append([entry["id"] for entry in page["items"]])
        if page["nextCursor"] is None:
            return found
        cursor = {"cursor": page["nextCursor"]}
        if len(found) == 1 and "then" in first:
            await first["then"]()


async def test_a_listed_order_is_the_order(kitchen: Kitchen, api: AsyncClient) -> None:
    placed = await kitchen.place_at("READY")

    assert (await api.get("/api/orders")).json() == {"items": [placed], "nextCursor": None}


@pytest.mark.parametrize(("limit", "sizes"), [(2, [2, 2, 1]), (4, [4, 1]), (5, [5]), (200, [5])])
async def test_pages_are_cut_where_the_limit_says_and_the_last_says_so(
    kitchen: Kitchen, api: AsyncClient, limit: int, sizes: list[int]
) -> None:
    placed = [(await kitchen.place())["id"] for _ in range(5)]

    found = await pages(api, limit)

    assert [len(page) for page in found] == sizes
    assert list(chain(*found)) == placed[::-1]


async def test_orders_of_one_instant_are_each_listed_once(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    placed = [(await kitchen.place(created="2026-01-01T10:00:00Z"))["id"] for _ in range(7)]

    found = await pages(api, 3)

    assert list(chain(*found)) == sorted(placed, reverse=True)


async def test_orders_that_come_in_meanwhile_do_not_shift_the_pages(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    placed = [(await kitchen.place())["id"] for _ in range(5)]

    found = await pages(api, 2, then=kitchen.place)

    assert list(chain(*found)) == placed[::-1]


async def test_no_orders_are_an_empty_page(api: AsyncClient) -> None:
    assert (await api.get("/api/orders")).json() == {"items": [], "nextCursor": None}


async def test_fifty_orders_are_a_page_where_no_limit_is_given(
    api: AsyncClient, sql: Connection
) -> None:
    for _ in range(51):
        await api.post("/api/orders", json=order())

    page = (await api.get("/api/orders")).json()

    assert len(page["items"]) == 50
    assert page["nextCursor"] is not None


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "é",
        "",
        "A" * 513,
        Cursors("customers", tuple[int, str]).encode((1, "a")),
        Cursors("orders", tuple[str, str]).encode(("yesterday", "1")),
        Cursors("orders", tuple[str]).encode(("2026-01-01T10:00:00Z",)),
    ],
)
async def test_a_cursor_that_this_listing_never_gave_is_refused(
    api: AsyncClient, cursor: str
) -> None:
    answer = await api.get("/api/orders", params={"cursor": cursor})

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["query/cursor"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "-1"),
        ("limit", "ten"),
        ("limit", "9223372036854775808"),
        ("status", "ready"),
        ("status", "6"),
        ("status", "03"),
        ("status", "3.0"),
        ("status", "ORDERED"),
        ("from", "2026-01-01"),
        ("from", "2026-01-01T10:00:00"),
        ("to", "2026-02-30T10:00:00Z"),
        ("account", ""),
        ("account", "x" * 65),
        ("brandId", "a\x00"),
        ("colour", "red"),
    ],
)
async def test_a_filter_that_can_not_be_is_refused(api: AsyncClient, name: str, value: str) -> None:
    answer = await api.get("/api/orders", params={name: value})

    assert answer.status_code == 422
    assert [fault["pointer"].split("/")[:2] for fault in answer.json()["errors"]] == [
        ["query", name]
    ]


async def test_a_period_that_ends_before_it_begins_is_refused(api: AsyncClient) -> None:
    period = {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"}

    answer = await api.get("/api/orders", params=period)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-period")
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["query/from"]


async def test_a_page_of_giant_orders_ends_before_it_is_long(
    kitchen: Kitchen, api: AsyncClient
) -> None:
    giant = [item(f"PLU-{line}", note="x" * 900) for line in range(500)]
    placed = [await kitchen.place(items=giant) for _ in range(5)]

    pages: list[list[str]] = []
    cursor = None
    while not pages or cursor:
        answer = await api.get("/api/orders", params={"cursor": cursor} if cursor else {})
        assert len(answer.content) < 2_100_000
        pages.append([found["id"] for found in answer.json()["items"]])
        cursor = answer.json()["nextCursor"]

    assert len(pages) > 1
    assert list(chain.from_iterable(pages)) == [order["id"] for order in placed[::-1]]
    assert all(pages)
