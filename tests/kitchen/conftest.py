import pytest
from httpx import AsyncClient

from tests.kitchen.screens import Screens
from tests.orders.conftest import kitchen, nothing_written

__all__ = ["kitchen", "nothing_written"]


@pytest.fixture
def screens(api: AsyncClient) -> Screens:
    return Screens(api)
