"""What somebody who looks for orders means: the filters of a listing, and where its pages begin. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from unicodedata import digit
from uuid import UUID

from huuva_backend.orders.errors import EmptyPeriod, LocationNeeded, PhoneTooShort
from huuva_backend.orders.order import Listed, OrderSort
from huuva_backend.orders.query_schemas import OrderQuery
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.phone import e164
from huuva_backend.platform.schemas import Instant

FOUND_FOR: Final = timedelta(days=30)
"""How far back a customer is looked for, unless somebody says."""

FEWEST_DIGITS: Final = 4

CURSORS: Final[Mapping[OrderSort, Cursors[tuple[Instant, UUID]]]] = {
    OrderSort.CREATED_AT: Cursors("orders", tuple[Instant, UUID]),
    OrderSort.PICKUP_TIME: Cursors("orders-by-pickup", tuple[Instant, UUID]),
}


def filters(query: OrderQuery, now: datetime) -> dict[str, Any]:
    """Values of `listing_reads.FILTERS`. Raises `EmptyPeriod`, `LocationNeeded`, `PhoneTooShort`, `InvalidCursor`."""
    _check_period("from", query.created_from, query.created_to)
    _check_period("pickupFrom", query.pickup_from, query.pickup_to)
    given: dict[str, Any] = query.model_dump(
        exclude={"limit", "cursor", "status", "sort", "phone"}, exclude_none=True, by_alias=False
    )
    if query.status:
        given["statuses"] = query.status
    if query.phone is not None:
        given["phone"] = _digits(query.phone)
    if query.customer is not None or query.phone is not None:
        if query.location_id is None:
            raise LocationNeeded
        given.setdefault("created_from", now - FOUND_FOR)
    if query.cursor is not None:
        given["after"] = CURSORS[query.sort].decode(query.cursor)
    return given


def cursor_after(last: Listed, sort: OrderSort) -> str:
    return CURSORS[sort].encode((last.at, last.id))


def _check_period(name: str, start: datetime | None, end: datetime | None) -> None:
    if start and end and start > end:
        raise EmptyPeriod(name)


def _digits(number: str) -> str:
    """A number's own digits: without what stands before them where it is dialled from here or from abroad."""
    known = e164(number) or number
    digits = "".join(str(digit(char)) for char in known if char.isdigit()).lstrip("0")
    if len(digits) < FEWEST_DIGITS:
        raise PhoneTooShort
    return digits
