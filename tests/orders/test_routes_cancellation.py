"""A partner asks for an order to be cancelled: what is begun the kitchen gives up or not."""

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses

PARTNER = {"X-Actor": "partner:wolt"}
BY_PARTNER = {"kind": "partner", "id": "wolt"}
DISPLAY = {"X-Actor": "display:grill-1"}
BY_DISPLAY = {"kind": "display", "id": "grill-1"}


async def requested(kitchen: Kitchen, at: str = "PREPARING") -> Json:
    placed = await kitchen.place_at(at)
    answer = await kitchen.request_cancellation(placed, headers=PARTNER, reason="ordered twice")
    assert answer.status_code == 200, answer.text
    order: Json = answer.json()
    return order


async def events(api: AsyncClient) -> list[tuple[str, int, str]]:
    told = (await api.get("/api/events")).json()["items"]
    return [(each["type"], each["orderVersion"], each["orderStatus"]) for each in told]


async def test_what_nobody_has_begun_is_cancelled_at_once(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place()

    answer = await kitchen.request_cancellation(placed, headers=PARTNER, reason="ordered twice")

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert statuses(now) == ["CANCELLED"] * 3
    newest = now["statusHistory"][-1]
    assert (newest["reason"], newest["actor"]) == ("ordered twice", BY_PARTNER)
    assert placed["cancellationRequest"] is None
    assert now["cancellationRequest"] == {
        "state": "CONFIRMED",
        "reason": "ordered twice",
        "requestedAt": now["updatedAt"],
        "requestedBy": BY_PARTNER,
        "decidedAt": now["updatedAt"],
        "decidedBy": BY_PARTNER,
        "refusalReason": None,
    }
    assert await kitchen.get(placed) == now
    assert (await events(api))[-1] == ("order.cancelled", 2, "CANCELLED")
    async with nothing_written():
        again = await kitchen.request_cancellation(placed, headers=PARTNER)
        confirmed = await kitchen.confirm_cancellation(placed)
        refused = await kitchen.refuse_cancellation(placed)
    assert (again.status_code, again.json()) == (200, now)
    assert (confirmed.status_code, confirmed.json()) == (200, now)
    assert (refused.status_code, refused.json()["code"]) == (409, "cancellation-decided")
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["PREPARING", "READY"])
async def test_of_what_is_begun_the_kitchen_decides(
    api: AsyncClient, kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    now = await requested(kitchen, status)

    assert (now["status"], now["version"]) == (status, 3)
    assert now["cancellationRequest"] == {
        "state": "PENDING",
        "reason": "ordered twice",
        "requestedAt": now["updatedAt"],
        "requestedBy": BY_PARTNER,
        "decidedAt": None,
        "decidedBy": None,
        "refusalReason": None,
    }
    assert await kitchen.get(now) == now
    assert (await events(api))[-1] == ("order.cancellation_requested", 3, status)
    async with nothing_written():
        again = await kitchen.request_cancellation(now, headers={"If-Match": '"1"'}, reason="Now!")
    assert (again.status_code, again.json()) == (200, now)


async def test_the_kitchen_confirms_it_once(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    asked = await requested(kitchen)

    answer = await kitchen.confirm_cancellation(asked, headers=DISPLAY)

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    assert statuses(now) == ["CANCELLED"] * 3
    newest = now["statusHistory"][-1]
    assert (newest["reason"], newest["actor"]) == ("ordered twice", BY_DISPLAY)
    assert now["cancellationRequest"] == asked["cancellationRequest"] | {
        "state": "CONFIRMED",
        "decidedAt": now["updatedAt"],
        "decidedBy": BY_DISPLAY,
    }
    assert await kitchen.get(asked) == now
    assert (await events(api))[-1] == ("order.cancelled", 4, "CANCELLED")
    async with nothing_written():
        again = await kitchen.confirm_cancellation(asked, headers={"If-Match": '"1"'})
    assert (again.status_code, again.json()) == (200, now)
    assert await violations(sql) == []


async def test_or_refuses_it_and_may_be_asked_again(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    asked = await requested(kitchen)

    answer = await kitchen.refuse_cancellation(asked, headers=DISPLAY, reason="in the oven already")

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"4"')
    assert statuses(now) == statuses(asked)
    assert now["cancellationRequest"] == asked["cancellationRequest"] | {
        "state": "REFUSED",
        "decidedAt": now["updatedAt"],
        "decidedBy": BY_DISPLAY,
        "refusalReason": "in the oven already",
    }
    assert await kitchen.get(asked) == now
    assert (await events(api))[-1] == ("order.cancellation_refused", 4, "PREPARING")
    async with nothing_written():
        again = await kitchen.refuse_cancellation(asked)
        confirmed = await kitchen.confirm_cancellation(asked)
    assert (again.status_code, again.json()) == (200, now)
    assert (confirmed.status_code, confirmed.json()["cancellationRequest"]) == (409, "REFUSED")
    anew = (await kitchen.request_cancellation(asked, headers=PARTNER, reason="please")).json()
    assert (anew["version"], anew["cancellationRequest"]["state"]) == (5, "PENDING")
    assert anew["cancellationRequest"]["reason"] == "please"
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["PICKED_UP", "CANCELLED"])
async def test_it_is_moot_once_the_order_is_closed(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    asked = await requested(kitchen, "READY")
    closed = (await kitchen.move(asked, status)).json()

    assert closed["cancellationRequest"] == asked["cancellationRequest"] | {
        "state": "MOOT",
        "decidedAt": closed["statusHistory"][-1]["timestamp"],
    }
    assert await kitchen.get(asked) == closed
    async with nothing_written():
        answers = [
            await kitchen.confirm_cancellation(asked),
            await kitchen.refuse_cancellation(asked),
            await kitchen.request_cancellation(asked),
        ]
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "order-closed")
        assert answer.json()["orderStatus"] == status


async def test_it_waits_again_where_a_pick_up_is_taken_back(kitchen: Kitchen) -> None:
    asked = await requested(kitchen, "READY")
    await kitchen.move(asked, "PICKED_UP")

    recalled = (await kitchen.move(asked, "READY", recall=True)).json()

    assert recalled["cancellationRequest"] == asked["cancellationRequest"]


async def test_an_order_that_was_begun_and_taken_back_is_not_cancelled_at_once(
    kitchen: Kitchen,
) -> None:
    placed = await kitchen.place_at("PREPARING")
    await kitchen.move(placed, "RECEIVED", recall=True)

    asked = (await kitchen.request_cancellation(placed)).json()

    assert (asked["status"], asked["cancellationRequest"]["state"]) == ("RECEIVED", "PENDING")


async def test_an_order_that_waits_to_be_accepted_need_not_wait_any_more(kitchen: Kitchen) -> None:
    placed = await kitchen.place(acceptBy="2126-01-31T18:07:11Z")

    now = (await kitchen.request_cancellation(placed)).json()

    assert now["acceptance"]["state"] == "MOOT"
    assert now["cancellationRequest"]["state"] == "CONFIRMED"


async def test_nothing_is_decided_that_nobody_asked_for(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place_at("PREPARING")

    async with nothing_written():
        answers = [
            await kitchen.confirm_cancellation(placed),
            await kitchen.refuse_cancellation(placed),
        ]

    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "cancellation-not-requested")


async def test_a_stale_version_asks_and_decides_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    begun, fresh = await kitchen.place_at("PREPARING"), await kitchen.place()
    asked = await requested(kitchen)
    await kitchen.amend(fresh, note="No onions")
    stale = {"If-Match": '"1"'}

    async with nothing_written():
        answers = [
            await kitchen.request_cancellation(begun, headers=stale),
            await kitchen.request_cancellation(fresh, headers=stale),
            await kitchen.confirm_cancellation(asked, headers=stale),
            await kitchen.refuse_cancellation(asked, headers=stale),
        ]

    assert [answer.status_code for answer in answers] == [412] * 4
    assert [answer.headers["ETag"] for answer in answers] == ['"2"', '"2"', '"3"', '"3"']


async def test_amending_and_moving_leave_the_request_as_it_is(kitchen: Kitchen) -> None:
    asked = await requested(kitchen)

    amended = (await kitchen.amend(asked, note="No onions")).json()
    moved = (await kitchen.move(asked, "READY")).json()

    assert amended["cancellationRequest"] == asked["cancellationRequest"]
    assert moved["cancellationRequest"] == asked["cancellationRequest"]
    assert await kitchen.get(asked) == moved


async def test_orders_nobody_knows_are_not_found(kitchen: Kitchen) -> None:
    nobodys = {"id": "01a200f3-8f25-70dd-9187-be12b1d3dddc"}

    for answer in (
        await kitchen.request_cancellation(nobodys),
        await kitchen.confirm_cancellation(nobodys),
        await kitchen.refuse_cancellation(nobodys),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "order-not-found")
