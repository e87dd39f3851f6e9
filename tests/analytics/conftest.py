import pytest
from httpx import AsyncClient

from tests.analytics.analyst import Analyst
from tests.orders.kitchen import Json
from tests.server import committed, database_url

__all__ = ["committed", "database_url"]


@pytest.fixture
def analyst(api: AsyncClient) -> Analyst:
    return Analyst(api)


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
