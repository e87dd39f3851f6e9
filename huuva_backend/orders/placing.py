"""How the lines of an order that is placed begin: what is made, what is held, where bundles stand. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.pricing import PricedLine
from huuva_backend.orders.history import Claim, Opening, settle
from huuva_backend.orders.lifecycle import ITEM_AT, Cause, ItemStatus, Line, OrderStatus
from huuva_backend.orders.line_schemas import PostedLine
from huuva_backend.orders.moves import bundle_status, parts_of_bundles
from huuva_backend.orders.policy import Policy


def routed(
    posted: Sequence[PostedLine],
    lines: Sequence[PricedLine],
    offers: Mapping[str, Offer],
    policy: Policy,
) -> list[PricedLine]:
    """The priced lines, each with whether it is made: as it says, or the menu, or its bundle, or the policy.

    A bundle has no station, for nobody makes it; of its parts those that the menu doesn't know go where it would.
    """
    found: list[PricedLine] = []
    for line, priced in zip(posted, lines, strict=True):
        station = priced.station
        if line.bundle is not None and priced.plu not in offers:
            station = lines[line.bundle.line - 1].station
        to_make = line.to_make if priced.to_make is None else priced.to_make
        made = is_made(to_make, station, make_unrouted=policy.make_unrouted)
        found.append(replace(priced, station=station, to_make=made))
    parts = parts_of_bundles([_as_line(*each) for each in zip(posted, found, strict=True)])
    for bundle, own in parts.items():
        made = any(leaf.to_make for leaf in own)
        found[bundle - 1] = replace(found[bundle - 1], station=None, to_make=made)
    return found


def is_made(told: bool | None, station: str | None, *, make_unrouted: bool) -> bool:
    """Whether the kitchen makes a line: as it is told, else by its station, else as its location says."""
    return station is not None or make_unrouted if told is None else told


def _as_line(line: PostedLine, priced: PricedLine) -> Line:
    return Line(line.line, ItemStatus.ORDERED, line.parent_line, bool(priced.to_make))


def begin(
    order: Opening[OrderStatus],
    posted: Sequence[PostedLine],
    lines: Sequence[PricedLine],
    opens: Callable[[PostedLine, ItemStatus], Opening[ItemStatus]],
    *,
    pass_required: bool = False,
) -> list[Opening[ItemStatus]]:
    """How the histories of all lines begin, as `opens` does it from a status where none is told.

    In an order that is begun, what is held or isn't made is not. A line that has been begun isn't held.
    """
    leaves = [line for line in posted if not line.is_bundle]
    any_made = any(lines[line.line - 1].to_make for line in leaves)
    openings: dict[int, Opening[ItemStatus]] = {}
    for line in leaves:
        made = bool(lines[line.line - 1].to_make)
        default = ITEM_AT[order.status]
        if default is ItemStatus.PREPARING and (line.held or (any_made and not made)):
            default = ItemStatus.ORDERED
        begun = openings[line.line] = opens(line, default)
        begun.to_make = made
        begun.held = line.held
    settle(order, list(openings.values()), pass_required=pass_required)
    for begun in openings.values():
        begun.held = begun.held and begun.status_seq == 1 and begun.status is ItemStatus.ORDERED
    if len(leaves) == len(posted):
        return list(openings.values())
    stood = [
        Line(
            line.line,
            openings[line.line].status if line.line in openings else ItemStatus.ORDERED,
            line.parent_line,
            bool(lines[line.line - 1].to_make),
        )
        for line in posted
    ]
    for bundle, parts in parts_of_bundles(stood).items():
        openings[bundle] = _bundle(posted[bundle - 1], parts, order)
    return [openings[line.line] for line in posted]


def _bundle(
    line: PostedLine, parts: Sequence[Line], order: Opening[OrderStatus]
) -> Opening[ItemStatus]:
    """It stands where its parts do from the beginning; what is claimed of it is kept and doesn't count."""
    status = bundle_status(parts)
    cause = Cause.REQUEST if status is ItemStatus.ORDERED else Cause.IMPORT
    begun = Opening.at(line.line, status, order.newest.reported_at, cause, order.clock)
    begun.claims = [Claim(claim.status, claim.timestamp) for claim in line.posted.status_history]
    begun.changes = [begun.changes[0]._replace(bundle=True)]
    return begun
