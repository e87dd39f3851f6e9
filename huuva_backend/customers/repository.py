"""Where what is known of customers is found and emptied."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from pydantic_core import from_json, to_json

from huuva_backend.customers import reads, writes
from huuva_backend.customers.customer import CustomersOrder, LockedOrder
from huuva_backend.customers.personal import REWRITING
from huuva_backend.customers.phone import Phone
from huuva_backend.platform.db.database import Executor


class CustomerRepository:
    def __init__(self, database: Executor) -> None:
        self._database = database

    async def of_account(self, account: str) -> list[CustomersOrder]:
        rows = await self._database.fetch(reads.BY_ACCOUNT, {"account": account})
        return [CustomersOrder(*row) for row in rows]

    async def of_phone(self, phone: Phone) -> list[CustomersOrder]:
        asked = {"dialled": sorted(phone.dialled), "digits": sorted(phone.digits)}
        rows = await self._database.fetch(reads.BY_PHONE, asked)
        return [CustomersOrder(*row) for row in rows]

    async def of_ids(self, ids: Sequence[UUID]) -> list[CustomersOrder]:
        return [
            CustomersOrder(*row)
            for row in await self._database.fetch(reads.BY_IDS, {"ids": [*ids]})
        ]

    async def lock(self, orders: Iterable[CustomersOrder]) -> list[LockedOrder]:
        """Until the transaction ends."""
        rows = await self._database.fetch(reads.LOCK, {"theirs": _asked(orders)})
        return [LockedOrder(*row) for row in rows]

    async def accounts_left(self, accounts: Collection[str], ids: Sequence[UUID]) -> list[str]:
        """Those that have orders beside these."""
        values = {"accounts": sorted(accounts), "ids": [*ids]}
        return [row["account"] for row in await self._database.fetch(reads.ACCOUNTS_LEFT, values)]

    async def empty(self, orders: Sequence[LockedOrder]) -> None:
        """All that tells of a customer but the account, within a transaction."""
        asked = {"theirs": _asked(orders)}
        await self._database.fetchrow(writes.PERMIT, {})
        for statement in writes.EMPTY:
            await self._database.fetch(statement, asked)
        for of_column, rewritten in REWRITING.items():
            rows = await self._database.fetch(reads.TOLD[of_column], asked)
            told = _rewritten([dict(row) for row in rows], of_column[1], rewritten)
            await self._database.fetch(writes.REWRITE[of_column], {"rewritten": told})

    async def rename(self, orders: Sequence[LockedOrder], account: str, stand_in: str) -> None:
        values = {"theirs": _asked(orders), "account": account, "stand_in": stand_in}
        await self._database.fetch(writes.RENAME_ACCOUNT, values)


def _asked(orders: Iterable[CustomersOrder | LockedOrder]) -> str:
    rows = [{"location_id": order.location_id, "id": order.id} for order in orders]
    return to_json(rows).decode()


def _rewritten(rows: list[dict[str, Any]], column: str, rewritten: Any) -> str:
    """The rows that become others."""
    changed = []
    for row in rows:
        before = from_json(row[column])
        if (after := rewritten(before)) != before:
            changed.append(row | {column: after})
    return to_json(changed).decode()
