import pytest
from httpx import AsyncClient

from tests.analytics.analyst import Analyst


@pytest.fixture
def analyst(api: AsyncClient) -> Analyst:
    return Analyst(api)
