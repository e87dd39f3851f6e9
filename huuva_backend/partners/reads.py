"""The SQL that reads partners and their keys."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
)

from huuva_backend.partners.models import ApiKey, Partner
from huuva_backend.partners.partner import KeyState
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Shared, Statement, asked

PARTNERS: Final = table_of(Partner)
KEYS: Final = table_of(ApiKey)

MOST_KEYS: Final = 200
"""How many of a partner's keys are listed: the newest."""

ID: Final = bindparam("id", type_=Text())
PARTNER_ID: Final = bindparam("partner_id", type_=Text())
OF_PARTNER: Final = and_(KEYS.c.id == ID, KEYS.c.partner_id == PARTNER_ID)


TAKEN_UNTIL: Final = func.least(KEYS.c.expires_at, KEYS.c.overlaps_until)
"""NULLs are left out: whichever is sooner."""


def state() -> ColumnElement[str]:
    """By the database's clock, which is the same for all processes."""
    return case(
        (KEYS.c.revoked_at.is_not(None), literal_column(f"'{KeyState.REVOKED}'")),
        (func.clock_timestamp() >= TAKEN_UNTIL, literal_column(f"'{KeyState.EXPIRED}'")),
        else_=literal_column(f"'{KeyState.LIVE}'"),
    )


def kept() -> list[ColumnElement[Any]]:
    """The fields of a `KeptKey`, of a key beside its partner."""
    names = {name: column for name, column in KEYS.c.items() if name not in ("id", "partner_id")}
    return [KEYS.c.id, KEYS.c.partner_id, PARTNERS.c.kind, *names.values(), state().label("state")]


def _keys() -> Select[Any]:
    return select(*kept()).join_from(KEYS, PARTNERS, PARTNERS.c.id == KEYS.c.partner_id)


def _find() -> Shared:
    types = {"id": KEYS.c.id.type}
    known = asked(types)
    found = select(known.c.place, *kept()).select_from(
        known.join(KEYS, KEYS.c.id == known.c.id).join(PARTNERS, PARTNERS.c.id == KEYS.c.partner_id)
    )
    return Shared(found, types)


FIND: Final = _find()
"""A key by its prefix, for who calls with it."""

GET: Final = Statement(_keys().where(OF_PARTNER))
OF: Final = Statement(
    _keys()
    .where(KEYS.c.partner_id == PARTNER_ID)
    .order_by(KEYS.c.created_at.desc(), KEYS.c.id)
    .limit(literal_column(str(MOST_KEYS)))
)
ALL: Final = Statement(_keys().order_by(KEYS.c.partner_id, KEYS.c.created_at, KEYS.c.id))
LIVE: Final = Statement(
    select(KEYS.c.id).where(
        KEYS.c.id == func.any(bindparam("ids", type_=ARRAY(Text()))),
        state() == literal_column(f"'{KeyState.LIVE}'"),
    )
)
"""Those of `:ids` that are still taken."""

GET_PARTNER: Final = Statement(select(*PARTNERS.c).where(PARTNERS.c.id == ID))
_after = bindparam("after", type_=Text())
PARTNER_PAGE: Final = Statement(
    select(*PARTNERS.c)
    .where(or_(_after.is_(None), PARTNERS.c.id > _after))
    .order_by(PARTNERS.c.id)
    .limit(bindparam("limit", type_=Integer()))
)
