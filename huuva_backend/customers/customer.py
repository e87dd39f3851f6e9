"""A customer, as far as anybody can say who that is, and what is known of one. Plain values."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from huuva_backend.orders.order import Order


class CustomersOrder(NamedTuple):
    """An order of the customer."""

    location_id: str
    id: UUID


class LockedOrder(NamedTuple):
    """The same, held until the transaction ends."""

    location_id: str
    id: UUID
    account: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Named:
    """Whose orders: those of the account, those with the phone number, and these."""

    account: str | None = None
    phone: str | None = None
    order_ids: Sequence[UUID] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """`copies` are answers to retries, and whatever else told of the orders.

    `accounts_left` have orders that weren't asked for, so they are called as before.
    """

    orders: int
    copies: int
    accounts_left: Sequence[str]


@dataclass(frozen=True, slots=True)
class Exported:
    orders: Sequence[Order] = field(default_factory=list)
