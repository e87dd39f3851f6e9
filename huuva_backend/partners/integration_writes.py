"""The SQL of platforms that sign what they send."""

import dataclasses
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Interval,
    LargeBinary,
    Select,
    Uuid,
    and_,
    bindparam,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert

from huuva_backend.partners.integration import Integration
from huuva_backend.partners.integration_models import PartnerIntegration
from huuva_backend.partners.reads import MOST_KEYS, PARTNER_ID, PARTNERS
from huuva_backend.platform.db.base import table_of
from huuva_backend.platform.db.statement import Statement

INTEGRATIONS: Final = table_of(PartnerIntegration)

_NOW: Final = func.clock_timestamp()
_ID: Final = bindparam("id", type_=Uuid())
_OWN: Final = and_(INTEGRATIONS.c.id == _ID, INTEGRATIONS.c.partner_id == PARTNER_ID)
_GIVEN: Final = ("id", "partner_id", "dialect", "brand_ids", "location_ids", "sealed")


def _kept() -> Select[Any]:
    """The fields of an `Integration`."""
    columns: list[ColumnElement[Any]] = [
        PARTNERS.c.kind if field.name == "kind" else INTEGRATIONS.c[field.name]
        for field in dataclasses.fields(Integration)
    ]
    return select(*columns).join_from(
        INTEGRATIONS, PARTNERS, PARTNERS.c.id == INTEGRATIONS.c.partner_id
    )


FIND: Final = Statement(_kept().where(INTEGRATIONS.c.id == _ID))
GET: Final = Statement(_kept().where(_OWN))
OF: Final = Statement(
    _kept()
    .where(INTEGRATIONS.c.partner_id == PARTNER_ID)
    .order_by(INTEGRATIONS.c.created_at.desc(), INTEGRATIONS.c.id)
    .limit(literal_column(str(MOST_KEYS)))
)
ADD: Final = Statement(
    insert(INTEGRATIONS)
    .values(
        {name: bindparam(name, type_=INTEGRATIONS.c[name].type) for name in _GIVEN}
        | {"created_at": _NOW}
    )
    .returning(INTEGRATIONS.c.id)
)
ROTATE: Final = Statement(
    update(INTEGRATIONS)
    .values(
        sealed=bindparam("sealed", type_=LargeBinary()),
        sealed_before=INTEGRATIONS.c.sealed,
        overlaps_until=_NOW + bindparam("overlap", type_=Interval()),
    )
    .where(_OWN, INTEGRATIONS.c.revoked_at.is_(None))
    .returning(INTEGRATIONS.c.id)
)
"""The secret of before is taken beside the new one for `:overlap`; what was before that is gone. No row where it is
revoked.
"""

REVOKE: Final = Statement(
    update(INTEGRATIONS)
    .values(revoked_at=func.coalesce(INTEGRATIONS.c.revoked_at, _NOW))
    .where(_OWN)
    .returning(INTEGRATIONS.c.id)
)
