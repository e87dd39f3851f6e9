"""What measures by roll-ups read: cells, and the rows of history that are read beside them."""

from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Label,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal_column,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects import postgresql

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import (
    CLAIMS,
    COLUMNS,
    Kind,
    constant,
    number,
)
from huuva_backend.analytics.measures import Subject
from huuva_backend.analytics.rollup_cells import (
    BEGINNING,
    END,
    EVENTS,
    FEEDS,
    MARKS,
    ROLLUPS,
    entry,
    is_change,
    is_torn,
    uuid,
)
from huuva_backend.analytics.scope import (
    HISTORIES,
    INSTANT,
    ITEM_OF_ORDER,
    ITEMS,
    ORDERS,
    SEVERAL,
)

_INSTANTS: Final = ARRAY(INSTANT)
_RUNS: Final = (
    func.unnest(
        bindparam("run_levels", type_=ARRAY(Integer())),
        bindparam("run_begins", type_=_INSTANTS),
        bindparam("run_ends", type_=_INSTANTS),
    )
    .table_valued(column("level", Integer()), column("begins", INSTANT), column("ends", INSTANT))
    .render_derived("runs")
)
_PIECES: Final = (
    func.unnest(
        bindparam("piece_begins", type_=_INSTANTS), bindparam("piece_ends", type_=_INSTANTS)
    )
    .table_valued(column("begins", INSTANT), column("ends", INSTANT))
    .render_derived("pieces")
)
COUNTED_AS: Final = bindparam("counted_as", type_=Text())
"""The cause of stays whose lengths are asked for."""

OF_LOCATION: Final = {"location_id": "location_id", "locations": "location_id"}
OF_ORDER: Final = {"brand_id": "brand_id", "brands": "brand_id", "channel": "channel"}


def _within(part: FromClause, moment: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(moment >= part.c.begins, moment < part.c.ends)


def narrowed(
    filters: frozenset[str], names: dict[str, str], rows: FromClause
) -> list[ColumnElement[bool]]:
    return [
        (
            rows.c[names[name]] == func.any(bindparam(name, type_=ARRAY(Text())))
            if name in SEVERAL
            else rows.c[names[name]] == bindparam(name, type_=Text())
        )
        for name in sorted(filters.intersection(names))
    ]


def _marks(filters: frozenset[str]) -> CTE:
    """The locations that are asked about, and how much of each is in its cells."""
    return (
        select(
            FEEDS.c.location_id,
            func.coalesce(MARKS.c.through, uuid(BEGINNING)).label("through"),
            func.coalesce(MARKS.c.seq, number(0)).label("seq"),
            func.coalesce(is_torn(MARKS, FEEDS), literal_column("false")).label("torn"),
        )
        .select_from(FEEDS.outerjoin(MARKS, MARKS.c.location_id == FEEDS.c.location_id))
        .where(*narrowed(filters, OF_LOCATION, FEEDS))
        .cte("marks")
        .prefix_with("MATERIALIZED")
    )


def standing(marks: CTE) -> list[Label[Any]]:
    """Whether every location's history is in its cells but for what its events tell, whether none is torn, and whether
    there is anything in a cell at all.
    """
    alone = select(number(1)).select_from(marks)
    return [
        (~exists(alone.where(marks.c.through < uuid(END)))).label("whole"),
        (~exists(alone.where(marks.c.torn))).label("sound"),
        exists(alone.where(marks.c.through > uuid(BEGINNING))).label("folded"),
    ]


class Sources:
    """Rows of a history that are read beside cells, and the cells."""

    def __init__(self, filters: frozenset[str], *, whole: bool) -> None:
        """`whole` where no location is still being added from its beginning."""
        self.filters = filters
        self.whole = whole
        self.marks = _marks(filters)

    def cells(self, kind: Kind) -> Select[Any]:
        of = {"at": "starts_at"}
        return (
            select(
                *(ROLLUPS.c[of.get(name, name)].label(name) for name in COLUMNS),
                ROLLUPS.c.longest,
                ROLLUPS.c.histogram,
            )
            .select_from(
                self.marks.join(_RUNS, true()).join(
                    ROLLUPS,
                    and_(
                        ROLLUPS.c.location_id == self.marks.c.location_id,
                        ROLLUPS.c.level == _RUNS.c.level,
                        _within(_RUNS, ROLLUPS.c.starts_at),
                    ),
                )
            )
            .where(ROLLUPS.c.kind == constant(kind), *narrowed(self.filters, OF_ORDER, ROLLUPS))
        )

    def in_pieces(self, history: Table) -> Select[Any]:
        here = history.c.location_id == self.marks.c.location_id
        return select(history).select_from(
            self.marks.join(_PIECES, true()).join(
                history, and_(here, _within(_PIECES, history.c.occurred_at))
            )
        )

    def unfolded(self, history: Table) -> Select[Any]:
        """What events tell that are in no cell."""
        return select(history).select_from(
            self.marks.join(
                EVENTS,
                and_(
                    EVENTS.c.location_id == self.marks.c.location_id,
                    EVENTS.c.seq > self.marks.c.seq,
                    EVENTS.c.order_id <= self.marks.c.through,
                    is_change(EVENTS),
                ),
            ).join(
                history,
                and_(
                    history.c.location_id == EVENTS.c.location_id,
                    history.c.order_id == EVENTS.c.order_id,
                    history.c.version == EVENTS.c.order_version,
                ),
            )
        )

    def backlog(self, history: Table) -> Select[Any]:
        """What happened in the runs to orders that are in no cell."""
        return select(history).select_from(
            self.marks.join(_RUNS, true()).join(
                history,
                and_(
                    history.c.location_id == self.marks.c.location_id,
                    history.c.order_id > self.marks.c.through,
                    _within(_RUNS, history.c.occurred_at),
                ),
            )
        )

    def rows(self, history: Table) -> FromClause:
        in_runs = select(number(1)).where(_within(_RUNS, history.c.occurred_at))
        parts = [
            self.in_pieces(history),
            self.unfolded(history).where(exists(in_runs.correlate(history))),
        ]
        if not self.whole:
            parts.append(self.backlog(history))
        return union_all(*parts).cte(f"{history.name}_rows")

    def claims(self, subject: Subject) -> Label[int]:
        """As `scope.claims`."""
        history = HISTORIES[subject]
        begun = self.unfolded(history).where(contributions.is_beginning(history))
        told = contributions.claims(subject, begun.cte(f"begun_{history.name}")).subquery("told")
        in_runs = select(number(1)).where(_within(_RUNS, told.c.at)).correlate(told)
        in_cells = self.cells(CLAIMS[subject]).subquery("claim_cells")
        parts = [
            select(in_cells.c.count),
            select(told.c.count).where(exists(in_runs), *narrowed(self.filters, OF_ORDER, told)),
            self._claims_created(subject, _PIECES),
        ]
        if not self.whole:
            in_no_cell = ORDERS.c.id > self.marks.c.through
            parts.append(self._claims_created(subject, _RUNS, in_no_cell))
        counts = union_all(*parts).subquery("claim_counts")
        total = func.coalesce(func.sum(counts.c.count), number(0))
        return select(total.cast(BigInteger())).scalar_subquery().label("claims")

    def _claims_created(
        self, subject: Subject, part: FromClause, *conditions: ColumnElement[bool]
    ) -> Select[Any]:
        """How many came with each order that was created then."""
        here = ORDERS.c.location_id == self.marks.c.location_id
        created = and_(here, _within(part, ORDERS.c.created_at), *conditions)
        source, table = self.marks.join(part, true()).join(ORDERS, created), ORDERS
        if subject is Subject.ITEM:
            source, table = source.join(ITEMS, ITEM_OF_ORDER), ITEMS
        entries = func.jsonb_array_length(table.c.claims).cast(BigInteger())
        return (
            select(entries.label("count"))
            .select_from(source)
            .where(table.c.claims.is_not(None), *narrowed(self.filters, OF_ORDER, ORDERS))
        )

    def together(self, kind: Kind, *rows: Select[Any]) -> CTE:
        """Cells, and rows as if each were a cell."""
        parts = [self.cells(kind)]
        for each in rows:
            row = each.subquery()
            length = row.c.microseconds
            one = entry(contributions.bin_of(length), number(1))
            parts.append(
                select(
                    *row.c,
                    length.label("longest"),
                    case((length.is_not(None), postgresql.array([one]))),
                ).where(*narrowed(self.filters, OF_ORDER, row))
            )
        return union_all(*parts).cte("parts")
