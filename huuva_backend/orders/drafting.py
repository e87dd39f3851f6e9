"""From an order as it is posted to what placing it would write."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2b
from json import dumps
from typing import Final, cast
from uuid import UUID

from pydantic_core import from_json, to_json

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import Modifier, PricedLine, priced, total
from huuva_backend.orders.history import Claim, Opening, opening, settle
from huuva_backend.orders.lifecycle import ITEM_AT, OrderStatus
from huuva_backend.orders.order import (
    Customer,
    DeliveryAddress,
    ItemDraft,
    OrderDraft,
)
from huuva_backend.orders.schemas import DeliveryAddressCreate, ItemCreate, OrderCreate
from huuva_backend.platform.phone import e164

MAY_TELL_OF_A_PERSON: Final = ("customer", "deliveryAddress", "note", "items", "metadata")


def draft(
    order: OrderCreate, offers: Mapping[str, Offer], order_id: UUID, now: datetime
) -> OrderDraft:
    """What placing the order would write. Raises as `menu.pricing.priced` does."""
    customer, phone = order.customer, order.customer.phone_number
    begun = opening(
        None,
        order.status,
        [Claim(claim.status, claim.timestamp) for claim in order.status_history],
        default=OrderStatus.RECEIVED,
        since=order.created,
        now=now,
    )
    lines = priced([_line(item) for item in order.items], offers)
    items = [
        _item_draft(number, item, line, begun, now)
        for number, (item, line) in enumerate(zip(order.items, lines, strict=True), 1)
    ]
    settle(begun, [item.opening for item in items])
    return OrderDraft(
        id=order_id,
        location_id=order.location_id,
        external_id=order.external_id,
        account=order.account,
        brand_id=order.brand_id,
        channel=order.channel,
        channel_order_id=order.channel_order_id,
        channel_order_display_id=order.channel_order_display_id,
        customer=Customer(customer.name, customer.phone_number, phone and e164(phone)),
        delivery_address=_address(order.delivery_address),
        pickup_time=order.pickup_time,
        note=order.note,
        metadata=order.metadata,
        total=total(lines),
        created=order.created or begun.changes[0].occurred_at,
        opening=begun,
        items=items,
        fingerprint=fingerprint(order),
    )


def _address(address: DeliveryAddressCreate | None) -> DeliveryAddress | None:
    if address is None:
        return None
    return DeliveryAddress(
        address.street, address.city, address.postal_code, address.country, address.extra_info
    )


def _line(item: ItemCreate) -> PricedLine:
    return PricedLine(
        plu=item.plu,
        name=item.name,
        quantity=item.quantity,
        unit_price=item.unit_price,
        modifiers=[
            Modifier(modifier.plu, modifier.name, modifier.quantity, modifier.unit_price)
            for modifier in item.modifiers
        ],
    )


def _item_draft(
    number: int, item: ItemCreate, line: PricedLine, order: Opening[OrderStatus], now: datetime
) -> ItemDraft:
    return ItemDraft(
        line=number,
        plu=line.plu,
        name=cast(str, line.name),  # a priced line has one
        quantity=line.quantity,
        note=item.note,
        unit_price=line.unit_price,
        modifiers=line.modifiers,
        station=line.station,
        preparation_minutes=line.preparation_minutes,
        flags=line.flags,
        opening=opening(
            number,
            item.status,
            [Claim(claim.status, claim.timestamp) for claim in item.status_history],
            default=ITEM_AT[order.status],
            since=order.since,
            now=now,
        ),
    )


def fingerprint(order: OrderCreate) -> str:
    """The order's fields for comparison; those that may tell of a person only as digests."""
    given = order.model_dump(mode="json", by_alias=True)
    for name in MAY_TELL_OF_A_PERSON:
        told = dumps(given[name], sort_keys=True).encode()
        given[name] = blake2b(told, digest_size=16).hexdigest()
    return to_json(given).decode()


def differing(one: str, other: str) -> list[str]:
    """The fields in which two drafts differ, by the names that the wire has for them."""
    if one == other:
        return []
    ours, theirs = from_json(one), from_json(other)
    return [name for name in ours if ours[name] != theirs.get(name)]
