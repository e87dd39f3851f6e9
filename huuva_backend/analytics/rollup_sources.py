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
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.dialects import postgresql

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import (
    CLAIMS,
    COLUMNS,
    NOTHING,
    Kind,
    constant,
    number,
)
from huuva_backend.analytics.measures import Subject
from huuva_backend.analytics.rollup_cells import (
    BEGINNING,
    END,
    EVENTS,
    EVERYWHERE,
    FEEDS,
    MARKS,
    ROLLUPS,
    entry,
    is_change,
    is_counted_everywhere,
    is_torn,
    uuid,
)
from huuva_backend.analytics.scope import (
    HISTORIES,
    INSTANT,
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


def each(table: Table, *conditions: ColumnElement[bool]) -> FromClause:
    """The rows of a table for each row of what stands before it, looked up one after the other by an index: OFFSET keeps
    PostgreSQL from reading all of it instead.
    """
    return select(table).where(*conditions).offset(number(0)).lateral()


def _marks(filters: frozenset[str]) -> CTE:
    """The locations that are asked about, and how much of each is in its cells."""
    return (
        select(
            FEEDS.c.location_id,
            func.coalesce(MARKS.c.through, uuid(BEGINNING)).label("through"),
            func.coalesce(MARKS.c.seq, number(0)).label("seq"),
            func.coalesce(is_torn(MARKS, FEEDS), literal_column("false")).label("torn"),
            or_(MARKS.c.location_id.is_(None), is_counted_everywhere()).label("everywhere"),
        )
        .select_from(FEEDS.outerjoin(MARKS, MARKS.c.location_id == FEEDS.c.location_id))
        .where(*narrowed(filters, OF_LOCATION, FEEDS))
        .cte("marks")
        .prefix_with("MATERIALIZED")
    )


def standing(marks: CTE) -> list[Label[Any]]:
    """Whether every location's history is in its cells but for what its events tell, whether these are in the cells of all
    locations together, whether no location is torn, and whether there is anything in a cell at all.
    """
    alone = select(number(1)).select_from(marks)
    return [
        (~exists(alone.where(marks.c.through < uuid(END)))).label("whole"),
        (~exists(alone.where(~marks.c.everywhere))).label("everywhere"),
        (~exists(alone.where(marks.c.torn))).label("sound"),
        exists(alone.where(marks.c.through > uuid(BEGINNING))).label("folded"),
    ]


class Sources:
    """Rows of a history that are read beside cells, and the cells."""

    def __init__(self, filters: frozenset[str], *, whole: bool, everywhere: bool) -> None:
        """`whole` where no location is still being added from its beginning, `everywhere` where all locations are asked about
        and not told apart: then their cells needn't be either.
        """
        self.filters = filters
        self.whole = whole
        self.everywhere = everywhere
        self.marks = _marks(filters)
        self._unfolded: dict[str, CTE] = {}

    def cells(self, kind: Kind) -> Select[Any]:
        table, its_own = EVERYWHERE, list[ColumnElement[bool]]()
        source: FromClause = _RUNS
        if not self.everywhere:
            table, source = ROLLUPS, self.marks.join(_RUNS, true())
            its_own = [ROLLUPS.c.location_id == self.marks.c.location_id]
        here = each(
            table,
            *its_own,
            table.c.level == _RUNS.c.level,
            table.c.kind == constant(kind),
            _within(_RUNS, table.c.starts_at),
            *narrowed(self.filters, OF_ORDER, table),
        )
        of = {"location_id": NOTHING, **here.c, "at": here.c.starts_at}
        return select(
            *(of[name].label(name) for name in COLUMNS), here.c.longest, here.c.histogram
        ).select_from(source.join(here, true()))

    def in_pieces(self, history: Table) -> Select[Any]:
        return self.at_each(_PIECES, history, _within(_PIECES, history.c.occurred_at))

    def at_each(
        self, part: FromClause, table: Table, *conditions: ColumnElement[bool]
    ) -> Select[Any]:
        """Rows of each location and each part of the period."""
        here = each(table, table.c.location_id == self.marks.c.location_id, *conditions)
        return select(here).select_from(self.marks.join(part, true()).join(here, true()))

    def unfolded(self, history: Table) -> CTE:
        """What events tell that are in no cell: found once, however many parts of a statement ask."""
        if history.name not in self._unfolded:
            self._unfolded[history.name] = self._told_by_events(history)
        return self._unfolded[history.name]

    def _told_by_events(self, history: Table) -> CTE:
        events = each(
            EVENTS,
            EVENTS.c.location_id == self.marks.c.location_id,
            EVENTS.c.seq > self.marks.c.seq,
            EVENTS.c.order_id <= self.marks.c.through,
            is_change(EVENTS),
        )
        changed = each(
            history,
            history.c.location_id == events.c.location_id,
            history.c.order_id == events.c.order_id,
            history.c.version == events.c.order_version,
        )
        source = self.marks.join(events, true()).join(changed, true())
        rows = select(changed).select_from(source).subquery("changed")
        return contributions.told(rows).cte(f"unfolded_{history.name}")

    def backlog(self, history: Table) -> Select[Any]:
        """What happened in the runs to orders that are in no cell."""
        in_no_cell = history.c.order_id > self.marks.c.through
        return self.at_each(_RUNS, history, _within(_RUNS, history.c.occurred_at), in_no_cell)

    def rows(self, history: Table) -> FromClause:
        unfolded = self.unfolded(history)
        in_runs = select(number(1)).where(_within(_RUNS, unfolded.c.occurred_at))
        parts = [
            contributions.told(self.in_pieces(history).subquery("in_pieces")),
            select(unfolded).where(exists(in_runs.correlate(unfolded))),
        ]
        if not self.whole:
            parts.append(contributions.told(self.backlog(history).subquery("backlog")))
        return union_all(*parts).cte(f"{history.name}_rows")

    def claims(self, subject: Subject) -> Label[int]:
        """As `scope.claims`."""
        unfolded = self.unfolded(HISTORIES[subject])
        told = contributions.claims(subject, unfolded).subquery("told")
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
        created = self.at_each(
            part,
            ORDERS,
            _within(part, ORDERS.c.created_at),
            *conditions,
            *narrowed(self.filters, OF_ORDER, ORDERS),
        ).subquery("created")
        source: FromClause = created
        table: FromClause = created
        if subject is Subject.ITEM:
            its_items = each(
                ITEMS,
                ITEMS.c.location_id == created.c.location_id,
                ITEMS.c.order_id == created.c.id,
            )
            source, table = created.join(its_items, true()), its_items
        entries = func.jsonb_array_length(table.c.claims).cast(BigInteger())
        return select(entries.label("count")).select_from(source).where(table.c.claims.is_not(None))

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
