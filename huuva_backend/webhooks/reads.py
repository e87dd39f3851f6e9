"""The SQL that reads endpoints, what was sent to them, and what they haven't been told of yet."""

import dataclasses
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    true,
    tuple_,
)

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.epochs import EPOCHS, NEWEST, OF_THE_COUNTER
from huuva_backend.orders.reads import EVENTS, FEEDS, ORDERS
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement, fields
from huuva_backend.webhooks.endpoint import Delivery, DeliveryState, Endpoint
from huuva_backend.webhooks.models import WebhookCursor, WebhookDelivery, WebhookEndpoint

ENDPOINTS: Final = table_of(WebhookEndpoint)
CURSORS: Final = table_of(WebhookCursor)
DELIVERIES: Final = table_of(WebhookDelivery)

ENDPOINT_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Endpoint))
DELIVERY_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Delivery))
EVENT_FIELDS: Final = (
    *("seq", "type", "location_id", "brand_id", "channel"),
    *("order_id", "order_version", "order_status", "at", "changes"),
)
PRODUCT_FIELDS: Final = ("plu", "until")

ID: Final = bindparam("id", type_=Uuid())
ENDPOINT_ID: Final = bindparam("endpoint_id", type_=Uuid())
NOW: Final = bindparam("now", type_=DateTime(timezone=True))
LIMIT: Final = bindparam("limit", type_=Integer())
LOCATION_IDS: Final = bindparam("location_ids", type_=ARRAY(Text()))
IS_PENDING: Final = DELIVERIES.c.state == literal_column(f"'{DeliveryState.PENDING}'")


def _within(limited: ColumnElement[Any], limits: str) -> ColumnElement[bool]:
    """Whether an endpoint is told of nothing that is outside the caller's limits; null: there are none."""
    given = bindparam(limits, type_=ARRAY(Text()))
    return or_(given.is_(None), limited.op("<@")(given))


OWN: Final = and_(
    ENDPOINTS.c.owner == bindparam("owner", type_=Text()),
    _within(ENDPOINTS.c.brand_ids, "brands"),
    _within(ENDPOINTS.c.location_ids, "locations"),
)


def endpoint_columns() -> list[ColumnElement[Any]]:
    return fields(ENDPOINTS, ENDPOINT_FIELDS)


GET: Final = Statement(select(*endpoint_columns()).where(ENDPOINTS.c.id == ID, OWN))
_after = bindparam("after", type_=Uuid())
PAGE: Final = Statement(
    select(*endpoint_columns())
    .where(OWN, or_(_after.is_(None), ENDPOINTS.c.id > _after))
    .order_by(ENDPOINTS.c.id)
    .limit(LIMIT)
)
COUNT: Final = Statement(
    select(func.count().label("number")).where(
        ENDPOINTS.c.owner == bindparam("owner", type_=Text())
    )
)
ENABLED: Final = Statement(
    select(*endpoint_columns()).where(ENDPOINTS.c.disabled_at.is_(None)).order_by(ENDPOINTS.c.id)
)

_OF_ENDPOINT: Final = DELIVERIES.c.endpoint_id == ENDPOINT_ID


def _deliveries() -> Select[Any]:
    return select(*fields(DELIVERIES, DELIVERY_FIELDS))


DELIVERY: Final = Statement(_deliveries().where(_OF_ENDPOINT, DELIVERIES.c.id == ID))
_before = bindparam("before", type_=DateTime(timezone=True))
DELIVERY_PAGE: Final = Statement(
    _deliveries()
    .where(
        _OF_ENDPOINT,
        or_(
            _before.is_(None),
            tuple_(DELIVERIES.c.created_at, DELIVERIES.c.id)
            < tuple_(_before, bindparam("before_id", type_=Uuid())),
        ),
    )
    .order_by(DELIVERIES.c.created_at.desc(), DELIVERIES.c.id.desc())
    .limit(LIMIT)
)
"""The newest first."""

_ENDPOINT_IDS: Final = bindparam("endpoint_ids", type_=ARRAY(Uuid()))
PENDING: Final = Statement(
    _deliveries()
    .where(DELIVERIES.c.endpoint_id == func.any(_ENDPOINT_IDS), IS_PENDING)
    .order_by(DELIVERIES.c.endpoint_id, DELIVERIES.c.seq, DELIVERIES.c.created_at)
)
DUE: Final = Statement(
    select(DELIVERIES.c.id)
    .where(
        DELIVERIES.c.endpoint_id == func.any(_ENDPOINT_IDS),
        IS_PENDING,
        DELIVERIES.c.next_attempt_at <= NOW,
    )
    .limit(literal_column("1"))
)
"""A row where there is something to be sent by now."""

NEWEST_OF_ALL: Final = Statement(
    select(FEEDS.c.location_id, NEWEST.label("cursor"))
    .select_from(FEEDS.outerjoin(EPOCHS, OF_THE_COUNTER))
    .order_by(FEEDS.c.location_id)
)

_known = func.coalesce(CURSORS.c.cursor, literal_column("'0'"))
BEHIND: Final = Statement(
    select(
        ENDPOINTS.c.id.label("endpoint_id"),
        FEEDS.c.location_id,
        _known.label("known"),
        NEWEST.label("cursor"),
    )
    .select_from(
        ENDPOINTS.join(
            FEEDS,
            or_(
                ENDPOINTS.c.location_ids.is_(None),
                FEEDS.c.location_id == literal_column(f"'{EVERYWHERE}'"),
                FEEDS.c.location_id == func.any(ENDPOINTS.c.location_ids),
            ),
        )
        .outerjoin(EPOCHS, OF_THE_COUNTER)
        .outerjoin(
            CURSORS,
            and_(
                CURSORS.c.location_id == FEEDS.c.location_id,
                CURSORS.c.endpoint_id == ENDPOINTS.c.id,
            ),
        )
    )
    .where(ENDPOINTS.c.disabled_at.is_(None), _known != NEWEST)
    .order_by(ENDPOINTS.c.id, FEEDS.c.location_id)
)
"""Where which endpoint hasn't been told of everything."""

KNOWN: Final = Statement(
    select(CURSORS.c.location_id, CURSORS.c.cursor).where(CURSORS.c.endpoint_id == ENDPOINT_ID)
)

UNTOLD_SINCE: Final = Statement(
    select(case((CURSORS.c.cursor.is_(None), ENDPOINTS.c.created_at), else_=CURSORS.c.untold_since))
    .select_from(
        ENDPOINTS.outerjoin(
            CURSORS,
            and_(
                CURSORS.c.location_id == bindparam("location_id", type_=Text()),
                CURSORS.c.endpoint_id == ENDPOINTS.c.id,
            ),
        )
    )
    .where(ENDPOINTS.c.id == ENDPOINT_ID)
)
"""Null where nobody noted it. Of a location without a cursor it was told of nothing: that has begun after the endpoint."""

_asked: Final = (
    func.unnest(LOCATION_IDS, bindparam("seqs", type_=ARRAY(BigInteger())))
    .table_valued(column("location_id", Text()), column("after", BigInteger()))
    .render_derived("asked")
)
_following = (
    select(*fields(EVENTS, (*EVENT_FIELDS, *PRODUCT_FIELDS)))
    .where(EVENTS.c.location_id == _asked.c.location_id, EVENTS.c.seq > _asked.c.after)
    .order_by(EVENTS.c.seq)
    .limit(LIMIT)
    .lateral("following")
)
FOLLOWING: Final = Statement(
    select(
        _asked.c.after,
        *fields(_following, EVENT_FIELDS),
        ORDERS.c.external_id,
        ORDERS.c.channel_order_id,
        *fields(_following, PRODUCT_FIELDS),
    )
    .select_from(
        _asked.join(_following, true()).outerjoin(
            ORDERS,
            and_(
                ORDERS.c.location_id == _following.c.location_id,
                ORDERS.c.id == _following.c.order_id,
            ),
        )
    )
    .order_by(_asked.c.location_id, _asked.c.after, _following.c.seq)
)
"""The next events at each of several locations, at most `:limit` each, with what their orders are called elsewhere."""


def _first(*, before: bool) -> ColumnElement[Any]:
    rows = select(EVENTS.c.seq).where(EVENTS.c.location_id == FEEDS.c.location_id)
    if before:
        rows = rows.where(EVENTS.c.at < NOW).order_by(EVENTS.c.seq.desc())
    else:
        rows = rows.order_by(EVENTS.c.seq)
    return rows.limit(literal_column("1")).scalar_subquery()


SINCE: Final = Statement(
    select(
        FEEDS.c.location_id,
        NEWEST.label("cursor"),
        func.coalesce(
            _first(before=True), _first(before=False) - literal_column("1"), FEEDS.c.last_seq
        ).label("seq"),
        func.coalesce(_first(before=False), FEEDS.c.last_seq + literal_column("1")).label("oldest"),
    )
    .select_from(FEEDS.outerjoin(EPOCHS, OF_THE_COUNTER))
    .where(or_(LOCATION_IDS.is_(None), FEEDS.c.location_id == func.any(LOCATION_IDS)))
)
"""Of each location the last event before `:now`, or of before all that are kept, and the oldest."""
