"""Orders that wait for an answer: the kitchen accepts them or not."""

from datetime import UTC, datetime, timedelta

import pytest
from httpx import AsyncClient

from tests.conftest import Connection, NothingWritten
from tests.factories import item
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses

BY = "2026-01-31T18:07:11Z"
LATER = "2126-01-31T18:07:11Z"
PENDING = {
    "state": "PENDING",
    "by": LATER,
    "outcome": "ACCEPT",
    "decidedAt": None,
    "decidedBy": None,
    "reason": None,
    "text": None,
}
DISPLAY = {"X-Actor": "display:grill-1"}
BY_DISPLAY = {"kind": "display", "id": "grill-1"}


async def pending(kitchen: Kitchen, **changes: object) -> Json:
    return await kitchen.place(acceptBy=LATER, **changes)


async def newest_event(api: AsyncClient) -> Json:
    events: list[Json] = (await api.get("/api/events")).json()["items"]
    return events[-1]


async def test_nobody_waits_for_an_order_that_does_not_say_so(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place()

    async with nothing_written():
        accepted = await kitchen.accept(placed)
        denied = await kitchen.deny(placed)

    assert placed["acceptance"] is None
    for answer in (accepted, denied):
        assert (answer.status_code, answer.json()["code"]) == (409, "acceptance-not-asked")


async def test_an_order_waits_to_be_accepted(kitchen: Kitchen) -> None:
    placed = await pending(kitchen)

    assert placed["acceptance"] == PENDING
    assert await kitchen.get(placed) == placed
    again = await kitchen.post({**order_as_posted(placed)})
    assert (again.status_code, again.json()["code"]) == (409, "order-exists")


def order_as_posted(placed: Json) -> Json:
    """The same order, but for how long it waits."""
    line = item("BURGER")
    return {
        "brandId": placed["brandId"],
        "channelOrderId": placed["channelOrderId"],
        "items": [line],
        "acceptBy": BY,
    }


async def test_the_kitchen_accepts_it_once(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    placed = await pending(kitchen)

    answer = await kitchen.accept(placed, headers=DISPLAY)

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"], now["version"]) == (200, '"2"', 2)
    assert now["acceptance"] == PENDING | {
        "state": "ACCEPTED",
        "decidedAt": now["updatedAt"],
        "decidedBy": BY_DISPLAY,
    }
    assert statuses(now) == ["RECEIVED", "ORDERED", "ORDERED"]
    assert await kitchen.get(placed) == now
    event = await newest_event(api)
    assert (event["type"], event["orderVersion"], event["changes"]) == ("order.accepted", 2, [])
    async with nothing_written():
        again = await kitchen.accept(placed, headers={"If-Match": '"1"'})
        too_late = await kitchen.deny(placed)
    assert (again.status_code, again.json()) == (200, now)
    assert (too_late.status_code, too_late.json()["code"]) == (409, "acceptance-decided")
    assert too_late.json()["acceptance"] == "ACCEPTED"
    assert await violations(sql) == []


async def test_denying_an_order_cancels_it_and_says_why(
    api: AsyncClient, kitchen: Kitchen, sql: Connection, nothing_written: NothingWritten
) -> None:
    placed = await pending(kitchen)

    answer = await kitchen.deny(
        placed, headers=DISPLAY, reason="OUT_OF_STOCK", text="no salmon left"
    )

    now = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"2"')
    assert statuses(now) == ["CANCELLED", "CANCELLED", "CANCELLED"]
    assert now["acceptance"] == PENDING | {
        "state": "DENIED",
        "decidedAt": now["updatedAt"],
        "decidedBy": BY_DISPLAY,
        "reason": "OUT_OF_STOCK",
        "text": "no salmon left",
    }
    newest = now["statusHistory"][-1]
    assert (newest["reason"], newest["actor"]) == ("OUT_OF_STOCK: no salmon left", BY_DISPLAY)
    assert await kitchen.get(placed) == now
    event = await newest_event(api)
    assert (event["type"], event["orderStatus"]) == ("order.denied", "CANCELLED")
    assert [change["toStatus"] for change in event["changes"]] == ["CANCELLED"] * 3
    async with nothing_written():
        again = await kitchen.deny(placed, reason="TOO_BUSY")
        accepted = await kitchen.accept(placed)
    assert (again.status_code, again.json()) == (200, now)
    assert (accepted.status_code, accepted.json()["acceptance"]) == (409, "DENIED")
    assert await violations(sql) == []


@pytest.mark.parametrize("status", ["PREPARING", "READY", "PICKED_UP"])
async def test_who_begins_an_order_has_accepted_it(
    kitchen: Kitchen, nothing_written: NothingWritten, status: str
) -> None:
    placed = await kitchen.place_at(status, acceptBy=LATER)

    begun = placed["statusHistory"][1]
    assert placed["acceptance"] == PENDING | {
        "state": "ACCEPTED",
        "decidedAt": begun["timestamp"],
        "decidedBy": begun["actor"],
    }
    assert await kitchen.get(placed) == placed
    async with nothing_written():
        accepted = await kitchen.accept(placed)
        denied = await kitchen.deny(placed)
    assert (accepted.status_code, accepted.json()) == (200, placed)
    assert (denied.status_code, denied.json()["code"]) == (409, "acceptance-decided")


async def test_an_order_that_is_taken_back_stays_accepted(kitchen: Kitchen) -> None:
    placed = await kitchen.place_at("PREPARING", acceptBy=LATER)

    recalled = (await kitchen.move(placed, "RECEIVED", recall=True)).json()

    assert recalled["acceptance"] == placed["acceptance"]
    assert (await kitchen.deny(placed)).status_code == 409


async def test_one_line_that_is_begun_accepts_all_of_it(kitchen: Kitchen) -> None:
    placed = await pending(kitchen)

    await kitchen.move_item(placed, "BURGER", "PREPARING")

    assert (await kitchen.get(placed))["acceptance"]["state"] == "ACCEPTED"


async def test_of_a_long_history_an_answer_leaves_out_when_it_began(kitchen: Kitchen) -> None:
    placed = await kitchen.place_at("PREPARING", acceptBy=LATER)
    moved = placed
    for _ in range(11):
        await kitchen.move(placed, "RECEIVED", recall=True)
        moved = (await kitchen.move(placed, "PREPARING")).json()

    assert (moved["acceptance"]["state"], moved["acceptance"]["decidedAt"]) == ("ACCEPTED", None)
    assert (await kitchen.get(placed))["acceptance"] == placed["acceptance"]


async def test_an_order_that_was_begun_before_it_came_waits_for_nobody(kitchen: Kitchen) -> None:
    placed = await kitchen.place(status="PREPARING", acceptBy=LATER)

    assert placed["acceptance"]["state"] == "ACCEPTED"
    assert placed["acceptance"]["decidedAt"] == placed["statusHistory"][0]["timestamp"]


async def test_nobody_answers_what_is_cancelled(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await kitchen.place_at("CANCELLED", acceptBy=LATER)

    async with nothing_written():
        answers = [await kitchen.accept(placed), await kitchen.deny(placed)]

    assert placed["acceptance"] == PENDING | {
        "state": "MOOT",
        "decidedAt": placed["statusHistory"][-1]["timestamp"],
        "decidedBy": placed["statusHistory"][-1]["actor"],
    }
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (409, "order-closed")


async def test_a_stale_version_answers_nothing(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    placed = await pending(kitchen)
    await kitchen.amend(placed, note="No onions")

    async with nothing_written():
        for answer in (
            await kitchen.accept(placed, headers={"If-Match": '"1"'}),
            await kitchen.deny(placed, headers={"If-Match": '"1"'}),
        ):
            assert (answer.status_code, answer.headers["ETag"]) == (412, '"2"')
    assert (await kitchen.accept(placed, headers={"If-Match": '"2"'})).status_code == 200


async def test_amending_an_order_that_waits_leaves_it_waiting(kitchen: Kitchen) -> None:
    placed = await pending(kitchen)

    amended = (await kitchen.amend(placed, note="No onions")).json()

    assert amended["acceptance"] == PENDING
    assert (await kitchen.get(placed))["acceptance"] == PENDING
    accepted = (await kitchen.accept(placed)).json()
    again = (await kitchen.amend(placed, note="Some onions")).json()
    assert again["acceptance"] == accepted["acceptance"]
    assert await kitchen.get(placed) == again


async def test_what_is_denied_is_held_no_longer(kitchen: Kitchen) -> None:
    placed = await pending(kitchen, items=[item("SOUP"), item("CAKE", course=2, held=True)])

    denied = (await kitchen.deny(placed)).json()

    assert [line["held"] for line in denied["items"]] == [False, False]
    assert await kitchen.get(placed) == denied


async def test_orders_nobody_knows_are_not_found(kitchen: Kitchen) -> None:
    nobodys = {"id": "01a200f3-8f25-70dd-9187-be12b1d3dddc"}

    for answer in (await kitchen.accept(nobodys), await kitchen.deny(nobodys)):
        assert (answer.status_code, answer.json()["code"]) == (404, "order-not-found")


async def test_a_key_accepts_and_denies_once(kitchen: Kitchen, sql: Connection) -> None:
    placed = await pending(kitchen)
    headers = {"Idempotency-Key": "deny-once"}

    first = await kitchen.deny(placed, headers=headers)
    second = await kitchen.deny(placed, headers=headers)

    assert (second.status_code, second.json()) == (200, first.json())
    assert second.headers["Idempotent-Replayed"] == "true"
    assert datetime.now(UTC) - datetime.fromisoformat(first.json()["updatedAt"]) < timedelta(
        minutes=1
    )
    assert await violations(sql) == []
