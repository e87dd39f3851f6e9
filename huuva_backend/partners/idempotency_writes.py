"""The SQL of idempotency keys."""

from typing import Final

from sqlalchemy import (
    ARRAY,
    Integer,
    Interval,
    Text,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    null,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql

from huuva_backend.partners.idempotency_models import IdempotencyKey
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement

KEYS: Final = table_of(IdempotencyKey)

_CALLER, _KEY = (bindparam(name, type_=Text()) for name in ("caller", "key"))
_named = and_(KEYS.c.caller == _CALLER, KEYS.c.key == _KEY)

_claim = postgresql.insert(KEYS).values(
    caller=_CALLER,
    key=_KEY,
    digest=bindparam("digest", type_=Text()),
    expires_at=func.clock_timestamp() + bindparam("kept", type_=Interval()),
)
CLAIM: Final = Statement(
    _claim.on_conflict_do_update(
        index_elements=[KEYS.c.caller, KEYS.c.key],
        set_={
            "digest": _claim.excluded.digest,
            "expires_at": _claim.excluded.expires_at,
            **dict.fromkeys(("status", "headers", "body"), null()),
        },
        where=KEYS.c.expires_at <= func.clock_timestamp(),
    ).returning(KEYS.c.key)
)
"""Takes a key until the transaction ends; no row where it was answered. Who takes it at this moment is waited for."""

GET: Final = Statement(
    select(KEYS.c.digest, KEYS.c.status, KEYS.c.headers, KEYS.c.body).where(_named)
)

KEEP: Final = Statement(
    update(KEYS)
    .values(
        status=bindparam("new_status", type_=Integer()),
        headers=bindparam("new_headers", type_=Text()),
        body=bindparam("new_body", type_=Text()),
    )
    .where(_named)
)
"""The answer, in the transaction of what it tells."""

_expired = (
    select(KEYS.c.caller, KEYS.c.key)
    .where(KEYS.c.expires_at <= func.clock_timestamp())
    .order_by(KEYS.c.expires_at)
    .limit(bindparam("limit", type_=Integer()))
    .with_for_update(skip_locked=True)
    .cte("expired")
)
_gone = (
    delete(KEYS)
    .where(KEYS.c.caller == _expired.c.caller, KEYS.c.key == _expired.c.key)
    .returning(KEYS.c.key)
    .cte("gone")
)
EXPIRE: Final = Statement(select(func.count().label("gone")).select_from(_gone))
"""Deletes those that expired first, at most `:limit`."""

_after = tuple_(*(bindparam(f"after_{name}", type_=Text()) for name in ("caller", "key")))
_page = (
    select(KEYS.c.caller, KEYS.c.key)
    .where(tuple_(KEYS.c.caller, KEYS.c.key) > _after)
    .order_by(KEYS.c.caller, KEYS.c.key)
    .limit(bindparam("limit", type_=Integer()))
    .cte("page")
)
_forgotten = (
    update(KEYS)
    .values(
        digest=literal_column("'forgotten'"),
        headers=literal_column("'{}'"),
        body=literal_column("''"),
    )
    .where(
        KEYS.c.caller == _page.c.caller,
        KEYS.c.key == _page.c.key,
        KEYS.c.body.like(func.any(bindparam("patterns", type_=ARRAY(Text())))),
    )
    .returning(KEYS.c.key)
    .cte("forgotten")
)
FORGET: Final = Statement(
    select(
        _page.c.caller,
        _page.c.key,
        select(func.count()).select_from(_forgotten).scalar_subquery().label("forgotten"),
    )
    .order_by(_page.c.caller.desc(), _page.c.key.desc())
    .limit(literal_column("1"))
)
"""Empties those of the next `:limit` answers that are like one of `:patterns`, and says where the page ends. The key
stays taken, by what nobody can ask for: a retry does nothing a second time.
"""
