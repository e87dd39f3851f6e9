"""The SQL of pairings."""

from typing import Final

from sqlalchemy import (
    DateTime,
    Integer,
    Interval,
    LargeBinary,
    Text,
    bindparam,
    delete,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.partners.pairing_models import Pairing
from huuva_backend.partners.partner import KeyState, PartnerKind
from huuva_backend.partners.reads import KEYS, MOST_KEYS, PARTNERS, kept, state
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement

PAIRINGS: Final = table_of(Pairing)

_CODE: Final = bindparam("code", type_=Text())
_NOW: Final = func.clock_timestamp()
_is_open = PAIRINGS.c.expires_at > _NOW
_seconds = func.ceil(func.extract("epoch", PAIRINGS.c.expires_at - _NOW)).cast(Integer)

_over = delete(PAIRINGS).where(PAIRINGS.c.expires_at <= func.now()).cte("over")
_waiting = (
    select(func.count())
    .select_from(PAIRINGS)
    .where(PAIRINGS.c.expires_at > func.now())
    .scalar_subquery()
)
_new = select(
    _CODE.label("code"),
    bindparam("key_id", type_=Text()).label("key_id"),
    bindparam("digest", type_=LargeBinary()).label("digest"),
    (_NOW + bindparam("life", type_=Interval())).cast(DateTime(timezone=True)).label("expires_at"),
).where(_waiting < bindparam("most", type_=Integer()))
OPEN: Final = Statement(
    insert(PAIRINGS)
    .from_select([column.name for column in PAIRINGS.c], _new)
    .on_conflict_do_nothing()
    .returning(PAIRINGS.c.code, _seconds.label("seconds"))
    .add_cte(_over)
)
"""No row where `:most` wait already, or once in a blue moon the code is another's. What is over goes meanwhile."""

FIND: Final = Statement(
    select(PAIRINGS.c.code, PAIRINGS.c.digest, _seconds.label("seconds")).where(
        PAIRINGS.c.key_id == bindparam("key_id", type_=Text()), _is_open
    )
)
"""By the id of its key."""

TAKE: Final = Statement(
    delete(PAIRINGS)
    .where(PAIRINGS.c.code == _CODE, _is_open)
    .returning(PAIRINGS.c.key_id, PAIRINGS.c.digest)
)
"""Once; no row where nobody waits with this code."""

DISPLAYS: Final = Statement(
    select(*kept())
    .join_from(KEYS, PARTNERS, PARTNERS.c.id == KEYS.c.partner_id)
    .where(
        PARTNERS.c.kind == literal_column(f"'{PartnerKind.DISPLAY}'"),
        state() == literal_column(f"'{KeyState.LIVE}'"),
    )
    .order_by(KEYS.c.partner_id, KEYS.c.created_at, KEYS.c.id)
    .limit(literal_column(str(MOST_KEYS)))
)
