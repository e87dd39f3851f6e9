import pytest
from httpx import AsyncClient

from tests.kitchen.screens import Screens
from tests.locations.places import Places
from tests.orders.conftest import kitchen
from tests.quotes.work import Work

__all__ = ["kitchen"]


@pytest.fixture
def screens(api: AsyncClient) -> Screens:
    return Screens(api)


@pytest.fixture
def places(api: AsyncClient) -> Places:
    return Places(api)


@pytest.fixture
def work(api: AsyncClient) -> Work:
    return Work(api)
