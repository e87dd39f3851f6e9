"""The SQL that makes the cells of all locations together anew, of those of each.

Whoever adds a location's history adds it there too (`rollup_writes`). What somebody else did, a server of the release before or
who began a location anew, is found by the marks (`rollup_cells.is_counted_everywhere`).
"""

from typing import Final

from sqlalchemy import (
    ARRAY,
    DateTime,
    Integer,
    Text,
    bindparam,
    column,
    delete,
    exists,
    func,
    insert,
    literal_column,
    select,
    true,
    update,
)

from huuva_backend.analytics.levels import LEVELS
from huuva_backend.analytics.rollup_cells import (
    EVERYWHERE,
    MARKS,
    ROLLUPS,
    is_counted_everywhere,
    summed,
)
from huuva_backend.analytics.rollup_sources import each
from huuva_backend.platform.db.statement import Statement

_BEGINS, _ENDS = (bindparam(name, type_=DateTime(timezone=True)) for name in ("begins", "ends"))
_KINDS: Final = (
    func.unnest(bindparam("kinds", type_=ARRAY(Text())))
    .table_valued(column("kind", Text()))
    .render_derived("kinds")
)
_WIDEST: Final = str(max(LEVELS, key=lambda level: (level.width, -level.told)).number)

APART: Final = Statement(
    select(exists().where(~is_counted_everywhere()).select_from(MARKS).label("apart"))
)
"""Whether they are not the sum of all cells."""

LOCK: Final = Statement(select(MARKS.c.location_id).order_by(MARKS.c.location_id).with_for_update())
"""Holds every mark to the end of the transaction, so that nothing is added meanwhile."""

EMPTY: Final = Statement(delete(EVERYWHERE))

_widest = each(
    ROLLUPS,
    ROLLUPS.c.location_id == MARKS.c.location_id,
    ROLLUPS.c.level == literal_column(_WIDEST, Integer()),
    ROLLUPS.c.kind == _KINDS.c.kind,
)
STRETCH: Final = Statement(
    select(
        func.min(_widest.c.starts_at).label("begins"), func.max(_widest.c.starts_at).label("ends")
    ).select_from(MARKS.join(_KINDS, true()).join(_widest, true()))
)
"""When the first and the last cell of the widest begin; null where there are none."""

_cells = each(
    ROLLUPS,
    ROLLUPS.c.location_id == MARKS.c.location_id,
    ROLLUPS.c.level == bindparam("level", type_=Integer()),
    ROLLUPS.c.kind == _KINDS.c.kind,
    ROLLUPS.c.starts_at >= _BEGINS,
    ROLLUPS.c.starts_at < _ENDS,
)
_of_each = select(_cells).select_from(MARKS.join(_KINDS, true()).join(_cells, true())).cte("cells")
_together = summed(_of_each)
SUM_UP: Final = Statement(
    insert(EVERYWHERE).from_select(_together.selected_columns.keys(), _together)
)
"""Of a level, from `:begins` to before `:ends`."""

SETTLE: Final = Statement(
    update(MARKS).values(everywhere_through=MARKS.c.through, everywhere_seq=MARKS.c.seq)
)
