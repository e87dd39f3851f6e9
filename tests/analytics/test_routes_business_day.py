"""Days are those of the location that is asked about, unless told otherwise."""

import pytest
from httpx import AsyncClient

from tests.analytics.analyst import Analyst, Json
from tests.locations.places import Places

NIGHT = ("20T20:00:00+02:00", "21T01:30:00+02:00", "21T12:00:00+02:00")
PERIOD = {"from": "2025-11-20T04:00:00+02:00", "to": "2025-11-22T04:00:00+02:00"}
DAYS = {"interval": "day", "locationId": "kamppi", **PERIOD}


@pytest.fixture(autouse=True)
async def night(analyst: Analyst) -> None:
    """Two orders of one night and one of the day after."""
    for moment in NIGHT:
        at = f"2025-11-{moment}"
        await analyst.order(created=at, pickupTime=at, locationId="kamppi")


@pytest.fixture
async def places(api: AsyncClient) -> Places:
    return Places(api)


def received(measured: Json) -> list[tuple[str, int]]:
    return [(flow["start"], flow["received"]) for flow in measured["items"]]


async def test_a_day_begins_when_the_locations_does(analyst: Analyst, places: Places) -> None:
    await places.say("kamppi", timezone="Europe/Helsinki", dayStartsAt="04:00")

    measured = await analyst.read("throughput", **DAYS)

    assert received(measured) == [("2025-11-20T02:00:00Z", 2), ("2025-11-21T02:00:00Z", 1)]
    assert "clock in Europe/Helsinki, days begin at 04:00;" in measured["definition"]


async def test_what_is_told_holds(analyst: Analyst, places: Places) -> None:
    await places.say("kamppi", timezone="Europe/Helsinki", dayStartsAt="04:00")

    midnight = await analyst.read("throughput", dayStart="00:00", **DAYS)
    utc = await analyst.read("throughput", timezone="UTC", **DAYS)

    assert [number for _, number in received(midnight)] == [1, 2, 0]
    assert "clock in Europe/Helsinki, days begin at 00:00;" in midnight["definition"]
    assert received(utc)[0] == ("2025-11-19T04:00:00Z", 0)
    assert "clock in UTC, days begin at 04:00;" in utc["definition"]


async def test_where_nothing_was_said_the_usual_day_of_a_location_holds(analyst: Analyst) -> None:
    measured = await analyst.read("throughput", **DAYS)

    assert received(measured)[1] == ("2025-11-20T04:00:00Z", 2)
    assert "clock in UTC, days begin at 04:00;" in measured["definition"]


async def test_days_of_all_locations_together_begin_at_midnight(
    analyst: Analyst, places: Places
) -> None:
    await places.say("kamppi", timezone="Europe/Helsinki", dayStartsAt="04:00")

    measured = await analyst.read("throughput", interval="day", **PERIOD)

    assert received(measured)[0] == ("2025-11-20T00:00:00Z", 2)
    assert "clock in UTC, days begin at 00:00;" in measured["definition"]


async def test_durations_by_day_are_of_the_same_days(analyst: Analyst, places: Places) -> None:
    await places.say("kamppi", timezone="Europe/Helsinki", dayStartsAt="05:00")
    query = {"groupBy": "day", "locationId": "kamppi", **PERIOD}

    by_day = await analyst.read("status-durations", **query)
    together = await analyst.read("status-durations", **query | {"groupBy": "brand"})

    assert by_day["items"][0]["group"] == "2025-11-19T03:00:00Z"
    assert "clock in Europe/Helsinki, days begin at 05:00." in by_day["definition"]
    assert "clock" not in together["definition"]
