"""Orders and items as they stand after a revision has been written, since nobody wrote in between. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from huuva_backend.orders.history import Change, Claim, HistoryEntry, Revision
from huuva_backend.orders.item import Item, trees
from huuva_backend.orders.lifecycle import CLOSED, Cause, ItemStatus, Status
from huuva_backend.orders.order import ItemStanding, MovedItem, Order

S = TypeVar("S", bound=Status)


def entries(revision: Revision) -> dict[int | None, list[HistoryEntry[Any]]]:
    """What a revision adds to the histories of its order (None) and of lines."""
    added = defaultdict[int | None, list[HistoryEntry[Any]]](list)
    for change in revision.changes:
        added[change.line].append(entry(change, revision))
    return added


def entry(change: Change, revision: Revision) -> HistoryEntry[Any]:
    return HistoryEntry(
        status=change.to_status,
        from_status=change.from_status,
        timestamp=change.occurred_at,
        reported_at=change.reported_at,
        recorded_at=revision.recorded_at,
        version=revision.version,
        actor=revision.actor,
        reason=revision.reason,
        recall=change.recall,
        cause=change.cause,
        late=change.late,
        previous_seconds=change.previous_seconds,
        held_seconds=change.held_seconds,
        begun_before_recorded=change.begun_before_recorded,
    )


def with_claims(
    claims: Sequence[Claim[S]], counted: list[HistoryEntry[S]]
) -> list[HistoryEntry[S]]:
    """What a partner claims, told by whoever began the counted history, and then that history.

    Without the claims where only the end of that history is there.
    """
    first = counted[0]
    if not claims or first.from_status is not None:
        return counted
    claimed = [
        HistoryEntry(
            claim.status,
            None,
            claim.timestamp,
            claim.timestamp,
            first.recorded_at,
            first.version,
            first.actor,
            reason=None,
            recall=False,
            cause=Cause.IMPORT,
            late=False,
            previous_seconds=None,
            held_seconds=0.0,
            begun_before_recorded=False,
            counted=False,
        )
        for claim in claims
    ]
    return claimed + counted


def moved(order: Order, revision: Revision) -> Order:
    """`order`, changed in place."""
    order.version = revision.version
    order.as_of = order.updated_at = revision.recorded_at
    for line, added in entries(revision).items():
        _take(order if line is None else order.items[line - 1], added)
        if line is None:
            order.held_until = _held_until(order)
    return order


def _held_until(order: Order) -> datetime | None:
    """What has been begun, or is taken back, isn't held back; what is closed isn't asked about."""
    if order.status in CLOSED:
        return None
    return min(order.held_until or order.status_since, order.status_since)


def moved_item(standing: ItemStanding, item: Item, revision: Revision | None) -> MovedItem:
    status, version = standing.status, standing.version
    if revision is not None:
        version = revision.version
        added = entries(revision)
        _take(item, added[item.line])
        status = added[None][-1].status if None in added else status
    return MovedItem(**vars(item), order_id=standing.id, order_status=status, order_version=version)


def moved_bundle(order: Order, line: int) -> MovedItem:
    """A line with all of its parts, as it stands in its order."""
    trees(order.items)
    return MovedItem(
        **vars(order.items[line - 1]),
        order_id=order.id,
        order_status=order.status,
        order_version=order.version,
    )


def _take(subject: Order | Item, added: list[HistoryEntry[Any]]) -> None:
    newest = added[-1]
    subject.status, subject.status_since = newest.status, newest.timestamp
    subject.status_seq += len(added)
    subject.status_history += added
    if isinstance(subject, Item) and subject.held:
        subject.held = False
        if newest.status is not ItemStatus.CANCELLED:
            subject.fired_at = newest.timestamp
