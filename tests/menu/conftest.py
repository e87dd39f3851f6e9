import pytest
from httpx import AsyncClient

from tests.menu.pizzeria import Pizzeria
from tests.orders.conftest import kitchen, nothing_written, own_database

__all__ = ["kitchen", "nothing_written", "own_database"]


@pytest.fixture
def pizzeria(api: AsyncClient) -> Pizzeria:
    return Pizzeria(api)
