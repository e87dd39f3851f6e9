"""The SQL that counts cancellations and recalls and sums up what was cancelled: one statement, so one snapshot."""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    not_,
    or_,
    select,
    true,
)
from sqlalchemy.sql.selectable import LateralFromClause

from huuva_backend.analytics.cancellations import Setback
from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.line_amounts import AMOUNT, with_bundles
from huuva_backend.analytics.measures import Exclusion, Subject
from huuva_backend.analytics.order_scope import grouped, named
from huuva_backend.analytics.scope import (
    HISTORIES,
    ITEMS,
    ORDERS,
    by_close,
    changes,
    claims,
    narrowed,
    within,
)
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.platform.db.statement import Statement, records

LIMIT: Final = bindparam("limit", type_=Integer())
ORDER_HISTORY: Final = HISTORIES[Subject.ORDER]
ITEM_HISTORY: Final = HISTORIES[Subject.ITEM]
CANCELLED: Final = ItemStatus.CANCELLED.value
BEGUN: Final = (ItemStatus.PREPARING.value, ItemStatus.READY.value)
ZERO: Final[ColumnElement[Any]] = literal_column("0")


def _begun(stage: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(ITEMS.c.to_make, or_(*(stage == status for status in BEGUN)))


def _with_lines(histories: FromClause) -> FromClause:
    its_line = and_(
        ITEMS.c.location_id == ITEM_HISTORY.c.location_id,
        ITEMS.c.order_id == ITEM_HISTORY.c.order_id,
        ITEMS.c.line == ITEM_HISTORY.c.line,
    )
    return with_bundles(histories.join(ITEMS, its_line))


def _setbacks(history: Table, groupings: Groupings, *more: ColumnElement[Any]) -> Select[Any]:
    """What was cancelled or recalled, as its history says."""
    cancelled = history.c.to_status == CANCELLED
    kind = case((cancelled, named(Setback.CANCELLATION)), else_=named(Setback.RECALL))
    return select(
        grouped(groupings, history.c.occurred_at, history).label("group"),
        kind.label("setback"),
        history.c.reason,
        history.c.actor_kind,
        history.c.from_status.label("stage"),
        ORDERS.c.currency,
        by_close(history).label("closed"),
        *more,
    ).where(or_(cancelled, history.c.recall), within(history.c.occurred_at))


def _of_items(groupings: Groupings, filters: frozenset[str]) -> Select[Any]:
    amount = case((ITEM_HISTORY.c.to_status == CANCELLED, AMOUNT)).label("amount")
    begun = _begun(ITEM_HISTORY.c.from_status).label("begun")
    counted = not_(ITEM_HISTORY.c.bundle).label("counted")
    line = (
        _setbacks(ITEM_HISTORY, groupings, amount, begun, counted)
        .select_from(_with_lines(changes(ITEM_HISTORY)))
        .where(*narrowed(filters, ITEM_HISTORY))
        .subquery("line")
    )
    wasted = case((line.c.begun, line.c.amount), (line.c.amount.is_not(None), ZERO))
    return select(*line.c, wasted.label("wasted"))


def _of_orders(groupings: Groupings, filters: frozenset[str]) -> Select[Any]:
    lines = _cancelled_with_it()
    wasted = func.sum(lines.c.amount).filter(lines.c.begun)
    amount = func.sum(lines.c.amount)
    its_lines = select(
        amount.label("amount"),
        case((amount.is_not(None), func.coalesce(wasted, ZERO))).label("wasted"),
    ).lateral("its_lines")
    return (
        _setbacks(ORDER_HISTORY, groupings, *its_lines.c, true().label("counted"))
        .select_from(changes(ORDER_HISTORY).join(its_lines, true()))
        .where(*narrowed(filters, ORDER_HISTORY))
    )


def _cancelled_with_it() -> LateralFromClause:
    """The lines that were cancelled with an order. One that arrived so had come as far as its order."""
    stage = func.coalesce(ITEM_HISTORY.c.from_status, ORDER_HISTORY.c.from_status)
    return (
        select(AMOUNT.label("amount"), _begun(stage).label("begun"))
        .select_from(_with_lines(ITEM_HISTORY))
        .where(
            ITEM_HISTORY.c.location_id == ORDER_HISTORY.c.location_id,
            ITEM_HISTORY.c.order_id == ORDER_HISTORY.c.order_id,
            ITEM_HISTORY.c.version == ORDER_HISTORY.c.version,
            ITEM_HISTORY.c.to_status == CANCELLED,
            ORDER_HISTORY.c.to_status == CANCELLED,
        )
        .correlate(ORDER_HISTORY)
        .lateral("line")
    )


SUBJECTS: Final = {Subject.ORDER: _of_orders, Subject.ITEM: _of_items}


@cache
def cancellations(subject: Subject, groupings: Groupings, filters: frozenset[str]) -> Statement:
    """Records of group, setback, reason, actor kind, stage, currency, number, amount, wasted amount; most first."""
    found = SUBJECTS[subject](groupings, filters).cte("found")
    kinds: list[ColumnElement[Any]] = [
        *(found.c[name] for name in ("group", "setback", "reason", "actor_kind", "stage")),
        case((found.c.amount.is_not(None), found.c.currency)),
    ]
    number = func.count().filter(found.c.counted)
    figures = (
        select(func.row(*kinds, number, func.sum(found.c.amount), func.sum(found.c.wasted)))
        .where(not_(found.c.closed))
        .group_by(*kinds)
        .order_by(kinds[0], number.desc(), *kinds[1:])
        .limit(LIMIT)
    )
    counted = select(func.count()).select_from(found).where(found.c.counted)
    left_out = claims(subject, filters).element.label(Exclusion.CLAIM)
    return Statement(
        select(
            records(figures).label("items"),
            counted.where(not_(found.c.closed)).scalar_subquery().label("n"),
            counted.where(found.c.closed).scalar_subquery().label(Exclusion.BY_CLOSE),
            left_out,
        )
    )
