"""The events of products among those of orders: what a kitchen says of them, and what orders do to their stock.

A location's are numbered by its counter, which whoever writes there has locked before all else. What holds at every
location has a counter of its own: that is taken last of all, and whoever holds it waits for nothing. So here too no two
wait for each other.
"""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    Text,
    bindparam,
    func,
    insert,
    literal_column,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import JSONB

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.reads import EVENTS, FEEDS
from huuva_backend.platform.db.statement import Statement, recordset

_EVERYWHERE: Final[ColumnElement[str]] = literal_column(f"'{EVERYWHERE}'")
_NO_CHANGES: Final[ColumnElement[Any]] = literal_column("'[]'::jsonb", JSONB())


def count_at(rows: CTE, location_id: ColumnElement[str]) -> ColumnElement[int]:
    return select(func.count()).where(rows.c.location_id == location_id).scalar_subquery()


def events_of_stock(stock: CTE, orders: CTE, counters: CTE) -> CTE:
    """Of what is sold out by the `orders` of a statement, or isn't any more, behind their own."""
    at_every = (
        select(_EVERYWHERE.label("location_id"), func.count().label("count"))
        .where(stock.c.location_id == _EVERYWHERE)
        .having(func.count() > literal_column("0"))
        .subquery("at_every")
    )
    count = postgresql.insert(FEEDS).from_select(["location_id", "last_seq"], select(*at_every.c))
    taken = (
        count.on_conflict_do_update(
            index_elements=[FEEDS.c.location_id],
            set_={"last_seq": FEEDS.c.last_seq + count.excluded.last_seq},
        )
        .returning(FEEDS.c.location_id, FEEDS.c.last_seq)
        .cte("taken_everywhere")
    )
    before = union_all(
        select(
            counters.c.location_id,
            (counters.c.last_seq + count_at(orders, counters.c.location_id)).label("last_seq"),
        ),
        select(taken.c.location_id, taken.c.last_seq - count_at(stock, taken.c.location_id)),
    ).subquery("before_stock")
    nth = func.row_number().over(
        partition_by=stock.c.location_id, order_by=(stock.c.brand_id, stock.c.plu)
    )
    values: dict[str, ColumnElement[Any]] = {
        "location_id": stock.c.location_id,
        "seq": before.c.last_seq + nth,
        "type": stock.c.type,
        "at": func.clock_timestamp(),
        "changes": _NO_CHANGES,
        "brand_id": stock.c.brand_id,
        "plu": stock.c.plu,
    }
    rows = select(*values.values()).join_from(
        stock, before, before.c.location_id == stock.c.location_id
    )
    return insert(EVENTS).from_select(list(values), rows).cte("stock_events")


LOCK_COUNTER: Final = Statement(
    select(FEEDS.c.last_seq)
    .where(FEEDS.c.location_id == bindparam("location_id", type_=Text()))
    .with_for_update(key_share=True)
)
"""A location's counter, ours until the transaction ends: where more than its events is written, before all else."""


def _tell_of_products() -> Statement:
    location = bindparam("location_id", type_=Text())
    types = {"place": Integer(), **{name: EVENTS.c[name].type for name in ("type", "plu", "until")}}
    news = recordset("news", types)
    counted = postgresql.insert(FEEDS).from_select(
        ["location_id", "last_seq"], select(location, func.count()).select_from(news)
    )
    taken = (
        counted.on_conflict_do_update(
            index_elements=[FEEDS.c.location_id],
            set_={"last_seq": FEEDS.c.last_seq + counted.excluded.last_seq},
        )
        .returning(FEEDS.c.last_seq)
        .cte("taken")
    )
    before = taken.c.last_seq - select(func.count()).select_from(news).scalar_subquery()
    values: dict[str, ColumnElement[Any]] = {
        "location_id": location,
        "seq": before + news.c.place,
        **{name: news.c[name] for name in ("type", "plu", "until")},
        "at": func.clock_timestamp(),
        "changes": _NO_CHANGES,
        "brand_id": bindparam("brand_id", type_=Text()),
    }
    rows = select(*values.values()).select_from(news.join(taken, true()))
    return Statement(insert(EVENTS).from_select(list(values), rows))


TELL_OF_PRODUCTS: Final = _tell_of_products()
"""What happened to products of one brand, at one location or at every one; each `place` begins with 1."""
