"""What else moves where an order or one of its lines does. Pure.

An order stands where its lines say, and a bundle where its parts say. A line that isn't made in the kitchen goes with
those that are; one that is held waits until it is fired, or until somebody asks for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from huuva_backend.orders.lifecycle import (
    CLOSED,
    ITEM_AT,
    ITEM_MOVES,
    LIVE,
    ORDER_MOVES,
    Cause,
    ItemStatus,
    Line,
    Move,
    OrderStatus,
    Refused,
    Status,
    Transition,
    order_options,
    roll_up,
)

Stands = Mapping[int, ItemStatus]
"""Where lines stand after a command, by line; of those that it moves."""


def leaves(lines: Sequence[Line]) -> list[Line]:
    """All but the bundles, whose parts are among them."""
    bundles = {line.parent_line for line in lines}
    return [line for line in lines if line.line not in bundles]


def parts_of_bundles(lines: Sequence[Line]) -> dict[int, list[Line]]:
    """The leaves under each bundle, however deep."""
    if all(line.parent_line is None for line in lines):
        return {}
    above = {line.line: line.parent_line for line in lines}
    parts = defaultdict[int, list[Line]](list)
    for leaf in leaves(lines):
        bundle = leaf.parent_line
        while bundle is not None:
            parts[bundle].append(leaf)
            bundle = above[bundle]
    return dict(parts)


def counted(parts: Iterable[Line]) -> list[Line]:
    """By which of its leaves an order or a bundle stands: the live ones that are made, or all where none is."""
    live = [leaf for leaf in parts if leaf.status in LIVE]
    return [leaf for leaf in live if leaf.to_make] or live


def bundle_status(parts: Iterable[Line]) -> ItemStatus:
    """Where they all stand, else PREPARING; CANCELLED where no part is live."""
    standing = {leaf.status for leaf in counted(parts)}
    if not standing:
        return ItemStatus.CANCELLED
    return standing.pop() if len(standing) == 1 else ItemStatus.PREPARING


def move_order(
    current: OrderStatus,
    lines: Sequence[Line],
    target: OrderStatus,
    *,
    recall: bool = False,
    recall_open: bool = True,
) -> list[Transition]:
    """The transitions that a command for the whole order makes: the order first, then its items.

    PREPARING begins neither what is held nor what isn't made. Empty where the order stands at the target already.
    Raises `Refused`.
    """
    move = ORDER_MOVES[current][target]
    if move is Move.SAME:
        return []
    _check(current, target, move, recall=recall)
    if move is Move.RECALL and target not in order_options(
        current, Move.RECALL, recall_open=recall_open
    ):
        raise Refused(
            current, target, "The time in which a picked-up order can be recalled is over."
        )
    order = Transition(None, current, target, Cause.REQUEST)
    waiting = {line.line for line in lines if line.held}
    stands = _brought(leaves(lines), ITEM_AT[target], back=order.recall, waiting=waiting)
    return [order, *_steps(lines, stands, rolled_up=())]


def move_item(
    order: OrderStatus,
    lines: Sequence[Line],
    line: int,
    target: ItemStatus,
    *,
    recall: bool = False,
    pass_required: bool = False,
) -> list[Transition]:
    """The transitions that a command for one item makes: the item first, then the order if it follows, then others.

    A bundle takes its parts along. Empty where the item stands at the target already. Raises `Refused`.
    """
    current = next(each.status for each in lines if each.line == line)
    move = ITEM_MOVES[current][target]
    if move is Move.SAME:
        return []
    if order in CLOSED:
        raise Refused(current, target, f"The order is {order}: its items can't move any more.")
    _check(current, target, move, recall=recall)
    return move_lines(order, lines, {line: target}, pass_required=pass_required)


def move_lines(
    order: OrderStatus, lines: Sequence[Line], targets: Stands, *, pass_required: bool = False
) -> list[Transition]:
    """The transitions that lines make together, legal or not: they first, then the order if it follows, then others.

    Where none is to move: what follows from lines that are new or gone.
    """
    bundles, standing = parts_of_bundles(lines), {line.line: line.status for line in lines}
    stands, within = dict(targets), set[int]()
    for line, target in targets.items():
        within |= _within(lines, line)
        if line in bundles:
            back = target.code < standing[line].code
            stands |= _brought(bundles[line], target, back=back)
    after = _after(leaves(lines), stands)
    made = [leaf.status for leaf in counted(after)]
    followed = roll_up(order, made, pass_required=pass_required)
    stands |= _along(after, order, followed)
    others = _steps(lines, stands, rolled_up=bundles.keys() - within)
    steps = [
        Transition(line, standing[line], target, Cause.REQUEST) for line, target in targets.items()
    ]
    if followed is not order:
        steps.append(Transition(None, order, followed, Cause.ROLLUP))
    return [*steps, *(step for step in others if step.line not in targets)]


def begins_ready(order: OrderStatus, lines: Sequence[Line], *, made: bool) -> bool:
    """Whether a line that is added goes with an order that is ready: it isn't made, and others of the order are."""
    stands = counted(leaves(lines))
    return order is OrderStatus.READY and not made and any(line.to_make for line in stands)


def _brought(
    parts: Sequence[Line], target: ItemStatus, *, back: bool, waiting: Collection[int] = ()
) -> dict[int, ItemStatus]:
    """Where leaves come by a command for all of them. Forward moves touch only those behind, `back` only those ahead."""
    begun = {leaf.line for leaf in counted(parts)} - set(waiting)
    stands = {}
    for leaf in parts:
        goal = target
        if target is ItemStatus.PREPARING and leaf.line not in begun:
            goal = ItemStatus.ORDERED
        behind, ahead = leaf.status.code < goal.code, leaf.status.code > goal.code
        if leaf.status in LIVE and (ahead if back else behind):
            stands[leaf.line] = goal
    return stands


def _along(
    parts: Sequence[Line], order: OrderStatus, followed: OrderStatus
) -> dict[int, ItemStatus]:
    """Where the leaves come that aren't made: with the order into READY, and with it out of it."""
    made = {leaf.line for leaf in counted(parts)}
    others = [leaf for leaf in parts if leaf.line not in made and leaf.status in LIVE]
    if followed is OrderStatus.READY is not order:
        return {leaf.line: ItemStatus.READY for leaf in others}
    if order is OrderStatus.READY is not followed:
        return {leaf.line: ItemStatus.ORDERED for leaf in others}
    return {}


def _within(lines: Iterable[Line], bundle: int) -> set[int]:
    """The lines in a bundle, which come after it, and it."""
    found = {bundle}
    for line in lines:
        if line.parent_line in found:
            found.add(line.line)
    return found


def _after(lines: Iterable[Line], stands: Stands) -> list[Line]:
    return [
        line._replace(status=stands[line.line]) if line.line in stands else line for line in lines
    ]


def _steps(
    lines: Sequence[Line], stands: Stands, *, rolled_up: Collection[int]
) -> list[Transition]:
    """In the order of lines, with the bundles that follow. Those `rolled_up` follow parts that moved first."""
    bundles = parts_of_bundles(lines)
    ends = dict(stands) | {
        line: bundle_status(_after(parts, stands)) for line, parts in bundles.items()
    }
    return [
        Transition(
            line.line,
            line.status,
            ends[line.line],
            Cause.ROLLUP if line.line in rolled_up else Cause.CASCADE,
        )
        for line in lines
        if ends.get(line.line, line.status) is not line.status
    ]


def _check(current: Status, target: Status, move: Move, *, recall: bool) -> None:
    if move is Move.REFUSED:
        raise Refused(current, target, f"{current} can't become {target}.")
    if move is Move.RECALL and not recall:
        raise Refused(
            current, target, f'Going back from {current} to {target} needs `"recall": true`.'
        )
