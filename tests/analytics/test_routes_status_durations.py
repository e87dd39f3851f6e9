from datetime import UTC, datetime, timedelta

import pytest

from tests.analytics.analyst import DAY, Analyst, at, excluded, history
from tests.conftest import Connection
from tests.factories import item

NONE = {
    "averageSeconds": None,
    "p50Seconds": None,
    "p90Seconds": None,
    "p95Seconds": None,
    "maxSeconds": None,
}


async def test_each_status_has_the_time_that_orders_stayed_in_it(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "PREPARING 12:01:00", "READY 12:11:00")

    durations = await analyst.durations()

    assert [(name, found["averageSeconds"]) for name, found in durations.items()] == [
        ("RECEIVED", 60.0),
        ("PREPARING", 600.0),
        ("READY", None),
    ]
    assert durations["READY"] == {
        "group": None,
        "subgroup": None,
        "status": "READY",
        "count": 0,
        **NONE,
    }


async def test_average_percentiles_and_maximum_are_of_all_stays(analyst: Analyst) -> None:
    for minute in range(1, 11):
        await analyst.order("RECEIVED 12:00:00", f"PREPARING 12:{minute:02}:00")

    measured = await analyst.read("status-durations")

    assert measured["items"][0] == {
        "group": None,
        "subgroup": None,
        "status": "RECEIVED",
        "count": 10,
        "averageSeconds": 330.0,
        "p50Seconds": 330.0,
        "p90Seconds": pytest.approx(546.0),
        "p95Seconds": pytest.approx(573.0),
        "maxSeconds": 600.0,
    }
    assert measured["n"] == 10


async def test_items_have_statuses_of_their_own(analyst: Analyst) -> None:
    cooked = history("ORDERED 12:00:00", "PREPARING 12:02:00", "READY 12:07:00")
    await analyst.order(
        "RECEIVED 12:00:00",
        "PREPARING 12:02:00",
        "READY 12:07:00",
        items=[item("A", statusHistory=cooked), item("B", statusHistory=cooked)],
    )

    durations = await analyst.durations(subject="item")

    assert [(name, found["count"]) for name, found in durations.items()] == [
        ("ORDERED", 2),
        ("PREPARING", 2),
        ("READY", 0),
    ]
    assert durations["PREPARING"]["averageSeconds"] == 300.0


async def test_a_stay_counts_in_the_period_in_which_it_ended(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "PREPARING 13:00:00", "READY 14:00:00")

    upto = await analyst.durations(**{"from": at("12:00:00"), "to": at("13:00:00")})
    since = await analyst.durations(**{"from": at("13:00:00"), "to": at("14:00:00")})

    assert (upto["RECEIVED"]["count"], upto["PREPARING"]["count"]) == (0, 0)
    assert (since["RECEIVED"]["count"], since["PREPARING"]["count"]) == (1, 0)


async def test_claims_are_left_out_and_told_in_number(analyst: Analyst) -> None:
    untrue = history("PICKED_UP 12:00:00", "RECEIVED 12:10:00")
    untrue_too = history("CANCELLED 12:00:00", "PREPARING 12:01:00", "ORDERED 12:02:00")
    await analyst.order(
        created=at("12:00:00"),
        statusHistory=untrue,
        items=[item("A", statusHistory=untrue_too), item("B")],
    )

    orders = await analyst.read("status-durations")
    items = await analyst.read("status-durations", subject="item")

    assert (orders["n"], excluded(orders)["claim-not-counted"]) == (0, 2)
    assert (items["n"], excluded(items)["claim-not-counted"]) == (0, 3)


async def test_statuses_that_have_not_ended_are_left_out_and_told_in_number(
    analyst: Analyst,
) -> None:
    def ago(minutes: int) -> str:
        return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()

    two = [item("A", status="CANCELLED"), item("B")]
    for steps in ([], ["PREPARING"], ["READY", "PICKED_UP"], ["CANCELLED"]):
        placed = await analyst.order(created=ago(30), items=two)
        for status in steps:
            path = f"/api/orders/{placed['id']}/status"
            assert (await analyst.api.patch(path, json={"status": status})).status_code == 200
    period = {"from": ago(60), "to": ago(-60)}

    orders = await analyst.read("status-durations", **period)
    items = await analyst.read("status-durations", subject="item", **period)

    assert excluded(orders)["still-open"] == 2
    assert excluded(items)["still-open"] == 2


@pytest.mark.parametrize("name", ["brandId", "locationId", "channel"])
@pytest.mark.parametrize("subject", ["order", "item"])
async def test_filters_narrow_what_counts_and_what_is_left_out(
    analyst: Analyst, sql: Connection, name: str, subject: str
) -> None:
    untrue = item("B", statusHistory=history("CANCELLED 12:00:00", "READY 12:00:00"))
    for value, seconds in (("a", 10), ("b", 20)):
        for end in (f"PREPARING 12:00:{seconds}", "CANCELLED 12:00:30"):
            cooked = item("A", statusHistory=history("ORDERED 12:00:00", end))
            await analyst.order("RECEIVED 12:00:00", end, items=[cooked, untrue], **{name: value})
        recalled = item("A", statusHistory=history("READY 12:00:00", "ORDERED 12:01:00"))
        await analyst.order(
            "PREPARING 12:00:00", "RECEIVED 12:01:00", items=[recalled], **{name: value}
        )
        untrue_too = history("PICKED_UP 12:00:00", "RECEIVED 12:00:00")
        await analyst.order(statusHistory=untrue_too, **{name: value})
        await analyst.order("PICKED_UP 12:00:00", "READY 12:01:00", **{name: value})
    await sql.execute("UPDATE orders SET recorded_at = created_at")

    one = await analyst.read("status-durations", subject=subject, **{name: "b"})
    both = await analyst.read("status-durations", subject=subject)
    neither = await analyst.read("status-durations", subject=subject, **{name: "c"})

    assert one["items"][0]["maxSeconds"] == one["items"][0]["averageSeconds"] == 20.0
    assert (one["n"], both["n"], neither["n"]) == (1, 2, 0)
    found = {cause for cause, count in excluded(one).items() if count}
    causes = {"claim-not-counted", "still-open", "ended-by-cancel", "ended-by-recall"}
    assert found == causes | ({"length-not-known"} if subject == "order" else set())
    for cause, count in excluded(one).items():
        assert excluded(both)[cause] == 2 * count
        assert excluded(neither)[cause] == 0


@pytest.mark.parametrize("group", ["brand", "location", "channel"])
async def test_groups_are_those_that_have_stays(analyst: Analyst, group: str) -> None:
    name = {"brand": "brandId", "location": "locationId", "channel": "channel"}[group]
    await analyst.order("RECEIVED 12:00:00", "READY 12:05:00", **{name: "b"})
    await analyst.order("RECEIVED 12:00:00", "READY 12:03:00", **{name: "a"})
    await analyst.order("RECEIVED 12:00:00", **{name: "c"})

    measured = await analyst.read("status-durations", groupBy=group)

    counted = [found for found in measured["items"] if found["count"]]
    assert [(found["group"], found["status"], found["maxSeconds"]) for found in counted] == [
        ("a", "RECEIVED", 180.0),
        ("b", "RECEIVED", 300.0),
    ]
    assert len(measured["items"]) == 2 * 3


async def test_groups_by_hour_and_day_are_all_of_the_period_on_the_local_clock(
    analyst: Analyst,
) -> None:
    await analyst.order("RECEIVED 20:00:00", "PREPARING 21:59:59", "READY 22:00:00")
    local = {"timezone": "Europe/Helsinki"}

    hours = await analyst.read("status-durations", groupBy="hour", **local)
    days = await analyst.read("status-durations", groupBy="day", **local)

    def counted(measured: dict[str, list[dict[str, object]]]) -> list[tuple[object, object]]:
        return [(found["group"], found["status"]) for found in measured["items"] if found["count"]]

    assert len(hours["items"]) == 24 * 3
    assert counted(hours) == [
        (at("21:00:00"), "RECEIVED"),
        (at("22:00:00"), "PREPARING"),
    ]
    assert len(days["items"]) == 2 * 3
    assert counted(days) == [
        ("2026-01-30T22:00:00Z", "RECEIVED"),
        (at("22:00:00"), "PREPARING"),
    ]


async def test_days_begin_when_the_kitchen_says(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 01:00:00", "PREPARING 01:59:59", "READY 02:00:00")
    local = {"timezone": "Europe/Helsinki", "groupBy": "day", "dayStart": "04:00"}

    for basis in ("ended", "spent"):
        days = await analyst.read("status-durations", basis=basis, **local)
        counted = [(found["group"], found["status"]) for found in days["items"] if found["count"]]
        assert counted[0] == ("2026-01-30T02:00:00Z", "RECEIVED")
        assert {found["group"] for found in days["items"]} == {
            "2026-01-30T02:00:00Z",
            "2026-01-31T02:00:00Z",
        }


async def test_an_answer_says_what_it_counts_and_as_of_when(analyst: Analyst) -> None:
    placed = await analyst.order()

    measured = await analyst.read("status-durations")

    assert "stayed in a status" in measured["definition"]
    assert measured["exact"] is True
    assert measured["asOf"] > placed["recordedAt"]
    assert measured.keys() == {"items", "definition", "n", "excluded", "asOf", "compared"} | {
        "exact",
        "bound",
    }


async def test_durations_come_as_csv_where_that_is_asked_for(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "PREPARING 12:01:00")

    answer = await analyst.api.get(
        "/api/analytics/status-durations", params=DAY, headers={"Accept": "text/csv"}
    )

    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Vary"] == "Accept"
    assert answer.text.split("\r\n")[:3] == [
        "group,status,count,averageSeconds,p50Seconds,p90Seconds,p95Seconds,maxSeconds",
        ",RECEIVED,1,60.0,60.0,60.0,60.0,60.0",
        ",PREPARING,0,,,,,",
    ]
