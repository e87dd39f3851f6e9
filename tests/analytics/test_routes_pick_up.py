"""What a pick-up ends: the stay of each item in READY, by a row of the item's own."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, excluded
from tests.factories import item


class Evening:
    """An hour that has just passed, told in minutes before its end."""

    def __init__(self, analyst: Analyst) -> None:
        self.analyst = analyst
        self.end = datetime.now(UTC)

    def ago(self, minutes: int) -> str:
        return (self.end - timedelta(minutes=minutes)).isoformat()

    async def move(self, path: str, status: str, minutes: int, **more: Any) -> None:
        change = {"status": status, "occurredAt": self.ago(minutes)} | more
        answer = await self.analyst.api.patch(f"/api/orders/{path}/status", json=change)
        assert answer.status_code == 200, answer.text

    async def picked_up(self, **changes: str) -> str:
        """Two items, ready 15 and 13 minutes ago, and one cancelled; picked up 10 minutes ago."""
        items = [item("A"), item("B"), item("C")]
        placed = await self.analyst.order(
            created=self.ago(20), pickupTime=self.ago(10), items=items, **changes
        )
        order_id = str(placed["id"])
        await self.move(f"{order_id}/items/C", "CANCELLED", 19)
        await self.move(f"{order_id}/items/A", "READY", 15)
        await self.move(f"{order_id}/items/B", "READY", 13)
        await self.move(order_id, "PICKED_UP", 10)
        return order_id

    async def read(self, start: int = 60, end: int = 0, **query: Any) -> Json:
        """How long items' statuses lasted."""
        period = {"from": self.ago(start), "to": self.ago(end)}
        return await self.analyst.read("status-durations", **{"subject": "item"} | period | query)


@pytest.fixture
def evening(analyst: Analyst) -> Evening:
    return Evening(analyst)


def ready(measured: Json) -> list[Json]:
    return [found for found in measured["items"] if found["status"] == "READY" and found["count"]]


async def test_an_item_is_ready_until_its_order_is_picked_up(evening: Evening) -> None:
    await evening.picked_up()

    measured = await evening.read()

    (found,) = ready(measured)
    assert (found["count"], found["averageSeconds"], found["maxSeconds"]) == (2, 240.0, 300.0)
    assert measured["n"] == 4
    assert excluded(measured)["ended-by-cancel"] == 1
    assert excluded(measured)["length-not-known"] == 0
    assert excluded(measured)["still-open"] == 0


async def test_it_counts_in_the_period_of_the_pick_up(evening: Evening) -> None:
    await evening.picked_up()

    assert ready(await evening.read(start=60, end=10)) == []
    (found,) = ready(await evening.read(start=10, end=5))
    assert found["count"] == 2


async def test_what_a_recalled_pick_up_ended_has_ended_and_what_it_began_has_no_length(
    evening: Evening,
) -> None:
    order_id = await evening.picked_up()
    await evening.move(order_id, "READY", 5, recall=True)

    recalled = await evening.read()
    await evening.move(order_id, "PICKED_UP", 2)
    gone = await evening.read()

    assert [found["maxSeconds"] for found in ready(recalled)] == [300.0]
    assert excluded(recalled)["length-not-known"] == 2
    assert excluded(recalled)["still-open"] == 2
    (found,) = ready(gone)
    assert (found["count"], found["maxSeconds"]) == (4, 300.0)
    assert excluded(gone)["length-not-known"] == 2
    assert excluded(gone)["still-open"] == 0


async def test_an_item_of_which_nothing_is_told_before_the_pick_up_has_no_stays(
    analyst: Analyst,
) -> None:
    await analyst.order("PICKED_UP 12:10:00", items=[item("A"), item("B")])

    measured = await analyst.read("status-durations", subject="item")

    assert measured["n"] == 0
    assert set(excluded(measured).values()) == {0}


@pytest.mark.parametrize("name", ["brand", "location", "channel"])
async def test_filters_and_groups_hold_for_pick_ups_too(evening: Evening, name: str) -> None:
    field = "channel" if name == "channel" else f"{name}Id"
    for value in ("a", "b"):
        await evening.picked_up(**{field: value})

    query: dict[str, Any] = {"groupBy": name, field: "b"}
    measured = await evening.read(**query)

    assert [(found["group"], found["count"]) for found in ready(measured)] == [("b", 2)]


async def test_pick_ups_fall_into_the_hour_in_which_they_happened(evening: Evening) -> None:
    await evening.picked_up()

    (found,) = ready(await evening.read(groupBy="hour"))

    hour = evening.end - timedelta(minutes=10)
    assert found["group"] == f"{hour:%Y-%m-%dT%H}:00:00Z"
    assert found["count"] == 2
