"""The SQL that counts new and returning customers: one statement and so one snapshot, straight over orders."""

from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, select, true

from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import Exclusion
from huuva_backend.analytics.order_scope import grouped
from huuva_backend.analytics.scope import ORDERS, narrowed, within
from huuva_backend.platform.db.statement import Statement, records

ONE: Final[ColumnElement[int]] = literal_column("1")


def _placed(groupings: Groupings, filters: frozenset[str]) -> Select[Any]:
    columns = (ORDERS.c.location_id, ORDERS.c.id, ORDERS.c.account)
    group = grouped(groupings, ORDERS.c.created_at).label("group")
    return select(group, *columns).where(within(ORDERS.c.created_at), *narrowed(filters))


@cache
def retention(groupings: Groupings, filters: frozenset[str]) -> Statement:
    """Records of group, customers, those of them who are new, orders; and how many orders are nobody's."""
    placed = _placed(groupings, filters).cte("placed")
    known = placed.c.account.is_not(None)
    accounts = select(placed.c.account).where(known).distinct().cte("accounts")
    # Looked up once for each customer, by the index of accounts.
    first = (
        select(ORDERS.c.location_id, ORDERS.c.id)
        .where(ORDERS.c.account == accounts.c.account, *narrowed(filters))
        .order_by(ORDERS.c.created_at, ORDERS.c.id)
        .limit(ONE)
        .lateral("first")
    )
    firsts = select(first).select_from(accounts.join(first, true())).cte("firsts")
    is_first = and_(firsts.c.location_id == placed.c.location_id, firsts.c.id == placed.c.id)
    figures = (
        select(
            func.row(
                placed.c.group,
                func.count(placed.c.account.distinct()),
                func.count(firsts.c.id),
                func.count(),
            )
        )
        .select_from(placed.outerjoin(firsts, is_first))
        .where(known)
        .group_by(placed.c.group)
    )
    nobodys = select(func.count()).select_from(placed).where(placed.c.account.is_(None))
    return Statement(
        select(
            records(figures).label("items"),
            nobodys.scalar_subquery().label(Exclusion.NO_ACCOUNT),
        )
    )
