"""The time that was spent in a status within a period, whenever its stays began and ended."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.analytics.analyst import Analyst, Json, at, excluded, history
from tests.conftest import Connection
from tests.factories import SAMPLE, item

NOON = {"from": at("12:00:00"), "to": at("13:00:00")}
KNOWN_FROM_THE_BEGINNING = "UPDATE orders SET recorded_at = created_at"
RELEASED = """
    WITH placed AS (UPDATE orders SET status_since = now() - interval '30 minutes' RETURNING id)
    UPDATE open_orders SET released = true, release_at = now() - interval '10 minutes'
"""


async def spent(analyst: Analyst, **query: Any) -> Json:
    return await analyst.read("status-durations", basis="spent", **query)


def parts(measured: Json) -> dict[str, tuple[int, Any]]:
    """How many parts, and the longest, of each status that has any."""
    return {
        found["status"]: (found["count"], found["maxSeconds"])
        for found in measured["items"]
        if found["count"]
    }


def unchanging(measured: Json) -> Json:
    return {name: value for name, value in measured.items() if name != "asOf"}


async def test_of_each_stay_counts_what_lies_in_the_period(analyst: Analyst) -> None:
    await analyst.order(
        "RECEIVED 11:50:00", "PREPARING 12:10:00", "READY 12:40:00", "PICKED_UP 13:20:00"
    )
    await analyst.order("RECEIVED 10:00:00", "PREPARING 15:00:00")

    measured = await spent(analyst, **NOON)

    assert parts(measured) == {
        "RECEIVED": (2, 3600.0),
        "PREPARING": (1, 1800.0),
        "READY": (1, 1200.0),
    }
    assert measured["items"][0]["averageSeconds"] == 2100.0
    assert measured["items"][0]["p50Seconds"] == 2100.0
    assert measured["n"] == 4
    assert "part that lies in the period" in measured["definition"]


async def test_items_spend_time_as_orders_do(analyst: Analyst) -> None:
    cooked = history("ORDERED 11:00:00", "PREPARING 12:50:00", "READY 13:30:00")
    await analyst.order("RECEIVED 11:00:00", items=[item("A", statusHistory=cooked)])

    assert parts(await spent(analyst, subject="item", **NOON)) == {
        "ORDERED": (1, 3000.0),
        "PREPARING": (1, 600.0),
    }


async def test_a_stay_that_only_meets_an_edge_spends_nothing_there(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 11:00:00", "PREPARING 12:00:00", "READY 12:00:00")
    await analyst.order("RECEIVED 13:00:00", "PREPARING 14:00:00")

    measured = await spent(analyst, **NOON)

    # One that lasted no time at all lies where it began.
    assert parts(measured) == {"PREPARING": (1, 0.0)}
    assert measured["n"] == 1


async def test_however_a_stay_ended_its_time_was_spent(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "CANCELLED 12:05:00")
    await analyst.order("PREPARING 12:00:00", "RECEIVED 12:10:00", "READY 12:30:00")

    every = await spent(analyst, **NOON)
    recalled = await spent(analyst, endedBy="recall", **NOON)

    assert parts(every) == {"RECEIVED": (2, 1200.0), "PREPARING": (1, 600.0)}
    assert parts(recalled) == {"PREPARING": (1, 600.0)}
    assert excluded(recalled)["ended-by-forward"] == 1
    assert excluded(recalled)["ended-by-cancel"] == 1


async def test_a_stay_that_goes_on_is_spent_up_to_now(analyst: Analyst, sql: Connection) -> None:
    await analyst.order("RECEIVED 12:00:00", "PREPARING 12:30:00")
    await sql.execute(KNOWN_FROM_THE_BEGINNING)
    placed = await analyst.order(created=None)
    begun = datetime.fromisoformat(placed["createdAt"])

    past = await spent(analyst, **NOON)
    explicit = await spent(analyst, endedBy="forward", **NOON)
    hour = {"from": begun.isoformat(), "to": (begun + timedelta(hours=1)).isoformat()}
    now = await spent(analyst, **hour)

    assert parts(past) == {"RECEIVED": (1, 1800.0), "PREPARING": (1, 1800.0)}
    assert (explicit["n"], excluded(explicit)["still-open"]) == (1, 1)
    as_of = datetime.fromisoformat(now["asOf"])
    assert parts(now)["RECEIVED"] == (1, pytest.approx((as_of - begun).total_seconds()))


async def test_by_hour_each_stay_is_cut_at_each_hour_and_counts_once_in_all(
    analyst: Analyst,
) -> None:
    await analyst.order("RECEIVED 11:30:00", "PREPARING 13:15:00", "READY 14:00:00")

    measured = await spent(analyst, groupBy="hour")

    assert [
        (found["group"], found["status"], found["count"], found["averageSeconds"])
        for found in measured["items"]
        if found["count"]
    ] == [
        (at("11:00:00"), "RECEIVED", 1, 1800.0),
        (at("12:00:00"), "RECEIVED", 1, 3600.0),
        (at("13:00:00"), "RECEIVED", 1, 900.0),
        (at("13:00:00"), "PREPARING", 1, 2700.0),
    ]
    assert measured["n"] == 2


async def test_hours_are_cut_where_the_period_is(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 10:00:00", "PREPARING 15:00:00")
    period = {"from": at("12:40:00"), "to": at("13:10:00")}

    measured = await spent(analyst, groupBy="hour", **period)

    lengths = [found["maxSeconds"] for found in measured["items"] if found["count"]]
    assert lengths == [1200.0, 600.0]


@pytest.mark.parametrize("group", ["brand", "location", "channel"])
async def test_groups_hold_for_what_has_ended_and_what_goes_on(
    analyst: Analyst, sql: Connection, group: str
) -> None:
    name = {"brand": "brandId", "location": "locationId", "channel": "channel"}[group]
    for value in ("a", "b", "c"):
        await analyst.order("RECEIVED 12:00:00", "PREPARING 12:30:00", **{name: value})
    await sql.execute(KNOWN_FROM_THE_BEGINNING)

    for subject in ("order", "item"):
        grouped = await spent(analyst, subject=subject, groupBy=group, **NOON)
        narrow = await spent(analyst, subject=subject, groupBy=group, **{name: "b"}, **NOON)

        assert {found["group"] for found in grouped["items"]} == {"a", "b", "c"}
        assert {found["group"] for found in narrow["items"]} == {"b"}
        assert grouped["n"] == 3 * narrow["n"] > 0


async def test_no_time_is_spent_while_an_order_is_held_back(
    analyst: Analyst, sql: Connection
) -> None:
    later = (datetime.now(UTC) + timedelta(hours=9)).isoformat()
    await analyst.order(created=None, pickupTime=later)
    today = {"from": (datetime.now(UTC) - timedelta(hours=1)).isoformat(), "to": later}

    held = [await spent(analyst, subject=subject, **today) for subject in ("order", "item")]
    ended = await analyst.read("status-durations", **today)
    await sql.execute(RELEASED)
    released = await spent(analyst, **today)

    assert [(measured["n"], set(excluded(measured).values())) for measured in held] == [
        (0, {0})
    ] * 2
    assert excluded(ended)["still-open"] == 0
    assert parts(released)["RECEIVED"] == (1, pytest.approx(600, abs=30))


@pytest.mark.parametrize("subject", ["order", "item"])
@pytest.mark.parametrize("basis", ["ended", "spent"])
async def test_a_closed_period_stays_as_it_is_whatever_happens_later(
    analyst: Analyst, sql: Connection, subject: str, basis: str
) -> None:
    steps = history("ORDERED 11:50:00", "PREPARING 12:10:00", "READY 12:40:00")
    cooked = ("RECEIVED 11:50:00", "PREPARING 12:10:00", "READY 12:40:00")
    placed = await analyst.order(*cooked, items=[item("A", statusHistory=steps)])
    await sql.execute(KNOWN_FROM_THE_BEGINNING)
    query = {"subject": subject, "basis": basis, **NOON}
    closed = unchanging(await analyst.read("status-durations", **query))

    for change in ({"status": "PICKED_UP"}, {"status": "READY", "recall": True}):
        path = f"/api/orders/{placed['id']}/status"
        assert (await analyst.api.patch(path, json=change)).status_code == 200
        assert unchanging(await analyst.read("status-durations", **query)) == closed

    assert closed["n"] == (2 if basis == "ended" else 3)


async def test_a_recalled_pick_up_leaves_the_period_before_it_as_it_was(analyst: Analyst) -> None:
    def ago(minutes: int) -> str:
        return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()

    placed = await analyst.order(created=ago(40), items=[item("A")])
    path = f"/api/orders/{placed['id']}/status"
    for change in (
        {"status": "READY", "occurredAt": ago(30)},
        {"status": "PICKED_UP", "occurredAt": ago(14)},
    ):
        assert (await analyst.api.patch(path, json=change)).status_code == 200
    queries = [
        {"subject": subject, "basis": basis, "from": ago(60), "to": ago(10)}
        for subject in ("order", "item")
        for basis in ("ended", "spent")
    ]
    before = [unchanging(await analyst.read("status-durations", **query)) for query in queries]

    await analyst.api.patch(path, json={"status": "READY", "recall": True})

    after = [unchanging(await analyst.read("status-durations", **query)) for query in queries]
    assert after == before
    assert [measured["n"] for measured in before] == [2, 2, 2, 2]


async def test_an_order_from_years_ago_changes_no_average_while_it_is_open(
    analyst: Analyst,
) -> None:
    for _ in range(9):
        await analyst.order(created=None)
    now = datetime.now(UTC)
    day = timedelta(days=1)
    period = {"from": (now - day).isoformat(), "to": (now + day).isoformat()}
    queries = [{"subject": subject, **period} for subject in ("order", "item")]

    assert (await analyst.api.post("/api/orders", json=SAMPLE)).status_code == 201

    order, item = [await spent(analyst, **query) for query in queries]
    assert (order["n"], item["n"]) == (9, 9)
    assert order["items"][0]["maxSeconds"] < 60
    assert item["items"][0]["maxSeconds"] < 60
    assert [excluded(measured)["begun-before-recorded"] for measured in (order, item)] == [1, 2]
