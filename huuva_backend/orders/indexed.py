"""What of an order is indexed that no column is: the SQL that both the index and who looks for it must say."""

from typing import Final

PICKUP: Final = "coalesce(pickup_time, recorded_at)"
"""When an order is to be picked up: one that is wanted as soon as possible, when we recorded it."""

DISPLAY_ID: Final = (
    "lower(coalesce(channel_order_display_id, "
    r"nullif(regexp_replace(right(channel_order_id, 6), '^[\W_]+', ''), ''), "
    "right(channel_order_id, 6)))"
)
"""What screens call an order, as `kitchen.board.display_id` does, in small letters."""
