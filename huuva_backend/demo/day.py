"""The orders of a simulated day, each as it stands at the end of it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from huuva_backend.demo.answering import answers
from huuva_backend.demo.arrivals import Arrival, arrival
from huuva_backend.demo.kitchen import Kitchens
from huuva_backend.demo.simulated_order import SimulatedOrder
from huuva_backend.orders.lifecycle import CLOSED


def simulated(seed: int, orders: int, until: datetime) -> Iterator[SimulatedOrder]:
    """The same for the same arguments."""
    kitchens = Kitchens(orders)
    arrivals = (arrival(seed, number, until) for number in range(orders))
    for order in sorted(arrivals, key=lambda order: order.at):
        yield _handled(order, kitchens, until)


def _handled(order: Arrival, kitchens: Kitchens, until: datetime) -> SimulatedOrder:
    rng = order.rng
    placed = min(order.at + timedelta(seconds=rng.uniform(1, 5)), until)
    offline = not order.channel.delivers and rng.random() < 0.15
    told = placed + timedelta(hours=rng.uniform(1, 3))
    ticket = SimulatedOrder.place(order, order.body, placed)
    asked = kitchens.handle(order, placed)
    asked += answers(order, placed, asked)
    for planned in sorted(asked, key=lambda each: each.at):
        if planned.at <= until:
            ticket.ask(planned)
    # Whoever amends an order has reached us, so its POS wasn't offline.
    offline = offline and ticket.is_as_placed
    if offline and ticket.order.status in CLOSED and ticket.order.updated_at < told <= until:
        return ticket.told_later(order, told)
    return ticket
