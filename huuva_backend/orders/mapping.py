"""Between an order as it is (order) and as it is stored (rows)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, TypeVar, cast

from asyncpg import Record
from pydantic_core import from_json, to_json

from huuva_backend.menu.pricing import Modifier
from huuva_backend.menu.snooze import AffectedOrder
from huuva_backend.orders.events import Telling
from huuva_backend.orders.history import Change, Claim
from huuva_backend.orders.lifecycle import ItemStatus, Line, OrderStatus, Status
from huuva_backend.orders.order import (
    Actor,
    Customer,
    DeliveryAddress,
    HistoryEntry,
    Item,
    ItemDraft,
    ItemStanding,
    Order,
    OrderDraft,
    Written,
)
from huuva_backend.orders.result import with_claims
from huuva_backend.platform.money import Money, Price

S = TypeVar("S", bound=Status)
M = TypeVar("M", bound=Money)
Row = Record | Sequence[Any]

ORDER_STATUSES: Final = {status.value: status for status in OrderStatus}
ITEM_STATUSES: Final = {status.value: status for status in ItemStatus}
ADDRESS_FIELDS: Final = [field.name for field in fields(DeliveryAddress)]


def _json(value: Any) -> str | None:
    return None if value is None else to_json(value).decode()


def _claims(claims: Sequence[Claim[S]]) -> str | None:
    return _json(claims) if claims else None


def changes(rows: Iterable[Change]) -> str:
    return to_json([row._asdict() for row in rows]).decode()


def event_row(event: Telling) -> dict[str, str]:
    return {"event_type": event.type, "event_changes": to_json(event.changes).decode()}


def order_row(order: OrderDraft) -> dict[str, Any]:
    return {
        "order_id": order.id,
        "location_id": order.location_id,
        "external_id": order.external_id,
        "account": order.account,
        "brand_id": order.brand_id,
        "channel": order.channel,
        "channel_order_id": order.channel_order_id,
        "channel_order_display_id": order.channel_order_display_id,
        "pickup_time": order.pickup_time,
        "note": order.note,
        "metadata": _json(order.metadata),
        "currency": _currency(order),
        "total_amount": order.total and order.total.amount,
        "created_at": order.created,
        "status": order.opening.status,
        "status_since": order.opening.since,
        "status_seq": len(order.opening.changes),
        "claims": _claims(order.opening.claims),
        "content": order.fingerprint,
        "name": order.customer.name,
        "phone_number": order.customer.phone_number,
        "phone_number_e164": order.customer.phone_number_e164,
        **_address_row(order.delivery_address),
        "items": to_json([_item_row(item) for item in order.items]).decode(),
        "order_changes": changes(order.opening.changes),
        "item_changes": changes(row for item in order.items for row in item.opening.changes),
    }


def _address_row(address: DeliveryAddress | None) -> dict[str, str | None]:
    return {f"delivery_{name}": getattr(address, name, None) for name in ADDRESS_FIELDS}


def _currency(order: OrderDraft) -> str | None:
    prices = [item.unit_price for item in order.items]
    prices += [modifier.unit_price for item in order.items for modifier in item.modifiers]
    return next((price.currency for price in prices if price), None)


def _item_row(item: ItemDraft) -> dict[str, Any]:
    return {
        "line": item.line,
        "plu": item.plu,
        "name": item.name,
        "quantity": item.quantity,
        "note": item.note,
        "unit_price_amount": item.unit_price and item.unit_price.amount,
        # The currency is the order's.
        "modifiers": [
            [extra.plu, extra.name, extra.quantity, extra.unit_price and extra.unit_price.amount]
            for extra in item.modifiers
        ],
        "station": item.station,
        "preparation_minutes": item.preparation_minutes,
        "flags": item.flags or None,
        "status": item.opening.status,
        "status_since": item.opening.since,
        "status_seq": len(item.opening.changes),
        "claims": item.opening.claims or None,
    }


def entry(statuses: Mapping[str, S], row: Row) -> HistoryEntry[S]:
    """From a record of `reads.HISTORY_FIELDS`."""
    to, before, at, recorded, version, kind, actor, reason, recall, cause, late, lasted = row
    return HistoryEntry(
        statuses[to],
        None if before is None else statuses[before],
        at,
        recorded,
        version,
        Actor(kind, actor),
        reason,
        recall,
        cause,
        late,
        lasted,
    )


def entries(statuses: Mapping[str, S], rows: Iterable[Row]) -> list[HistoryEntry[S]]:
    return [entry(statuses, row) for row in rows]


def item_entries(rows: Iterable[Row]) -> dict[int, list[HistoryEntry[ItemStatus]]]:
    """By line, from records of a line and `reads.HISTORY_FIELDS`, which come in the order of lines."""
    return {
        line: entries(ITEM_STATUSES, (row[1:] for row in group))
        for line, group in groupby(rows, key=itemgetter(0))
    }


def _claims_of(statuses: Mapping[str, S], claims: str | None) -> list[Claim[S]]:
    if claims is None:
        return []
    return [Claim(statuses[name], datetime.fromisoformat(at)) for name, at in from_json(claims)]


def item(
    row: Row, currency: str | None, history: Mapping[int, list[HistoryEntry[ItemStatus]]]
) -> Item:
    """From a record of `reads.ITEM_FIELDS`."""
    line, plu, name, quantity, note, amount, modifiers, station, minutes, flags, *standing = row
    status, since, seq, claims = standing
    return Item(
        line=line,
        plu=plu,
        name=name,
        quantity=quantity,
        note=note,
        unit_price=_money(Price, amount, currency),
        modifiers=_modifiers(modifiers, currency),
        station=station,
        preparation_minutes=minutes,
        flags=from_json(flags) if flags else [],
        status=ITEM_STATUSES[status],
        status_since=since,
        status_seq=seq,
        status_history=with_claims(_claims_of(ITEM_STATUSES, claims), history[line]),
    )


def _money(kind: type[M], amount: int | None, currency: str | None) -> M | None:
    if amount is None or currency is None:
        return None
    return cast(M, kind.model_construct(amount=amount, currency=currency))


def _modifiers(modifiers: str, currency: str | None) -> list[Modifier]:
    if modifiers == "[]":
        return []
    return [
        Modifier(plu, name, quantity, _money(Price, amount, currency))
        for plu, name, quantity, amount in from_json(modifiers)
    ]


def _standing(row: Record) -> dict[str, Any]:
    return {
        "as_of": row["now"],
        "id": row["id"],
        "location_id": row["location_id"],
        "status": ORDER_STATUSES[row["status"]],
        "status_since": row["status_since"],
        "status_seq": row["status_seq"],
        "version": row["version"],
        "created_at": row["created_at"],
        "updated_at": row["changed_at"],
    }


def order(row: Record) -> Order:
    currency = row["currency"]
    history = item_entries(row["item_history"])
    counted = entries(ORDER_STATUSES, row["history"])
    metadata = row["metadata"]
    return Order(
        **_standing(row),
        external_id=row["external_id"],
        account=row["account"],
        brand_id=row["brand_id"],
        channel=row["channel"],
        channel_order_id=row["channel_order_id"],
        channel_order_display_id=row["channel_order_display_id"],
        customer=Customer(row["name"], row["phone_number"], row["phone_number_e164"]),
        delivery_address=_address(row),
        pickup_time=row["pickup_time"],
        note=row["note"],
        metadata=None if metadata is None else from_json(metadata),
        total=_money(Money, row["total_amount"], currency),
        recorded_at=row["recorded_at"],
        items=[item(record, currency, history) for record in row["items"]],
        status_history=with_claims(_claims_of(ORDER_STATUSES, row["claims"]), counted),
    )


def _address(row: Record) -> DeliveryAddress | None:
    if row["delivery_street"] is None:
        return None
    return DeliveryAddress(*(row[f"delivery_{name}"] for name in ADDRESS_FIELDS))


def item_standing(row: Record) -> ItemStanding:
    history = item_entries(row["item_history"])
    return ItemStanding(
        **_standing(row),
        lines=[Line(line, ITEM_STATUSES[status]) for line, status, _ in row["lines"]],
        closing=entry(ORDER_STATUSES, row["closing"][0]) if row["closing"] else None,
        newest_since=max(since for _, _, since in row["lines"]),
        items=[item(record, row["currency"], history) for record in row["items"]],
    )


def written(row: Record) -> Written:
    return Written(
        version=row["version"],
        recorded_at=row["recorded_at"],
        created_at=row["created_at"],
        history=entries(ORDER_STATUSES, row["history"]),
        item_history=item_entries(row["item_history"]),
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
