"""The product as it would be without its feed, to be measured beside it: `python -m benchmarks.unfed serve`."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from unittest.mock import patch

from sqlalchemy import func, select
from sqlalchemy.sql.selectable import CTE

from huuva_backend.__main__ import run
from huuva_backend.orders import events, mapping, writes


def _untold(_: CTE, parts: Sequence[CTE]) -> CTE:
    """All that is written but for the counter and the event."""
    counts = [select(func.count()).select_from(part).scalar_subquery() for part in parts]
    return select(reduce(add, counts).label("written")).cte("event")


def main() -> None:
    with patch.object(writes, "event_of", _untold):
        move = writes._move()
    with (
        patch.object(writes, "MOVE", move),
        patch.object(events, "of_moving", lambda *_: None),
        patch.object(mapping, "event_row", lambda _: {}),
    ):
        run()


if __name__ == "__main__":
    main()
