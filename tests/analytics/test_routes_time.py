"""What reports that are late, orders from years ago and orders for later do to the lengths of stays: nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, excluded
from tests.factories import SAMPLE

NOW = datetime.now(UTC)
PERIOD = {
    "from": (NOW - timedelta(days=1)).isoformat(),
    "to": (NOW + timedelta(days=1)).isoformat(),
}


def ago(minutes: int) -> str:
    return (NOW - timedelta(minutes=minutes)).isoformat()


async def move(analyst: Analyst, placed: Json, status: str, **more: Any) -> None:
    path = f"/api/orders/{placed['id']}/status"
    answer = await analyst.api.patch(path, json={"status": status, **more})
    assert answer.status_code == 200, answer.text


async def test_a_change_reported_for_before_the_one_before_it_ends_a_stay_of_no_length(
    analyst: Analyst,
) -> None:
    placed = await analyst.order(created=ago(175))
    await move(analyst, placed, "READY", occurredAt=ago(170))
    await move(analyst, placed, "PICKED_UP", occurredAt=ago(172))

    for subject in ("order", "item"):
        durations = await analyst.durations(subject=subject, **{"from": ago(200), "to": ago(140)})
        assert (durations["READY"]["count"], durations["READY"]["maxSeconds"]) == (1, 0.0)


async def test_an_order_from_years_ago_changes_no_average(analyst: Analyst) -> None:
    for minutes in range(1, 10):
        placed = await analyst.order(created=ago(minutes))
        await move(analyst, placed, "PREPARING", occurredAt=ago(0))
        await move(analyst, placed, "READY", occurredAt=ago(0))
    queries = [{"subject": subject, **PERIOD} for subject in ("order", "item")]
    before = [await analyst.read("status-durations", **query) for query in queries]

    sample = await analyst.api.post("/api/orders", json=SAMPLE)
    await move(analyst, sample.json(), "PREPARING")

    after = [await analyst.read("status-durations", **query) for query in queries]
    assert [measured["items"] for measured in after] == [measured["items"] for measured in before]
    assert before[0]["items"][0]["averageSeconds"] == pytest.approx(300)
    assert [excluded(measured)["begun-before-recorded"] for measured in after] == [1, 2]


async def test_an_order_for_later_waits_from_its_release_on(analyst: Analyst) -> None:
    # Half an hour before its pickup the kitchen sees it.
    placed = await analyst.order(created=ago(300), pickupTime=ago(-10))
    await move(analyst, placed, "PREPARING", occurredAt=ago(0))
    early = await analyst.order(created=ago(2), pickupTime=ago(-600))
    await move(analyst, early, "PREPARING", occurredAt=ago(0))

    for subject, first in (("order", "RECEIVED"), ("item", "ORDERED")):
        durations = await analyst.durations(subject=subject, **PERIOD)
        assert durations[first]["count"] == 2
        assert durations[first]["maxSeconds"] == pytest.approx(1200)
        assert durations[first]["averageSeconds"] == pytest.approx(600)
