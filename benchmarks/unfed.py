"""The product as it would be without its feed, to be measured beside it: `python -m benchmarks.unfed serve`."""

from unittest.mock import patch

from sqlalchemy import FromClause, select
from sqlalchemy.sql.selectable import CTE

from huuva_backend.__main__ import run
from huuva_backend.orders import events, writes


def _untold(orders: CTE, _: CTE) -> CTE:
    return select(orders.c.place).cte("events")


def _uncounted(asked: FromClause, *, skip_locked: bool) -> CTE:  # noqa: ARG001
    """Every location, with no counter that anyone could hold."""
    return select(asked.c.location_id).cte("counters")


def main() -> None:
    with patch.object(writes, "events_of", _untold), patch.object(writes, "counters", _uncounted):
        move = writes.shared(writes._move, writes.MOVE_TYPES)
    with (
        patch.object(writes, "MOVE", move),
        patch.object(events, "of_moving", lambda *_: events.RELEASED),
    ):
        run()


if __name__ == "__main__":
    main()
