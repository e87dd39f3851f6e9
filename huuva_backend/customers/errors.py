"""Why a customer can't be erased now."""

from collections.abc import Sequence
from uuid import UUID

from pydantic import JsonValue

from huuva_backend.platform.errors import Conflict


class OrdersOpen(Conflict):
    """Whoever cooks an order must know for whom, and what nobody may eat of."""

    code = "orders-open"
    title = "Some of the customer's orders are neither picked up nor cancelled"

    def __init__(self, open_orders: Sequence[UUID] = ()) -> None:
        super().__init__("Nothing was erased. Ask again when they are closed.")
        self.open_orders = open_orders

    def members(self) -> dict[str, JsonValue]:
        return {"openOrders": [str(order_id) for order_id in self.open_orders]}
