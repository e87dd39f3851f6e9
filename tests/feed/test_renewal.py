"""`python -m huuva_backend feed renew`: another epoch by hand."""

from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.orders.kitchen import Kitchen
from tests.test_main import call


@pytest.fixture
def database_url(own_database: str) -> str:
    return own_database


async def epochs(client: AsyncClient, *locations: str) -> list[str]:
    found = []
    for location in locations:
        answer = await client.get("/api/events", params={"locationId": location})
        found.append(answer.json()["newest"].partition(".")[0])
    return found


async def test_one_location_is_renewed_or_all(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    locations = ("kallio", "kamppi")
    for location in locations:
        await Kitchen(client).place(locationId=location)
    first = await epochs(client, *locations)

    one = call(tmp_path, "feed", "renew", "--location", "kallio", DATABASE_URL=database_url)
    second = await epochs(client, *locations)
    both = call(tmp_path, "feed", "renew", DATABASE_URL=database_url)
    third = await epochs(client, *locations)

    assert (one.returncode, both.returncode) == (0, 0), one.stderr + both.stderr
    assert one.stderr.splitlines()[-1] == "locations with another epoch: 1"
    assert both.stderr.splitlines()[-1] == "locations with another epoch: 2"
    assert second[1] == first[1]
    assert len({*first, *second, *third}) == 5
    after = {"locationId": "kallio", "after": f"{first[0]}.1"}
    assert (await client.get("/api/events", params=after)).status_code == 410


async def test_a_location_without_events_is_refused(
    client: AsyncClient, database_url: str, tmp_path: Path
) -> None:
    await Kitchen(client).place(locationId="tapiola")
    before = await epochs(client, "tapiola")

    refused = call(tmp_path, "feed", "renew", "--location", "tapiolla", DATABASE_URL=database_url)

    assert refused.returncode == 2
    assert refused.stderr.splitlines()[-1] == "tapiolla: has had no events"
    assert await epochs(client, "tapiola") == before
