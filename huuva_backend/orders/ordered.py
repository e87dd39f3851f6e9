"""What of an order is still ordered, whatever became of it. Pure."""

from huuva_backend.orders.item import Item
from huuva_backend.orders.lifecycle import LIVE
from huuva_backend.orders.order import Order


def still_ordered(order: Order) -> list[Item]:
    """The lines in which whoever ordered them still believes: live ones and what no amendment took away.

    What was void when it was split off is as what it was split off from.
    """
    amended_in = {each.version for each in order.amendments}
    gone = {
        change.line
        for amendment in order.amendments
        for change in amendment.changes
        if (change.field, change.after) == ("quantity", 0)
    }
    found = dict[int, Item]()
    for item in order.items:
        voided, origin = item.status_history[-1], item.origin.from_line
        if item.status in LIVE:
            is_ordered = True
        elif voided.from_status is None and origin is not None:
            is_ordered = origin in found and item.line not in gone
        else:
            is_ordered = item.line not in gone and voided.version not in amended_in
        if is_ordered and (item.parent_line is None or item.parent_line in found):
            found[item.line] = item
    return [*found.values()]
