"""What the command line asks for, done on a connection of its own."""

from contextlib import aclosing
from typing import Final
from uuid import UUID

from pydantic import ValidationError

from huuva_backend.customers.customer import Named
from huuva_backend.customers.errors import OrdersOpen
from huuva_backend.customers.schemas import WRITE_ERASED, WRITE_EXPORTED, CustomerNamed
from huuva_backend.customers.service import CustomerService
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.errors import DomainError

CALLER: Final = system("customers")
STATEMENT_SECONDS: Final = 300
"""Answers that are kept are looked through for the orders, one and all."""


class NothingDone(Exception):
    """Why nothing was done."""


def named(account: str | None, phone: str | None, order_ids: list[UUID] | None) -> Named:
    """Raises `NothingDone`."""
    try:
        return CustomerNamed(account=account, phone=phone, order_ids=order_ids or []).named()
    except ValidationError as refusal:
        raise NothingDone("\n".join(error["msg"] for error in refusal.errors())) from None


async def run(url: str, act: str, who: Named) -> bytes:
    """Raises `NothingDone`."""
    service = CustomerService(OrderService(MenuService(), Policy()))
    name = f"huuva_backend customers {act}"
    opened = Database.open(url, size=1, name=name, statement_seconds=STATEMENT_SECONDS)
    try:
        async with aclosing(await opened) as database:
            if act == "erase":
                return WRITE_ERASED(await service.erase(CALLER, database, who))
            return WRITE_EXPORTED(await service.export(CALLER, database, who))
    except OrdersOpen as refusal:
        raise NothingDone(f"{refusal.title}: {', '.join(map(str, refusal.open_orders))}") from None
    except DomainError as refusal:
        raise NothingDone(refusal.detail) from None
