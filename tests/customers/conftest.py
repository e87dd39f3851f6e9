from tests.orders.conftest import kitchen

__all__ = ["kitchen"]
