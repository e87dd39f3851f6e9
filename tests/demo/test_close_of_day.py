"""The simulated kitchens close their days as the product does."""

from datetime import UTC, datetime

import pytest
from httpx import AsyncClient

from huuva_backend.demo import close_of_day
from huuva_backend.demo.close_of_day import left_over
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection, NothingWritten
from tests.locations.places import Places

SAID = "SELECT location_id, name, day_starts_at, close_after_minutes FROM locations ORDER BY 1"


@pytest.mark.parametrize(
    ("ready", "closed"),
    [
        ("2026-01-29T18:00:00+02:00", "2026-01-30T04:00:20+02:00"),
        ("2026-01-30T00:59:59+02:00", "2026-01-30T04:00:20+02:00"),
        ("2026-01-30T01:30:00+02:00", "2026-01-31T04:00:20+02:00"),
        ("2026-03-28T20:00:00+02:00", "2026-03-29T04:00:20+03:00"),
        ("2026-10-24T20:00:00+03:00", "2026-10-25T04:00:20+02:00"),
    ],
)
def test_what_nobody_collects_is_closed_when_a_day_begins(ready: str, closed: str) -> None:
    move = left_over(datetime.fromisoformat(ready).astimezone(UTC))

    assert move.at == datetime.fromisoformat(closed)
    assert (move.status, move.cause) == ("PICKED_UP", "closed-by-day")


async def test_its_locations_say_so_unless_somebody_said_otherwise(
    database: Database, sql: Connection, api: AsyncClient, nothing_written: NothingWritten
) -> None:
    await Places(api).say("kallio", name="Ours", dayStartsAt="05:00")

    await close_of_day.say(database)

    assert [tuple(row) for row in await sql.fetch(SAID)] == [
        ("kallio", "Ours", "05:00", None),
        ("kamppi", "Kamppi", "04:00", 180),
        ("tampere", "Tampere", "04:00", 180),
        ("tapiola", "Tapiola", "04:00", 180),
    ]
    async with nothing_written():
        await close_of_day.say(database)
