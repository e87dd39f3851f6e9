"""The SQL that compares cells with what history comes to."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    true,
)

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import ITEM_HISTORY, ORDER_HISTORY
from huuva_backend.analytics.rollup_cells import (
    EVENTS,
    EVERYWHERE,
    KEY,
    KEY_EVERYWHERE,
    LOCATION,
    MARKS,
    ROLLUPS,
    SUMS,
    cells_of,
    is_change,
    is_counted_everywhere,
    place_of,
    summed,
)
from huuva_backend.analytics.scope import ORDERS
from huuva_backend.platform.db.statement import Statement

_BEGINS, _ENDS = (bindparam(name, type_=contributions.MOMENT) for name in ("begins", "ends"))


def _during(moment: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(moment >= _BEGINS, moment < _ENDS)


def _untold(place: CTE) -> CTE:
    """What events tell that isn't in cells yet."""
    return (
        select(EVENTS.c.order_id, EVENTS.c.order_version)
        .select_from(place.join(EVENTS, EVENTS.c.location_id == place.c.location_id))
        .where(EVENTS.c.location_id == LOCATION, EVENTS.c.seq > place.c.seq, is_change(EVENTS))
        .cte("untold")
    )


def _folded(
    history: Table, place: CTE, untold: CTE, *conditions: ColumnElement[bool]
) -> FromClause:
    """Rows that are in cells."""
    is_told = exists().where(
        untold.c.order_id == history.c.order_id, untold.c.order_version == history.c.version
    )
    return (
        contributions.told(history)
        .join(place, true())
        .where(
            history.c.location_id == LOCATION,
            history.c.order_id <= place.c.through,
            ~is_told,
            *conditions,
        )
        .subquery()
    )


def _true_cells() -> CTE:
    place = place_of()
    untold = _untold(place)
    histories = (ORDER_HISTORY, ITEM_HISTORY)
    happened = [_folded(each, place, untold, _during(each.c.occurred_at)) for each in histories]
    begun = [
        _folded(each, place, untold, contributions.is_beginning(each), _during(ORDERS.c.created_at))
        for each in histories
    ]
    return cells_of(contributions.of_rows(*happened, *begun))


def _verification() -> Statement:
    cells = _true_cells()
    kept = (
        select(ROLLUPS)
        .where(ROLLUPS.c.location_id == LOCATION, _during(ROLLUPS.c.starts_at))
        .cte("kept")
    )
    return Statement(_differences(kept, cells, KEY))


def _differences(kept: CTE, cells: CTE, key: Sequence[str]) -> Select[Any]:
    same = and_(*(kept.c[name] == cells.c[name] for name in key))
    return (
        select(
            *(func.coalesce(kept.c[name], cells.c[name]).label(name) for name in key),
            *(kept.c[name].label(f"kept_{name}") for name in SUMS),
            *(cells.c[name].label(f"true_{name}") for name in SUMS),
        )
        .select_from(kept.join(cells, same, full=True))
        .where(or_(*(kept.c[name].is_distinct_from(cells.c[name]) for name in SUMS)))
        .order_by(*(literal_column(str(place)) for place in range(1, len(key) + 1)))
    )


def _verification_everywhere() -> Statement:
    cells = summed(select(ROLLUPS).where(_during(ROLLUPS.c.starts_at)).cte("of_each")).cte("cells")
    kept = select(EVERYWHERE).where(_during(EVERYWHERE.c.starts_at)).cte("kept")
    apart = select(exists().where(~is_counted_everywhere()).select_from(MARKS)).scalar_subquery()
    return Statement(_differences(kept, cells, KEY_EVERYWHERE).where(~apart))


VERIFY_EVERYWHERE: Final = _verification_everywhere()
"""The cells of all locations together, as `VERIFY`, that aren't what those of each come to; none while they are made anew."""

VERIFY: Final = _verification()
"""The cells of a location from `:begins` to before `:ends`, whole days, that aren't what history comes to."""
