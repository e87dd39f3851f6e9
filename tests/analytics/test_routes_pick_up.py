"""What a pick-up ends: the stay of each item in READY, though no item has a row for it."""

from datetime import datetime

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded, history
from tests.factories import item

COOKED = ("RECEIVED 12:00:00", "PREPARING 12:02:00", "READY 12:07:00")


async def picked_up(analyst: Analyst, *more: str, **changes: str) -> Json:
    """Two items, ready at 12:05 and 12:07, and one cancelled; picked up at 12:10."""
    items = [
        item("A", statusHistory=history("ORDERED 12:00:00", "READY 12:05:00")),
        item("B", statusHistory=history("ORDERED 12:00:00", "READY 12:07:00")),
        item("C", statusHistory=history("ORDERED 12:00:00", "CANCELLED 12:01:00")),
    ]
    return await analyst.order(*COOKED, "PICKED_UP 12:10:00", *more, items=items, **changes)


async def test_an_item_is_ready_until_its_order_is_picked_up(analyst: Analyst) -> None:
    await picked_up(analyst)

    measured = await analyst.read("status-durations", subject="item")

    ready = measured["items"][-1]
    assert (ready["status"], ready["count"]) == ("READY", 2)
    assert (ready["averageSeconds"], ready["maxSeconds"]) == (240.0, 300.0)
    assert measured["n"] == 5
    assert excluded(measured)["length-not-known"] == 0
    assert excluded(measured)["still-open"] == 0


async def test_it_counts_in_the_period_of_the_pick_up(analyst: Analyst) -> None:
    await picked_up(analyst)

    upto = await analyst.durations(subject="item", to=at("12:10:00"))
    since = await analyst.durations(subject="item", **{"from": at("12:10:00")})

    assert (upto["READY"]["count"], since["READY"]["count"]) == (0, 2)


async def test_a_pick_up_that_was_recalled_ends_nothing(analyst: Analyst) -> None:
    await picked_up(analyst, "READY 12:11:00", "PICKED_UP 12:17:00")
    await picked_up(analyst, "READY 12:11:00")

    items = await analyst.read("status-durations", subject="item")
    orders = await analyst.read("status-durations")

    assert items["items"][-1]["count"] == 2
    assert items["items"][-1]["maxSeconds"] == 720.0
    assert excluded(items)["still-open"] == 2
    assert [found["status"] for found in orders["items"]] == ["RECEIVED", "PREPARING", "READY"]
    assert orders["n"] == 7
    assert excluded(orders)["length-not-known"] == 2


async def test_an_item_not_known_ready_before_the_pick_up_is_left_out_and_told(
    analyst: Analyst,
) -> None:
    await analyst.order(*COOKED, "PICKED_UP 12:10:00", items=[item("A"), item("B")])

    measured = await analyst.read("status-durations", subject="item")

    assert measured["n"] == 0
    assert excluded(measured)["length-not-known"] == 2


async def test_it_lasts_from_when_the_item_became_ready_to_the_command(analyst: Analyst) -> None:
    placed = await analyst.order(created=None)
    path = f"/api/orders/{placed['id']}/status"
    await analyst.api.patch(path, json={"status": "READY"})
    moved = await analyst.api.patch(path, json={"status": "PICKED_UP"})
    ready, gone = (
        datetime.fromisoformat(entry["timestamp"]) for entry in moved.json()["statusHistory"][-2:]
    )

    answer = await analyst.api.get("/api/analytics/status-durations", params={"subject": "item"})

    lasted = answer.json()["items"][-1]
    assert (lasted["status"], lasted["count"]) == ("READY", 1)
    assert lasted["maxSeconds"] == pytest.approx((gone - ready).total_seconds())


@pytest.mark.parametrize("name", ["brand", "location", "channel"])
async def test_filters_and_groups_hold_for_pick_ups_too(analyst: Analyst, name: str) -> None:
    field = "channel" if name == "channel" else f"{name}Id"
    for value in ("a", "b"):
        await picked_up(analyst, **{field: value})

    measured = await analyst.read("status-durations", subject="item", groupBy=name, **{field: "b"})

    ready = [found for found in measured["items"] if found["status"] == "READY"]
    assert [(found["group"], found["count"]) for found in ready] == [("b", 2)]


async def test_pick_ups_fall_into_the_hour_in_which_they_happened(analyst: Analyst) -> None:
    await picked_up(analyst)

    measured = await analyst.read("status-durations", subject="item", groupBy="hour")

    ready = [found for found in measured["items"] if found["status"] == "READY" and found["count"]]
    assert [(found["group"], found["count"]) for found in ready] == [(at("12:00:00"), 2)]
