"""Between an order as it is and as it is stored, put together from what `kept` says of each part."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeVar, cast

from asyncpg import Record
from pydantic_core import to_json

from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders.acceptance import AcceptanceState
from huuva_backend.orders.amended import Amended
from huuva_backend.orders.amendment import Amendment
from huuva_backend.orders.context import order_type
from huuva_backend.orders.decided import Decided
from huuva_backend.orders.events import Telling
from huuva_backend.orders.firing import Firing
from huuva_backend.orders.history import Change, HistoryEntry, Revision
from huuva_backend.orders.item import Item, LineStanding, Sold
from huuva_backend.orders.kept import (
    AMENDMENT,
    ITEM,
    ITEM_ENTRY,
    LINE,
    ORDER,
    ORDER_ENTRY,
    SOLD,
    STANDING,
    modifier_of,
)
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.orders.order import ItemStanding, Order, OrderDraft, Standing
from huuva_backend.orders.result import with_claims
from huuva_backend.orders.totals import Adjustment, AdjustmentKind, Payment, PaymentStatus, Sum
from huuva_backend.platform.db.rows import Rows, made
from huuva_backend.platform.money import Price, SignedMoney, SignedPrice
from huuva_backend.platform.quantity import thousandths
from huuva_backend.platform.text import plain

M = TypeVar("M", bound=SignedMoney)
Row = Record | Sequence[Any]

_order_columns: Final = itemgetter(*ORDER.columns)
_standing_columns: Final = itemgetter(*STANDING.columns)


def event_row(event: Telling) -> dict[str, str]:
    return {"event_type": event.type, "event_changes": to_json(event.changes).decode()}


def _revision(revision: Revision, event: Telling) -> dict[str, Any]:
    return {
        "version": revision.version,
        "recorded_at": revision.recorded_at,
        "actor_kind": revision.actor.kind,
        "actor_id": revision.actor.id,
        "reason": revision.reason,
        "changes": [_change_row(change) for change in revision.changes],
        "event_type": str(event.type),
        "event_changes": event.changes,
    }


def _change_row(change: Change) -> dict[str, Any]:
    row = change._asdict()
    row["from_status"] = plain(change.from_status)
    row["to_status"] = str(change.to_status)
    row["cause"] = str(change.cause)
    return row


def move_row(order: Standing, revision: Revision, event: Telling) -> dict[str, Any]:
    """What is asked of `writes.MOVE`."""
    values = {
        "location_id": order.location_id,
        "id": order.id,
        "read_version": order.version,
        "status": str(order.status),
        "status_since": order.status_since,
        "status_seq": order.status_seq,
    }
    for change in revision.changes:
        if change.line is None:
            values["status"] = str(change.to_status)
            values["status_since"] = change.occurred_at
            values["status_seq"] = change.seq
    return values | _revision(revision, event)


def answer_row(order: Order, decided: Decided) -> dict[str, Any]:
    """What is asked of `acceptance_writes.ANSWER`."""
    told = ORDER.write(
        replace(order, acceptance_told=decided.acceptance, cancellation_told=decided.cancellation)
    )
    return {
        **move_row(order, decided.revision, decided.event),
        "acceptance": told["acceptance"],
        "cancellation_request": told["cancellation_request"],
    }


def amend_row(order: Order, amended: Amended) -> dict[str, Any]:
    """What is asked of `writes.AMEND`."""
    newest = amended.order.amendments[-1] if amended.is_amendment else None
    return {
        **_order_row(amended.order),
        **_revision(amended.revision, amended.event),
        "read_version": order.version,
        "amended": None if newest is None else AMENDMENT.write(newest)["changes"],
        "items": [ITEM.write(item) for item in amended.added],
        "changed_items": [ITEM.write(item) for item in amended.changed],
        "taken": [
            {"plu": plu, "stock_taken": thousandths(quantity)}
            for plu, quantity in amended.taken.items()
        ],
        "release_at": amended.release.at,
        "released": amended.release.done,
        "expires_at": amended.retried_until,
        "digest": amended.digest,
    }


def fire_row(order: Standing, firing: Firing, event: Telling) -> dict[str, Any]:
    """What is asked of `writes.FIRE`."""
    return {
        "location_id": order.location_id,
        "id": order.id,
        "read_version": order.version,
        "version": firing.version,
        "recorded_at": firing.recorded_at,
        "lines": [item.line for item in firing.lines],
        "event_type": event.type,
        "event_changes": event.changes,
    }


def draft_row(draft: OrderDraft, event: Telling) -> dict[str, Any]:
    """What is asked of `writes.ADD`."""
    items = [ITEM.write(item) for item in draft.order.items]
    return placed_row(draft) | _revision(draft.revision, event) | {"items": items}


def placed_row(draft: OrderDraft) -> dict[str, Any]:
    """What the tables that have one row for each order hold of it."""
    return {
        **_order_row(draft.order),
        "content": draft.fingerprint,
        "expires_at": draft.retried_until,
        "release_at": draft.release.at,
        "released": draft.release.done,
        "accept_by": _accept_by(draft.order),
    }


def _accept_by(order: Order) -> datetime | None:
    acceptance = order.acceptance
    if acceptance is None or acceptance.state is not AcceptanceState.PENDING:
        return None
    return acceptance.by


def _order_row(order: Order) -> dict[str, Any]:
    total = order.total
    return ORDER.write(order) | {
        "total_amount": total and total.amount,
        "amendment_seq": len(order.amendments),
    }


def _entries(rows: Rows, records: Iterable[Row]) -> list[HistoryEntry[Any]]:
    return [HistoryEntry(*rows.read(record)) for record in records]


def _item_entries(records: Iterable[Row]) -> dict[int, list[HistoryEntry[ItemStatus]]]:
    """By line, from records of a line and an entry, which come in the order of lines."""
    return {
        line: _entries(ITEM_ENTRY, (record[1:] for record in group))
        for line, group in groupby(records, key=itemgetter(0))
    }


def _item(
    row: Row, currency: str | None, history: Mapping[int, list[HistoryEntry[ItemStatus]]]
) -> Item:
    values = _priced(ITEM.named(row), currency)
    values["status_history"] = with_claims(values["claims"], history[values["line"]])
    values["items"] = []
    return made(Item, values)


def sold(row: Row, currency: str | None) -> Sold:
    """From a record of `kept.SOLD`."""
    return Sold(**_priced(SOLD.named(row), currency))


def _priced(values: dict[str, Any], currency: str | None) -> dict[str, Any]:
    """The values of a line, its amounts with their currency."""
    values["unit_price"] = _money(Price, values["unit_price"], currency)
    if values["modifiers"]:
        money = partial(_money, SignedPrice, currency=currency)
        values["modifiers"] = [modifier_of(modifier, money) for modifier in values["modifiers"]]
    return values


def _money(kind: type[M], amount: int | None, currency: str | None) -> M | None:
    if amount is None or currency is None:
        return None
    return cast(M, kind.model_construct(amount=amount, currency=currency))


def adjustments(rows: Iterable[Row], currency: str | None) -> list[Adjustment]:
    return [
        Adjustment(AdjustmentKind(kind), name, _sum(amount, currency), included)
        for kind, name, amount, included in rows
    ]


def payment(row: Row, currency: str | None) -> Payment | None:
    """From the values of `kept.PAYMENT`."""
    status, method, paid = row
    if status is None:
        return None
    known = None if paid is None else _sum(paid, currency)
    return Payment(PaymentStatus(status), method, known)


def _sum(amount: int, currency: str | None) -> Sum:
    if currency is None:
        raise AssertionError("an order has a currency where any of its money is kept")
    return Sum(amount, currency)


def order(row: Record) -> Order:
    currency = row["currency"]
    history = _item_entries(row["item_history"])
    values = ORDER.named(_order_columns(row))
    values["adjustments"] = adjustments(values["adjustments"], currency)
    values["paid"] = payment(values["paid"], currency)
    has_address = values["delivery_address"] is not None
    values["order_type"] = order_type(values["order_type"], has_address=has_address)
    values["items"] = [_item(record, currency, history) for record in row["items"]]
    values["status_history"] = with_claims(values["claims"], _entries(ORDER_ENTRY, row["history"]))
    values["amendments"] = [
        Amendment(*AMENDMENT.read(record)) for record in row["amendments"] or ()
    ]
    return made(Order, values)


def item_standing(row: Record) -> ItemStanding:
    history = _item_entries(row["item_history"])
    closing = _entries(ORDER_ENTRY, row["closing"] or ())
    lines = [made(LineStanding, LINE.named(record)) for record in row["lines"]]
    return ItemStanding(
        **STANDING.named(_standing_columns(row)),
        lines=lines,
        closing=closing[0] if closing else None,
        newest_since=max(line.status_since for line in lines),
        items=[_item(record, row["currency"], history) for record in row["items"]],
    )


def affected(row: Record) -> AffectedOrder:
    """From a row of `reads.containing`."""
    return AffectedOrder(
        order_id=row["id"],
        location_id=row["location_id"],
        channel_order_display_id=row["channel_order_display_id"],
        status=row["status"],
        plus=sorted(row["plus"]),
    )
