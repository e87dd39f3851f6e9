"""Items move their order and an order moves its items, in one version and with the cause on each row."""

from datetime import datetime, timedelta

import pytest

from huuva_backend.platform.clock import utc_now
from tests.conftest import Connection
from tests.factories import item
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen, statuses


async def test_an_order_follows_its_items(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place()
    for plu, target, recall, expected in [
        ("BURGER", "PREPARING", False, ["PREPARING", "PREPARING", "ORDERED"]),
        ("BURGER", "READY", False, ["PREPARING", "READY", "ORDERED"]),
        ("SUSHI", "READY", False, ["READY", "READY", "READY"]),
        ("SUSHI", "PREPARING", True, ["PREPARING", "READY", "PREPARING"]),
        ("BURGER", "ORDERED", True, ["PREPARING", "ORDERED", "PREPARING"]),
        ("SUSHI", "ORDERED", True, ["PREPARING", "ORDERED", "ORDERED"]),
        ("BURGER", "READY", False, ["PREPARING", "READY", "ORDERED"]),
        ("SUSHI", "CANCELLED", False, ["READY", "READY", "CANCELLED"]),
        ("BURGER", "CANCELLED", False, ["CANCELLED", "CANCELLED", "CANCELLED"]),
    ]:
        answer = await kitchen.move_item(order, plu, target, recall=recall)

        assert answer.status_code == 200
        assert statuses(await kitchen.get(order)) == expected
        assert answer.json()["orderStatus"] == expected[0]
        assert await violations(sql) == []


async def test_the_first_item_that_is_cancelled_leaves_a_received_order_where_it_is(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place()

    await kitchen.move_item(order, "SUSHI", "CANCELLED")

    assert statuses(await kitchen.get(order)) == ["RECEIVED", "ORDERED", "CANCELLED"]


async def test_an_item_recalled_out_of_ready_takes_a_ready_order_back(kitchen: Kitchen) -> None:
    order = await kitchen.place_at("READY")

    answer = await kitchen.move_item(order, "BURGER", "PREPARING", recall=True)

    after = await kitchen.get(order)
    assert statuses(after) == ["PREPARING", "PREPARING", "READY"]
    newest = after["statusHistory"][-1]
    assert (newest["fromStatus"], newest["recall"], newest["cause"]) == ("READY", True, "rollup")
    assert answer.json()["orderVersion"] == 3


@pytest.mark.parametrize(
    ("moves", "target", "expected", "moved_along"),
    [
        ({}, "PREPARING", ["PREPARING"] * 4, [1, 2, 3]),
        ({}, "READY", ["READY"] * 4, [1, 2, 3]),
        ({"A": "READY"}, "READY", ["READY"] * 4, [2, 3]),
        ({"A": "CANCELLED"}, "PREPARING", ["PREPARING", "CANCELLED", *["PREPARING"] * 2], [2, 3]),
        ({"A": "CANCELLED"}, "READY", ["READY", "CANCELLED", "READY", "READY"], [2, 3]),
        ({"A": "READY", "B": "CANCELLED"}, "CANCELLED", ["CANCELLED"] * 4, [1, 3]),
    ],
)
async def test_an_order_takes_live_items_along(
    kitchen: Kitchen,
    moves: dict[str, str],
    target: str,
    expected: list[str],
    moved_along: list[int],
) -> None:
    order = await kitchen.place(items=[item("A"), item("B"), item("C")])
    for plu, status in moves.items():
        await kitchen.move_item(order, plu, status)

    after = (await kitchen.move(order, target)).json()

    assert statuses(after) == expected
    assert written_by(after, after["version"], "cascade") == moved_along


def written_by(order: Json, version: int, cause: str) -> list[int]:
    """The lines with a history row of this version, all of which have this cause."""
    newest = {line["line"]: line["statusHistory"][-1] for line in order["items"]}
    made = {line: entry for line, entry in newest.items() if entry["version"] == version}
    assert {entry["cause"] for entry in made.values()} <= {cause}
    return list(made)


async def test_items_that_are_ahead_are_not_touched(kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[item("A"), item("B")])
    await kitchen.move_item(order, "A", "CANCELLED")
    await kitchen.move_item(order, "B", "PREPARING")
    await kitchen.move_item(order, "B", "ORDERED", recall=True)
    before = await kitchen.get(order)

    after = (await kitchen.move(order, "READY")).json()

    assert after["items"][0] == before["items"][0]
    assert len(after["items"][1]["statusHistory"]) == 4


async def test_a_recall_takes_every_live_item_back(kitchen: Kitchen) -> None:
    order = await kitchen.place(items=[item("A"), item("B"), item("C")])
    await kitchen.move_item(order, "A", "CANCELLED")
    await kitchen.move_item(order, "B", "READY")

    after = (await kitchen.move(order, "RECEIVED", recall=True)).json()

    assert statuses(after) == ["RECEIVED", "CANCELLED", "ORDERED", "ORDERED"]
    assert written_by(after, after["version"], "cascade") == [2]
    assert after["items"][1]["statusHistory"][-1]["recall"] is True


async def test_items_are_picked_up_with_their_order_and_taken_back_with_it(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place_at("PICKED_UP")
    assert statuses(order) == ["PICKED_UP"] * 3
    newest = order["items"][0]["statusHistory"][-1]
    assert (newest["fromStatus"], newest["cause"], newest["version"]) == ("READY", "cascade", 3)

    ready = (await kitchen.move(order, "READY", recall=True)).json()
    preparing = (await kitchen.move(order, "PREPARING", recall=True)).json()

    assert statuses(ready) == ["READY", "READY", "READY"]
    assert statuses(preparing) == ["PREPARING", "PREPARING", "PREPARING"]
    assert ready["items"][0]["statusHistory"][-1]["recall"] is True
    assert await violations(sql) == []


async def test_one_command_is_one_version_one_time_one_actor_and_one_reason(
    kitchen: Kitchen, sql: Connection
) -> None:
    order = await kitchen.place()

    moved = (
        await kitchen.move(order, "READY", headers={"X-Actor": "user:7"}, reason="rush")
    ).json()

    made = [subject["statusHistory"][-1] for subject in (moved, *moved["items"])]
    assert {entry["version"] for entry in made} == {2}
    assert {entry["recordedAt"] for entry in made} == {moved["updatedAt"]}
    assert [entry["actor"] for entry in made] == [{"kind": "user", "id": "7"}] * 3
    assert [entry["reason"] for entry in made] == ["rush"] * 3
    assert [entry["cause"] for entry in made] == ["request", "cascade", "cascade"]


def minutes_ago(minutes: int) -> str:
    return (utc_now() - timedelta(minutes=minutes)).isoformat()


@pytest.mark.parametrize("result", ["READY", "CANCELLED"])
async def test_an_order_has_come_no_earlier_than_the_last_of_its_items_in_whatever_order_they_are_reported(
    kitchen: Kitchen, result: str
) -> None:
    order = await kitchen.place(created=minutes_ago(60))
    last, earlier = minutes_ago(10), minutes_ago(40)

    await kitchen.move_item(order, "BURGER", result, occurredAt=last)
    await kitchen.move_item(order, "SUSHI", result, occurredAt=earlier)

    moved = await kitchen.get(order)
    newest = moved["statusHistory"][-1]
    assert newest["status"] == result
    assert datetime.fromisoformat(newest["timestamp"]) == datetime.fromisoformat(last)
    assert moved["items"][1]["statusHistory"][-1]["late"] is False


async def test_an_order_begins_when_its_first_item_is_said_to_have_begun(kitchen: Kitchen) -> None:
    order = await kitchen.place(created=minutes_ago(60))
    began = minutes_ago(40)

    await kitchen.move_item(order, "BURGER", "PREPARING", occurredAt=began)

    newest = (await kitchen.get(order))["statusHistory"][-1]
    assert datetime.fromisoformat(newest["timestamp"]) == datetime.fromisoformat(began)


async def test_an_order_follows_an_item_reported_late_when_the_item_counts(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place(created=minutes_ago(60), items=[item("BURGER")])
    begun = minutes_ago(10)
    await kitchen.move_item(order, "BURGER", "PREPARING", occurredAt=begun)

    await kitchen.move_item(order, "BURGER", "READY", occurredAt=minutes_ago(20))

    moved = await kitchen.get(order)
    newest, item_s = moved["statusHistory"][-1], moved["items"][0]["statusHistory"][-1]
    assert item_s["late"] is True
    for entry in (newest, item_s):
        assert datetime.fromisoformat(entry["timestamp"]) == datetime.fromisoformat(begun)
        assert entry["previousSeconds"] == 0


async def test_an_item_of_a_closed_order_is_refused_with_whoever_closed_the_order(
    kitchen: Kitchen,
) -> None:
    order = await kitchen.place_at("READY")
    await kitchen.move(order, "PICKED_UP", headers={"X-Actor": "user:boss"})

    refused = (await kitchen.move_item(order, "BURGER", "CANCELLED")).json()

    assert refused["code"] == "illegal-transition"
    assert refused["changedBy"] == "user:boss"
    assert refused["changedAt"] == (await kitchen.get(order))["updatedAt"]
