from typing import Any
from urllib.parse import quote

import pytest
from httpx import AsyncClient

from tests.analytics.analyst import Analyst, Json, at

PATH = "/api/analytics/customers"


async def orders_of(analyst: Analyst, **numbers: int) -> None:
    for account, number in numbers.items():
        for hour in range(number):
            await analyst.order(f"RECEIVED {hour:02}:00:00", account=account)


async def read(api: AsyncClient, **query: Any) -> Json:
    answer = await api.get(PATH, params=query)
    assert answer.status_code == 200, answer.text
    measured: Json = answer.json()
    return measured


def accounts(measured: Json) -> list[str]:
    return [customer["account"] for customer in measured["items"]]


async def test_customers_with_most_orders_come_first_then_by_account(analyst: Analyst) -> None:
    await orders_of(analyst, b=1, c=3, a=1)

    measured = await read(analyst.api)

    assert accounts(measured) == ["c", "a", "b"]
    assert measured["items"][0] == {
        "account": "c",
        "orders": 3,
        "firstOrderAt": at("00:00:00"),
        "lastOrderAt": at("02:00:00"),
    }
    assert measured["n"] == 5
    assert measured["nextCursor"] is None
    assert measured["excluded"] == [{"cause": "no-account", "count": 0}]
    assert "createdAt" in measured["definition"]


async def test_a_lifetime_has_no_bounds_unless_they_are_given(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 2001-01-01T00:00:00Z")
    await analyst.order("RECEIVED 12:00:00")
    await analyst.order("RECEIVED 13:00:00")

    async def counted(**query: str) -> int:
        return int((await read(analyst.api, **query))["n"])

    assert await counted() == 3
    assert await counted(**{"from": at("12:00:00")}) == 2
    assert await counted(to=at("12:00:00")) == 1
    assert await counted(**{"from": "1970-01-01T00:00:00Z", "to": at("13:00:00")}) == 2


@pytest.mark.parametrize("name", ["brandId", "locationId", "channel"])
async def test_filters_narrow_what_counts(analyst: Analyst, name: str) -> None:
    await analyst.order("RECEIVED 12:00:00", account="x", **{name: "a"})
    await analyst.order("RECEIVED 13:00:00", account="y", **{name: "b"})

    assert accounts(await read(analyst.api, **{name: "b"})) == ["y"]


async def test_pages_together_are_everybody_once(analyst: Analyst) -> None:
    await orders_of(analyst, a=2, b=3, c=2, d=2, e=1)
    page = await read(analyst.api, limit=2)
    seen = [accounts(page)]
    while page["nextCursor"] is not None:
        page = await read(analyst.api, limit=2, cursor=page["nextCursor"])
        seen.append(accounts(page))

    assert seen == [["b", "a"], ["c", "d"], ["e"]]
    assert page["n"] == 10


async def test_an_order_placed_between_two_pages_may_move_an_account_which_the_text_says(
    analyst: Analyst,
) -> None:
    await orders_of(analyst, a=3, b=2, c=1)
    first = await read(analyst.api, limit=1)
    await orders_of(analyst, c=3, d=2)

    second = await read(analyst.api, limit=5, cursor=first["nextCursor"])

    assert accounts(first) == ["a"]
    assert accounts(second) == ["b", "d"]
    assert (first["n"], second["n"]) == (6, 11)
    assert second["asOf"] >= first["asOf"]
    assert "may move an account" in second["definition"]


@pytest.mark.parametrize("account", ["plain", "with/slash", "=1+1", "ä 😀", "%41"])
async def test_one_customer_is_an_answer_with_one_item(analyst: Analyst, account: str) -> None:
    await analyst.order("RECEIVED 12:00:00", account=account)
    await analyst.order("RECEIVED 12:00:00", account="other")

    answer = await analyst.api.get(f"{PATH}/{quote(account, safe='')}")

    assert answer.status_code == 200
    assert accounts(answer.json()) == [account]
    assert answer.json()["n"] == 1


@pytest.mark.parametrize("account", ["unknown", "", "%00", "x" * 65, "%ED%A0%80", "%E2%80%AE"])
async def test_a_customer_without_orders_is_not_found(analyst: Analyst, account: str) -> None:
    answer = await analyst.api.get(f"{PATH}/{account}")
    assert answer.status_code == 404


async def test_a_customer_without_orders_in_the_period_is_not_found(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", account="x")

    answer = await analyst.api.get(f"{PATH}/x", params={"from": at("12:00:01")})

    assert answer.status_code == 404
    assert answer.json()["code"] == "customer-not-found"


async def test_as_csv_the_way_to_the_next_page_is_a_link(analyst: Analyst) -> None:
    await orders_of(analyst, a=2, b=1)
    csv = {"Accept": "text/csv"}

    first = await analyst.api.get(PATH, params={"limit": 1, "brandId": "brand-1"}, headers=csv)
    second = await analyst.api.get(first.links["next"]["url"], headers=csv)

    assert first.text.split("\r\n")[1] == f"a,2,{at('00:00:00')},{at('01:00:00')}"
    assert second.text.split("\r\n")[1] == f"b,1,{at('00:00:00')},{at('00:00:00')}"
    assert "Link" not in second.headers


async def test_orders_of_nobody_are_counted_for_nobody(analyst: Analyst) -> None:
    await orders_of(analyst, a=1)
    for hour in ("10", "11"):
        await analyst.order(f"RECEIVED {hour}:00:00", account=None)

    measured = await read(analyst.api)
    later = await read(analyst.api, **{"from": at("11:00:00")})

    assert (accounts(measured), measured["n"]) == (["a"], 1)
    assert measured["excluded"] == [{"cause": "no-account", "count": 2}]
    assert "no-account" in measured["definition"]
    assert later["excluded"] == [{"cause": "no-account", "count": 1}]
    assert (await analyst.api.get(f"{PATH}/None")).status_code == 404
