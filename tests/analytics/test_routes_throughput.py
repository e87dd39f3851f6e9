import pytest

from tests.analytics.analyst import DAY, Analyst, at, excluded, history


async def test_orders_count_in_the_hour_in_which_they_got_somewhere(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:50:00", "READY 13:00:00", "PICKED_UP 13:59:59")
    await analyst.order("RECEIVED 12:00:00", "CANCELLED 14:00:00")

    assert await analyst.busy_buckets() == [
        (at("12:00:00"), 2, 0, 0, 0),
        (at("13:00:00"), 0, 1, 1, 0),
        (at("14:00:00"), 0, 0, 0, 1),
    ]


async def test_every_bucket_of_the_period_is_there(analyst: Analyst) -> None:
    measured = await analyst.read("throughput")

    assert [flow["start"] for flow in measured["items"]] == [
        at(f"{hour:02}:00:00") for hour in range(24)
    ]
    assert measured["items"][0] == {
        "start": at("00:00:00"),
        "group": None,
        "received": 0,
        "ready": 0,
        "pickedUp": 0,
        "cancelled": 0,
    }
    assert measured["n"] == 0


async def test_the_period_includes_its_start_and_not_its_end(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:10:00", "READY 12:20:00", "PICKED_UP 12:30:00")

    measured = await analyst.read("throughput", **{"from": at("12:20:00"), "to": at("12:30:00")})

    assert [tuple(flow.values()) for flow in measured["items"]] == [
        (at("12:00:00"), None, 0, 1, 0, 0)
    ]
    assert measured["n"] == 1


async def test_a_recall_makes_nobody_count_twice(analyst: Analyst) -> None:
    await analyst.order(
        "RECEIVED 12:00:00",
        "READY 12:10:00",
        "RECEIVED 12:20:00",
        "READY 13:10:00",
        "PICKED_UP 13:20:00",
        "READY 13:21:00",
        "PICKED_UP 14:20:00",
    )

    measured = await analyst.read("throughput")

    assert await analyst.busy_buckets() == [
        (at("12:00:00"), 1, 1, 0, 0),
        (at("13:00:00"), 0, 0, 1, 0),
    ]
    assert measured["n"] == 1
    assert excluded(measured)["reached-again"] == 3


async def test_n_is_the_number_of_orders_that_got_anywhere_in_the_period(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:00:00", "READY 12:10:00", "PICKED_UP 13:20:00")
    await analyst.order("RECEIVED 12:50:00", "PREPARING 13:30:00")
    await analyst.order("RECEIVED 11:00:00", "READY 13:00:00", "PICKED_UP 13:10:00")
    await analyst.order("RECEIVED 11:00:00", "PREPARING 13:10:00")

    async def counted(start: str, end: str) -> int:
        return int((await analyst.read("throughput", **{"from": at(start), "to": at(end)}))["n"])

    assert await counted("11:00:00", "14:00:00") == 4
    assert await counted("12:00:00", "13:00:00") == 2
    assert await counted("13:00:00", "14:00:00") == 2
    assert "number of orders" in (await analyst.read("throughput"))["definition"]


async def test_an_order_that_was_ready_before_the_period_is_not_ready_again_in_it(
    analyst: Analyst,
) -> None:
    await analyst.order(
        "RECEIVED 12:00:00", "READY 12:10:00", "PREPARING 12:20:00", "READY 13:10:00"
    )

    measured = await analyst.read("throughput", **{"from": at("13:00:00")})

    assert measured["n"] == 0
    assert excluded(measured)["reached-again"] == 1


async def test_an_order_whose_history_begins_at_ready_is_received_and_ready(
    analyst: Analyst,
) -> None:
    await analyst.order("READY 12:10:00")

    assert await analyst.busy_buckets() == [(at("12:00:00"), 1, 1, 0, 0)]


async def test_claims_are_not_counted(analyst: Analyst) -> None:
    untrue = history("PICKED_UP 11:00:00", "RECEIVED 12:10:00")
    await analyst.order(created=at("12:00:00"), statusHistory=untrue)

    measured = await analyst.read("throughput")

    assert await analyst.busy_buckets() == [(at("12:00:00"), 1, 0, 0, 0)]
    assert excluded(measured)["claim-not-counted"] == 2


@pytest.mark.parametrize("name", ["brandId", "locationId", "channel"])
async def test_filters_narrow_what_counts(analyst: Analyst, name: str) -> None:
    await analyst.order("RECEIVED 12:00:00", **{name: "a"})
    await analyst.order("RECEIVED 13:00:00", **{name: "b"})

    assert await analyst.busy_buckets(**{name: "b"}) == [(at("13:00:00"), 1, 0, 0, 0)]


async def test_quarters_of_an_hour_and_days_are_buckets_too(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:14:59", "READY 12:15:00")

    assert await analyst.busy_buckets(interval="15min") == [
        (at("12:00:00"), 1, 0, 0, 0),
        (at("12:15:00"), 0, 1, 0, 0),
    ]
    assert await analyst.busy_buckets(interval="day") == [(at("00:00:00"), 1, 1, 0, 0)]


async def test_a_day_begins_at_midnight_in_the_timezone(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 21:59:59", "READY 22:00:00")

    assert await analyst.busy_buckets(interval="day", timezone="Europe/Helsinki") == [
        ("2026-01-30T22:00:00Z", 1, 0, 0, 0),
        (at("22:00:00"), 0, 1, 0, 0),
    ]


async def test_a_business_day_begins_when_the_kitchen_says(analyst: Analyst) -> None:
    for created in ("20T20:00:00+02:00", "21T01:30:00+02:00", "21T12:00:00+02:00"):
        moment = f"2025-11-{created}"
        await analyst.order(created=moment, pickupTime=moment)
    period = {"from": "2025-11-20T04:00:00+02:00", "to": "2025-11-22T04:00:00+02:00"}
    days = {"interval": "day", "timezone": "Europe/Helsinki", **period}

    business = await analyst.read("throughput", dayStart="04:00", **days)
    calendar = await analyst.read("throughput", **days)

    assert [flow["received"] for flow in business["items"]] == [2, 1]
    assert [flow["start"] for flow in business["items"]] == [
        "2025-11-20T02:00:00Z",
        "2025-11-21T02:00:00Z",
    ]
    assert [flow["received"] for flow in calendar["items"]] == [1, 2, 0]


async def test_hours_begin_as_ever_whenever_the_day_does(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 12:14:59", "READY 12:15:00")

    for interval in ("hour", "15min"):
        query = {"interval": interval}
        started = await analyst.read("throughput", dayStart="04:30", **query)
        assert started["items"] == (await analyst.read("throughput", **query))["items"]


async def test_the_hour_that_the_clock_repeats_in_autumn_is_two_buckets(analyst: Analyst) -> None:
    await analyst.order("RECEIVED 2025-10-26T00:30:00Z", "READY 2025-10-26T01:30:00Z")
    autumn = {"from": "2025-10-25T21:00:00Z", "to": "2025-10-26T22:00:00Z"}

    hours = await analyst.read("throughput", timezone="Europe/Helsinki", **autumn)
    days = await analyst.read("throughput", timezone="Europe/Helsinki", interval="day", **autumn)

    assert len(hours["items"]) == 25
    assert [flow["start"] for flow in hours["items"] if flow["received"] or flow["ready"]] == [
        "2025-10-26T00:00:00Z",
        "2025-10-26T01:00:00Z",
    ]
    assert [flow["start"] for flow in days["items"]] == ["2025-10-25T21:00:00Z"]


async def test_without_a_period_the_last_24_hours_count(analyst: Analyst) -> None:
    await analyst.order(created=None)
    await analyst.order("RECEIVED 12:00:00")

    answer = await analyst.api.get("/api/analytics/throughput", params={"interval": "day"})

    assert answer.json()["n"] == 1
    assert len(answer.json()["items"]) == 2


async def test_throughput_comes_as_csv_where_that_is_asked_for(analyst: Analyst) -> None:
    answer = await analyst.api.get(
        "/api/analytics/throughput",
        params=DAY | {"interval": "day"},
        headers={"Accept": "text/csv"},
    )

    assert answer.text == (
        "start,received,ready,pickedUp,cancelled\r\n2026-01-31T00:00:00Z,0,0,0,0\r\n"
    )
