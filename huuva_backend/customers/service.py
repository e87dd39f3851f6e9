"""What can be done with all that is known of a customer: hand it out, or erase it."""

from uuid import uuid4

from huuva_backend.customers.copies import COPIES
from huuva_backend.customers.customer import CustomersOrder, Erased, Exported, Named
from huuva_backend.customers.errors import OrdersOpen
from huuva_backend.customers.personal import STANDIN
from huuva_backend.customers.phone import read_phone
from huuva_backend.customers.repository import CustomerRepository
from huuva_backend.orders.lifecycle import CLOSED
from huuva_backend.orders.service import OrderService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor, retried


class CustomerService:
    def __init__(self, orders: OrderService) -> None:
        self._orders = orders

    async def export(self, caller: Caller, on: Executor, who: Named) -> Exported:
        """All that is known, as it is answered."""
        found = await _find(CustomerRepository(on), who)
        return Exported(
            [await self._orders.get(caller, on, each.id, each.location_id) for each in found]
        )

    async def erase(self, caller: Caller, on: Executor, who: Named) -> Erased:
        """All that tells who the customer is, for good, in one transaction; measures stay as they were.

        Raises `OrdersOpen`.
        """

        async def unit() -> Erased:
            async with on.patient() as session, session.transaction():
                return await _erase(caller, session, who)

        return await retried(unit)


async def _erase(caller: Caller, on: Executor, who: Named) -> Erased:
    customers = CustomerRepository(on)
    orders = await customers.lock(await _find(customers, who))
    if still_open := [order.id for order in orders if order.status not in CLOSED]:
        raise OrdersOpen(still_open)
    ids = [order.id for order in orders]
    accounts = {order.account for order in orders if order.account is not None}
    left = await customers.accounts_left(accounts, ids)
    await customers.empty(orders)
    for account in accounts.difference(left):
        if not account.startswith(STANDIN):
            await customers.rename(orders, account, STANDIN + uuid4().hex)
    about = [str(order_id) for order_id in ids]
    copies = [await forget(caller, on, about) for forget in COPIES.values()] if about else []
    return Erased(len(orders), sum(copies), left)


async def _find(customers: CustomerRepository, who: Named) -> list[CustomersOrder]:
    found: set[CustomersOrder] = set()
    if who.account is not None:
        found.update(await customers.of_account(who.account))
    if who.phone is not None:
        found.update(await customers.of_phone(read_phone(who.phone)))
    if who.order_ids:
        found.update(await customers.of_ids(who.order_ids))
    return sorted(found)
