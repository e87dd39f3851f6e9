"""Lines that stand somewhere, and what a command for them does: how tests of moves tell it."""

from huuva_backend.orders.lifecycle import (
    ItemStatus,
    Line,
    OrderStatus,
    Status,
    Transition,
    roll_up,
)
from huuva_backend.orders.moves import bundle_status, counted, leaves, parts_of_bundles


def line(number: int, status: str = "ORDERED", parent: int | None = None, **told: bool) -> Line:
    return Line(number, ItemStatus[status], parent, **told)


def told(transitions: list[Transition]) -> list[str]:
    return [
        f"{step.line or 'order'}: {step.from_status} > {step.to_status} by {step.cause}"
        for step in transitions
    ]


def standing(parts: list[Line], *, pass_required: bool = False) -> OrderStatus:
    made = [leaf.status for leaf in counted(parts)]
    return roll_up(OrderStatus.RECEIVED, made, pass_required=pass_required)


def agrees(
    order: OrderStatus,
    lines: list[Line],
    steps: list[Transition],
    *,
    pass_required: bool = False,
) -> None:
    """Each subject moved once at most, from where it stood, and all stand together as they should."""
    now: dict[int | None, Status] = {None: order, **{each.line: each.status for each in lines}}
    assert len({step.line for step in steps}) == len(steps)
    for step in steps:
        assert now[step.line] is step.from_status is not step.to_status
        now[step.line] = step.to_status
    after = [each._replace(status=ItemStatus[now[each.line]]) for each in lines]
    for bundle, own in parts_of_bundles(after).items():
        assert now[bundle] is bundle_status(own), (lines, steps)
    ended = OrderStatus[now[None]]
    live = {leaf.status.value for leaf in counted(leaves(after))}
    assert {
        "RECEIVED": live == {"ORDERED"},
        "PREPARING": live not in ({"READY"} if not pass_required else None, set()),
        "READY": live == {"READY"},
        "PICKED_UP": live == {"PICKED_UP"},
        "CANCELLED": not live,
    }[ended.value], (lines, told(steps))
