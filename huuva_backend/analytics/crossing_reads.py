"""The SQL that finds orders that reach across the beginning of a period.

An order may have an arrival in each of many cells. How many orders had one in a period is how many were received in it, and
how many were received before and arrived again at something that counts: the first such arrival is either in the first
hour, or it ends a span that is longer than one.
"""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Integer,
    Interval,
    Label,
    Select,
    case,
    column,
    func,
    literal_column,
    select,
    true,
    union_all,
)

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import (
    ORDER_HISTORY,
    number,
)
from huuva_backend.analytics.rollup_cells import (
    SPANS,
    WIDEST_REACH,
    spans,
)
from huuva_backend.analytics.rollup_sources import OF_ORDER, Sources, each, narrowed
from huuva_backend.analytics.scope import END, START

AN_HOUR_IN: Final[ColumnElement[Any]] = START + literal_column("interval '1 hour'", Interval())
_WIDEST: Final[ColumnElement[int]] = literal_column(str(WIDEST_REACH), Integer())
_BEGINNING_OF_TIME: Final[ColumnElement[Any]] = literal_column("'-infinity'::timestamptz")


def _came_soon(sources: Sources) -> Select[Any]:
    """Within the hour after the period began."""
    history = ORDER_HISTORY
    soon = each(
        history,
        history.c.location_id == sources.marks.c.location_id,
        history.c.occurred_at >= START,
        history.c.occurred_at < func.least(AN_HOUR_IN, END),
        history.c.seq > contributions.FIRST,
    )
    found = select(soon).select_from(sources.marks.join(soon, true())).subquery("found")
    rows = contributions.told(found).cte("soon")
    return select(number(1)).where(
        contributions.counted_later(rows),
        contributions.previous_arrival(rows) < START,
        *narrowed(sources.filters, OF_ORDER, rows),
    )


def _unfolded(sources: Sources) -> FromClause:
    """Spans that are kept nowhere yet."""
    history = ORDER_HISTORY
    rows: list[Select[Any]] = [select(sources.unfolded(history))]
    if not sources.whole:
        in_no_cell = each(
            history,
            history.c.location_id == sources.marks.c.location_id,
            history.c.order_id > sources.marks.c.through,
            history.c.occurred_at >= AN_HOUR_IN,
            history.c.occurred_at < END,
        )
        found = select(in_no_cell).select_from(sources.marks.join(in_no_cell, true()))
        rows.append(contributions.told(found.subquery("in_no_cell")))
    return spans(union_all(*rows).cte("later"))


def _kept(marks: CTE) -> tuple[FromClause, FromClause]:
    """Spans that begin before the period, but no longer before than they reach."""
    reach = (
        func.generate_series(number(1), _WIDEST)
        .table_valued(column("exponent", Integer()))
        .render_derived("reach")
    )
    hours = func.power(literal_column("2.0"), reach.c.exponent)
    # A second more than they can be, since logarithms are rounded.
    seconds = hours * literal_column("3600") + number(1)
    earliest = case(
        (reach.c.exponent < _WIDEST, START - func.make_interval(0, 0, 0, 0, 0, 0, seconds)),
        else_=_BEGINNING_OF_TIME,
    )
    kept = each(
        SPANS,
        SPANS.c.location_id == marks.c.location_id,
        SPANS.c.reach == reach.c.exponent,
        SPANS.c.began_at >= earliest,
        SPANS.c.began_at < START,
    )
    return kept, marks.join(reach, true()).join(kept, true())


def crossing(sources: Sources) -> Label[int]:
    """How many orders had arrived somewhere before the period and arrived again, at something that counts, within it."""
    unfolded = _unfolded(sources)
    came_later = [
        select(number(1))
        .select_from(source)
        .where(
            span.c.began_at < START,
            span.c.ended_at >= AN_HOUR_IN,
            span.c.ended_at < END,
            *narrowed(sources.filters, OF_ORDER, span),
        )
        for span, source in (_kept(sources.marks), (unfolded, unfolded))
    ]
    came = union_all(_came_soon(sources), *came_later).subquery("came")
    return select(func.count()).select_from(came).scalar_subquery().label("crossing")
