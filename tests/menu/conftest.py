import pytest
from httpx import AsyncClient

from tests.menu.pizzeria import Pizzeria
from tests.orders.conftest import kitchen

__all__ = ["kitchen"]


@pytest.fixture
def pizzeria(api: AsyncClient) -> Pizzeria:
    return Pizzeria(api)
