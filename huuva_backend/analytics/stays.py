"""The SQL that measures stays: one statement and so one snapshot, straight over the history.

A stay that has ended is the row that ended it; where its order is still open, the newest one is what the order or
item says of itself.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    FromClause,
    Interval,
    Label,
    Select,
    Table,
    and_,
    bindparam,
    case,
    extract,
    func,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)

from huuva_backend.analytics import histogram
from huuva_backend.analytics.groupings import BY_CLOCK, Groupings
from huuva_backend.analytics.measures import (
    OTHER_ENDS,
    Basis,
    EndedBy,
    Exclusion,
    Stays,
    Subject,
)
from huuva_backend.analytics.order_scope import cause_name, columns_of, grouped, number_of, together
from huuva_backend.analytics.scope import (
    AS_OF,
    END,
    HISTORIES,
    ITEM_OF_ORDER,
    ITEMS,
    ORDERS,
    START,
    STARTS,
    bucket,
    by_close,
    changes,
    claims,
    narrowed,
    within,
)
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.models import OpenOrder
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, records

OPEN_ORDERS: Final = table_of(OpenOrder)
PERCENTILES: Final = ("0.5", "0.9", "0.95")  # of the same column, so PostgreSQL sorts it once
TRUSTED_DELAY: Final = bindparam("trusted_delay", type_=Interval())
OPEN_ORDER: Final = and_(
    OPEN_ORDERS.c.location_id == ORDERS.c.location_id, OPEN_ORDERS.c.order_id == ORDERS.c.id
)
# Of the stays that end after a period few began before its end: all of the hour after it are read, of the rest
# those alone that lasted longer, which have an index.
AN_HOUR_LATER: Final = END + literal_column("interval '1 hour'", Interval())
AN_HOUR: Final[ColumnElement[Any]] = literal_column("3600")
MICROSECONDS: Final[ColumnElement[Any]] = literal_column(str(histogram.MICROSECONDS))
INSTANT_LATER: Final = literal_column("interval '1 microsecond'", Interval())


def _cause(stays: Stays, history: Table) -> ColumnElement[Any]:
    """Why a stay that has ended doesn't count; null where it does."""
    closed = by_close(history)
    ends = {
        EndedBy.CLOSE: closed,
        EndedBy.RECALL: history.c.recall,
        EndedBy.CANCEL: and_(history.c.to_status == OrderStatus.CANCELLED.value, not_(closed)),
    }
    ends[EndedBy.FORWARD] = not_(or_(*ends.values()))
    others = [
        (ends[end], cause_name(cause))
        for end, cause in OTHER_ENDS.items()
        if stays.ended_by not in (None, end)
    ]
    return case((history.c.begun_before_recorded, cause_name(Exclusion.BEGUN_BEFORE)), *others)


def _worked_on(table: Table) -> list[ColumnElement[bool]]:
    """A bundle is no work of its own: its parts are."""
    return [not_(table.c.bundle)] if "bundle" in table.c else []


def _began(history: Table) -> ColumnElement[Any]:
    return history.c.occurred_at - func.make_interval(0, 0, 0, 0, 0, 0, history.c.previous_seconds)


def _ended_whole(stays: Stays, filters: frozenset[str]) -> Select[Any]:
    """Stays that ended in the period."""
    history = HISTORIES[stays.subject]
    return (
        select(
            grouped(stays.groupings, history.c.occurred_at, history).label("group"),
            history.c.from_status.label("status"),
            history.c.previous_seconds.label("seconds"),
            _cause(stays, history).label("cause"),
            true().label("first"),
        )
        .select_from(changes(history))
        .where(
            history.c.from_status.is_not(None),
            *_worked_on(history),
            within(history.c.occurred_at),
            *narrowed(filters, history),
        )
    )


def _column(stays: Stays, located: FromClause) -> ColumnElement[Any]:
    """What a stay is grouped by, but for the clock."""
    columns = tuple(each for each in stays.groupings if each not in BY_CLOCK)
    return together(columns, null(), columns_of(columns, located))


def _ended_later(history: Table) -> list[ColumnElement[bool]]:
    """What holds for the rows of stays that began before the end of the period and ended after it, in two parts."""
    soon = and_(history.c.occurred_at >= END, history.c.occurred_at < AN_HOUR_LATER)
    late = and_(history.c.occurred_at >= AN_HOUR_LATER, history.c.previous_seconds > AN_HOUR)
    measured = history.c.from_status != OrderStatus.PICKED_UP.value
    return [and_(ended, _began(history) < END, measured) for ended in (soon, late)]


def _ended(stays: Stays, filters: frozenset[str], when: ColumnElement[bool]) -> Select[Any]:
    """Stays that ended then, and of which something lies in the period."""
    history = HISTORIES[stays.subject]
    began = _began(history)
    return (
        select(
            _column(stays, history).label("group"),
            history.c.from_status.label("status"),
            began.label("began"),
            history.c.occurred_at.label("ended"),
            _cause(stays, history).label("cause"),
        )
        .select_from(changes(history))
        .where(
            history.c.from_status.is_not(None),
            *_worked_on(history),
            when,
            or_(history.c.occurred_at > START, began == START),
            *narrowed(filters, history),
        )
    )


def _open(stays: Stays, filters: frozenset[str]) -> Select[Any]:
    """Stays that haven't ended, as they would count if they ended now (`timeline.observed_stay`)."""
    standing, source = ORDERS, OPEN_ORDERS.join(ORDERS, OPEN_ORDER)
    if stays.subject is Subject.ITEM:
        standing, source = ITEMS, source.join(ITEMS, ITEM_OF_ORDER)
    began_before = ORDERS.c.recorded_at - standing.c.status_since > TRUSTED_DELAY
    counts_from = case((began_before, ORDERS.c.recorded_at), else_=standing.c.status_since)
    first = standing.c.status_seq == literal_column("1")
    waited: list[ColumnElement[Any]] = [case((first, OPEN_ORDERS.c.release_at))]
    begun = _worked_on(standing)
    if stays.subject is Subject.ITEM:
        waited.append(ITEMS.c.fired_at)
        begun.append(not_(ITEMS.c.held))
    began = func.greatest(counts_from, *waited)
    unfinished = None if stays.ended_by is None else Exclusion.OPEN
    return (
        select(
            _column(stays, ORDERS).label("group"),
            standing.c.status.label("status"),
            began.label("began"),
            AS_OF.label("ended"),
            case(
                (began_before, cause_name(Exclusion.BEGUN_BEFORE)), else_=cause_name(unfinished)
            ).label("cause"),
        )
        .select_from(source)
        .where(
            standing.c.status != ItemStatus.CANCELLED.value,
            began < func.least(END, AS_OF),
            *begun,
            *narrowed(filters),
        )
    )


def _parts(stays: Stays, filters: frozenset[str]) -> Select[Any]:
    """What of each stay lies in the period, or in each bucket of it."""
    begun = _open(stays, filters).where(AS_OF > START)
    history = HISTORIES[stays.subject]
    ended = [
        _ended(stays, filters, when)
        for when in (within(history.c.occurred_at), *_ended_later(history))
    ]
    touching = union_all(*ended, begun).subquery("touching")
    cut = select(
        touching.c.group,
        touching.c.status,
        touching.c.cause,
        func.greatest(touching.c.began, START).label("began"),
        func.least(touching.c.ended, END).label("ended"),
    ).subquery("cut")
    if BY_CLOCK.intersection(stays.groupings):
        return _by_bucket(stays.groupings, cut)
    return select(
        cut.c.group,
        cut.c.status,
        _seconds(cut.c.began, cut.c.ended),
        cut.c.cause,
        true().label("first"),
    )


def _seconds(began: ColumnElement[Any], ended: ColumnElement[Any]) -> Label[float]:
    return extract("epoch", ended - began).cast(Double()).label("seconds")


def _by_bucket(groupings: Groupings, cut: FromClause) -> Select[Any]:
    edge = (
        func.unnest(STARTS)
        .table_valued("begins", with_ordinality="number", name="edge")
        .render_derived()
    )
    ends = func.lead(edge.c.begins).over(order_by=edge.c.number)
    buckets = select(edge.c.number, edge.c.begins, ends.label("ends")).cte("buckets")
    first = bucket(cut.c.began)
    last = bucket(func.greatest(cut.c.began, cut.c.ended - INSTANT_LATER))
    spread = select(
        *cut.c, first.label("first"), func.generate_series(first, last).label("number")
    ).subquery("spread")
    columns = [] if BY_CLOCK.issuperset(groupings) else [spread.c.group]
    began = func.greatest(spread.c.began, buckets.c.begins)
    ended = func.least(spread.c.ended, buckets.c.ends)
    return select(
        together(groupings, number_of(spread.c.number), columns).label("group"),
        spread.c.status,
        _seconds(began, ended),
        spread.c.cause,
        (spread.c.number == spread.c.first).label("first"),
    ).join_from(spread, buckets, buckets.c.number == spread.c.number)


def _figures(stays: Stays, filters: frozenset[str]) -> Select[Any]:
    """Records of group, status, cause, stays, count, sum of microseconds, p50, p90, p95, maximum.

    The cause is why they don't count, null where they do.
    """
    measured = _ended_whole if stays.basis is Basis.ENDED else _parts
    parts = measured(stays, filters).subquery("parts")
    percentiles = [
        func.percentile_cont(literal_column(share)).within_group(parts.c.seconds)
        for share in PERCENTILES
    ]
    groups = (parts.c.group, parts.c.status, parts.c.cause)
    return select(
        func.row(
            *groups,
            func.count().filter(parts.c.first),
            func.count(),
            func.sum(func.round(parts.c.seconds * MICROSECONDS).cast(BigInteger())),
            *percentiles,
            func.max(parts.c.seconds),
        )
    ).group_by(*groups)


def unfinished(stays: Stays, filters: frozenset[str]) -> Label[int]:
    """How many stays that began before the end of the period hadn't ended by then."""
    history = HISTORIES[stays.subject]
    one: ColumnElement[int] = literal_column("1")
    ended_later = [
        select(one)
        .select_from(changes(history))
        .where(when, *_worked_on(history), *narrowed(filters, history))
        for when in _ended_later(history)
    ]
    still_open = _open(stays, filters).with_only_columns(one)
    unfinished = union_all(*ended_later, still_open).subquery("unfinished")
    return select(func.count()).select_from(unfinished).scalar_subquery().label("open")


@cache
def durations(stays: Stays, filters: frozenset[str]) -> Statement:
    found = [records(_figures(stays, filters)).label("items"), claims(stays.subject, filters)]
    if stays.basis is Basis.ENDED:
        found.append(unfinished(stays, filters))
    return Statement(select(*found))
