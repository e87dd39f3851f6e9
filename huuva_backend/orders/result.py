"""Orders and items as they stand after what a statement wrote. Pure."""

from collections.abc import Sequence
from dataclasses import fields
from typing import TypeVar

from huuva_backend.orders.history import Claim
from huuva_backend.orders.lifecycle import Cause, Status
from huuva_backend.orders.order import (
    HistoryEntry,
    Item,
    ItemContent,
    ItemDraft,
    ItemStanding,
    MovedItem,
    Order,
    OrderContent,
    OrderDraft,
    Written,
)

S = TypeVar("S", bound=Status)


def with_claims(
    claims: Sequence[Claim[S]], counted: list[HistoryEntry[S]]
) -> list[HistoryEntry[S]]:
    """What a partner claims, told by whoever began the counted history, and then that history."""
    first = counted[0]
    told = [
        HistoryEntry(
            claim.status,
            None,
            claim.timestamp,
            first.recorded_at,
            first.version,
            first.actor,
            reason=None,
            recall=False,
            cause=Cause.IMPORT,
            late=False,
            previous_seconds=None,
            counted=False,
        )
        for claim in claims
    ]
    return told + counted


def placed(draft: OrderDraft, made: Written) -> Order:
    """The order as it stands once `draft` has been written."""
    return Order(
        **{field.name: getattr(draft, field.name) for field in fields(OrderContent)},
        as_of=made.recorded_at,
        id=draft.id,
        status=draft.opening.status,
        status_since=draft.opening.since or made.recorded_at,
        status_seq=len(draft.opening.changes),
        version=made.version,
        created_at=made.created_at,
        updated_at=made.recorded_at,
        recorded_at=made.recorded_at,
        items=[_placed_item(item, made) for item in draft.items],
        status_history=with_claims(draft.opening.claims, made.history),
    )


def _placed_item(draft: ItemDraft, made: Written) -> Item:
    begun = draft.opening
    return Item(
        **{field.name: getattr(draft, field.name) for field in fields(ItemContent)},
        line=draft.line,
        status=begun.status,
        status_since=begun.since or made.recorded_at,
        status_seq=len(begun.changes),
        status_history=with_claims(begun.claims, made.item_history[draft.line]),
    )


def moved(order: Order, made: Written) -> Order:
    """`order` as it is answered after what was written, since nobody wrote in between.

    What only a further decision would need (`as_of`, `status_since`, `status_seq`) stays as it was read.
    """
    order.version, order.updated_at = made.version, made.recorded_at
    for entry in made.history:
        order.status = entry.status
        order.status_history.append(entry)
    for line, added in made.item_history.items():
        item = order.items[line - 1]
        item.status = added[-1].status
        item.status_history += added
    return order


def moved_item(standing: ItemStanding, item: Item, made: Written | None) -> MovedItem:
    status, version = standing.status, standing.version
    if made is not None:
        version = made.version
        status = made.history[-1].status if made.history else status
        item.status_history += made.item_history[item.line]
        item.status = item.status_history[-1].status
    return MovedItem(**vars(item), order_id=standing.id, order_status=status, order_version=version)
