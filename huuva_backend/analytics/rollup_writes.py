"""The SQL that adds history to roll-ups.

A location's next rows are added and its mark is moved on in one statement, so of one snapshot: what its counter says
there is all that can be seen, since events commit in the order of their numbers. `LOCK` before it, in the same transaction,
keeps another worker from adding the same.
"""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
    update,
)
from sqlalchemy.dialects import postgresql

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import ITEM_HISTORY, ORDER_HISTORY, number
from huuva_backend.analytics.rollup_cells import (
    BEGINNING,
    END,
    EVENTS,
    EVERYWHERE,
    FEEDS,
    LOCATION,
    MARKS,
    ROLLUPS,
    SPANS,
    cells_of,
    is_change,
    is_counted_everywhere,
    is_torn,
    merged,
    place_of,
    spans,
    uuid,
)
from huuva_backend.analytics.scope import ORDERS
from huuva_backend.platform.db.statement import Statement

BEGIN: Final = Statement(
    postgresql.insert(MARKS)
    .from_select(
        ["location_id", "through", "seq", "everywhere_through", "everywhere_seq"],
        select(
            *(FEEDS.c.location_id, uuid(BEGINNING), number(0)),
            *(uuid(BEGINNING).label("everywhere_through"), number(0).label("everywhere_seq")),
        ).where(FEEDS.c.location_id == LOCATION),
    )
    .on_conflict_do_nothing()
)
"""A location's mark, where it has none."""

LOCK: Final = Statement(
    select(is_torn(MARKS, FEEDS).label("torn"))
    .select_from(MARKS.join(FEEDS, FEEDS.c.location_id == MARKS.c.location_id))
    .where(MARKS.c.location_id == LOCATION)
    .with_for_update(of=MARKS)
)
"""Holds a location's mark to the end of the transaction."""

EMPTY: Final = tuple(
    Statement(delete(table).where(table.c.location_id == LOCATION)) for table in (ROLLUPS, SPANS)
)
REWIND: Final = Statement(
    update(MARKS)
    .values(
        through=uuid(BEGINNING), seq=number(0), everywhere_through=null(), everywhere_seq=null()
    )
    .where(MARKS.c.location_id == LOCATION)
)
"""Together: as if nothing of a location had been added. Of the cells of all locations together nothing is taken out, but
they hold no more (`everywhere_writes`).
"""


def _goal(place: CTE, ids: CTE) -> CTE:
    """How far this time: with the next orders only where all events of those before them are added too."""
    last = select(ids.c.id).order_by(ids.c.id.desc()).limit(number(1)).scalar_subquery()
    found = select(func.count()).select_from(ids).scalar_subquery()
    behind = _is_behind(place)
    return select(
        case(
            (behind, place.c.seq + bindparam("events", type_=BigInteger())),
            else_=place.c.last_seq,
        ).label("seq"),
        case(
            (behind, place.c.through),
            (found < bindparam("orders", type_=Integer()), uuid(END)),
            else_=last,
        ).label("through"),
    ).cte("goal")


def _is_behind(place: CTE) -> ColumnElement[bool]:
    return and_(
        place.c.through > uuid(BEGINNING),
        place.c.last_seq - place.c.seq > bindparam("events", type_=BigInteger()),
    )


def _rows(history: Table, place: CTE, goal: CTE, ids: CTE) -> CTE:
    """Of what is known what the next events did, and all of the next orders."""
    changed = (
        select(EVENTS.c.location_id, EVENTS.c.order_id, EVENTS.c.order_version)
        .select_from(
            place.join(EVENTS, EVENTS.c.location_id == place.c.location_id).join(goal, true())
        )
        .where(
            EVENTS.c.location_id == LOCATION,
            EVENTS.c.seq > place.c.seq,
            EVENTS.c.seq <= goal.c.seq,
            EVENTS.c.order_id <= place.c.through,
            is_change(EVENTS),
        )
        .distinct()
        .subquery("changed")
    )
    by_event = (
        select(history)
        .join(
            changed,
            and_(
                history.c.location_id == changed.c.location_id,
                history.c.order_id == changed.c.order_id,
                history.c.version == changed.c.order_version,
            ),
        )
        .where(history.c.location_id == LOCATION)
    )
    whole = select(history).join(
        ids, and_(history.c.location_id == LOCATION, history.c.order_id == ids.c.id)
    )
    rows = union_all(by_event, whole).subquery("rows")
    return contributions.told(rows).cte(f"{history.name}_rows")


def _add(cells: CTE, table: Table, name: str) -> CTE:
    columns = table.c.keys()
    adding = postgresql.insert(table).from_select(
        columns, select(*(cells.c[each] for each in columns))
    )
    new = adding.excluded
    both = func.array_cat(table.c.histogram, new.histogram)
    return (
        adding.on_conflict_do_update(
            index_elements=table.primary_key.columns.keys(),
            set_={
                "count": table.c.count + new.count,
                "microseconds": table.c.microseconds + new.microseconds,
                "longest": func.greatest(table.c.longest, new.longest),
                "histogram": case((new.histogram.is_not(None), merged(both))),
            },
        )
        .returning(table.c.level)
        .cte(name)
    )


def _moved_to(goal: CTE) -> dict[str, ColumnElement[Any]]:
    """What a mark says then; also of all locations together, where it did before."""
    to: dict[str, ColumnElement[Any]] = {"seq": goal.c.seq, "through": goal.c.through}
    for name in list(to):
        to[f"everywhere_{name}"] = case((is_counted_everywhere(), to[name]))
    return to


def _fold() -> Statement:
    place = place_of()
    ids = (
        select(ORDERS.c.id)
        .select_from(ORDERS.join(place, ORDERS.c.location_id == place.c.location_id))
        .where(
            ORDERS.c.location_id == LOCATION,
            ORDERS.c.id > select(place.c.through).scalar_subquery(),
            place.c.through < uuid(END),
            not_(_is_behind(place)),
        )
        .order_by(ORDERS.c.id)
        .limit(bindparam("orders", type_=Integer()))
        .cte("ids")
    )
    goal = _goal(place, ids)
    orders = _rows(ORDER_HISTORY, place, goal, ids)
    items = _rows(ITEM_HISTORY, place, goal, ids)
    cells = cells_of(contributions.of_rows(orders, items))
    added = [_add(cells, ROLLUPS, "added"), _add(cells, EVERYWHERE, "added_everywhere")]
    found = spans(orders)
    columns = list(SPANS.c.keys())
    kept = insert(SPANS).from_select(columns, select(*(found.c[name] for name in columns)))
    moved = (
        update(MARKS)
        .values(_moved_to(goal))
        .where(MARKS.c.location_id == LOCATION, MARKS.c.location_id == place.c.location_id)
        .returning(MARKS.c.through)
        .cte("moved")
    )
    return Statement(
        select(
            (place.c.last_seq > goal.c.seq).label("behind"),
            (goal.c.through < uuid(END)).label("rebuilding"),
            select(func.count()).select_from(ids).scalar_subquery().label("orders"),
            (goal.c.seq - place.c.seq).label("events"),
        )
        .select_from(place.join(goal, true()))
        .add_cte(*added, kept.cte("kept"), moved)
    )


FOLD: Final = _fold()
"""Adds a location's next `:events`, and once it is at the newest, of what was there before it began the next `:orders`."""


BEHIND: Final = Statement(
    select(FEEDS.c.location_id)
    .select_from(FEEDS.outerjoin(MARKS, MARKS.c.location_id == FEEDS.c.location_id))
    .where(
        or_(
            MARKS.c.location_id.is_(None),
            MARKS.c.through < uuid(END),
            MARKS.c.seq < FEEDS.c.last_seq,
        )
    )
    .order_by(FEEDS.c.location_id)
)
"""The locations of which something is in no cell yet."""

_UNADDED: Final = FEEDS.c.last_seq - func.coalesce(MARKS.c.seq, number(0))
WAITING: Final = Statement(
    select(
        func.coalesce(func.sum(_UNADDED), number(0)).cast(BigInteger()).label("events"),
        func.bool_or(func.coalesce(MARKS.c.through, uuid(BEGINNING)) < uuid(END)).label("earlier"),
    ).select_from(FEEDS.outerjoin(MARKS, MARKS.c.location_id == FEEDS.c.location_id))
)
"""How many events are in no cell, and whether orders of before are neither."""

ALL: Final = Statement(
    select(
        FEEDS.c.location_id,
        select(func.count())
        .where(ORDERS.c.location_id == FEEDS.c.location_id)
        .scalar_subquery()
        .label("orders"),
    ).order_by(FEEDS.c.location_id)
)
"""The locations that have had orders, and how many."""
