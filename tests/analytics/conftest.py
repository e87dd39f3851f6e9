from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeAlias

import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.platform.db.database import Database
from huuva_backend.worker.close_of_day import CloseOfDayLoop
from tests.analytics.analyst import Analyst, Json
from tests.conftest import Connection
from tests.locations.places import Places
from tests.server import committed, database_url

__all__ = ["committed", "database_url"]

EndOfDay: TypeAlias = Callable[[Json], Awaitable[None]]

AGED = """
    UPDATE orders SET recorded_at = recorded_at - $1::interval, changed_at = changed_at - $1::interval,
        pickup_time = pickup_time - $1::interval
    WHERE id::text = $2
"""


@pytest.fixture
def analyst(api: AsyncClient) -> Analyst:
    return Analyst(api)


@pytest.fixture
def end_of_day(app: FastAPI, api: AsyncClient, database: Database, sql: Connection) -> EndOfDay:
    """Closes an order as one that was left over of the day before yesterday."""
    loop = CloseOfDayLoop(app.state.locations, app.state.orders, database, 60)

    async def close(order: Json) -> None:
        await Places(api).say(order["locationId"], closeAfterMinutes=60)
        await sql.execute(AGED, timedelta(days=2), order["id"])
        assert await loop.run_once() == 1

    return close


@pytest.fixture
async def busy(analyst: Analyst) -> list[Json]:
    """Orders of two locations and two brands, of which many changes have one time."""
    return [
        await analyst.order(
            *("RECEIVED 12:00:00", "PREPARING 12:00:00", "READY 12:30:00"),
            locationId=location,
            brandId=brand,
            channel=channel,
        )
        for location in ("kamppi", "kallio")
        for brand, channel in (("pizza", "wolt"), ("sushi", "direct"), ("pizza", "direct"))
    ]
