"""What the feed tells of an order. Pure."""

from enum import StrEnum


class EventType(StrEnum):
    CREATED = "order.created"
    RELEASED = "order.released"
    STATUS_CHANGED = "order.status_changed"
    ITEM_STATUS_CHANGED = "item.status_changed"
    RECALLED = "order.recalled"
    CANCELLED = "order.cancelled"
