"""The SQL that measures by roll-ups: cells where they fill the period, history where they don't, and what isn't in any cell
yet. One statement and so one snapshot.

Each location is read by its own mark. Events after it name the orders and versions whose rows are in no cell; while a
location is still being added from its beginning, neither are those of the orders that come after.
"""

from functools import cache
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Subquery,
    Text,
    func,
    literal_column,
    select,
    true,
)

from huuva_backend.analytics import contributions
from huuva_backend.analytics.contributions import (
    ORDER_HISTORY,
    STAYS,
    Kind,
    constant,
)
from huuva_backend.analytics.crossing_reads import crossing
from huuva_backend.analytics.groupings import Groupings
from huuva_backend.analytics.measures import Stays, Subject
from huuva_backend.analytics.order_scope import grouped, in_interval
from huuva_backend.analytics.rollup_cells import (
    bin_in,
    entry,
    size_in,
)
from huuva_backend.analytics.rollup_sources import COUNTED_AS, Sources, standing
from huuva_backend.analytics.scope import (
    HISTORIES,
)
from huuva_backend.analytics.stays import unfinished
from huuva_backend.platform.db.connecting import PLANNED_BY_KEY
from huuva_backend.platform.db.statement import Statement, records


def histograms(found: FromClause, group: ColumnElement[Any]) -> Subquery:
    """Of each group and status, of stays of the one cause."""
    entries = func.unnest(found.c.histogram).column_valued("entry")
    in_bin = bin_in(entries)
    bins = (
        select(
            group.label("group"),
            found.c.status,
            entry(in_bin, func.sum(size_in(entries)).cast(BigInteger())).label("entry"),
        )
        .where(found.c.cause == COUNTED_AS)
        .group_by(literal_column("1"), found.c.status, in_bin)
        .subquery("bins")
    )
    # As text, since the driver reads no array within a record.
    told = func.string_agg(bins.c.entry.cast(Text()), constant(" ")).label("histogram")
    return (
        select(bins.c.group, bins.c.status, told)
        .group_by(bins.c.group, bins.c.status)
        .subquery("histograms")
    )


def sums(found: FromClause, group: ColumnElement[Any]) -> Subquery:
    return (
        select(
            group.label("group"),
            found.c.status,
            found.c.cause,
            func.sum(found.c.count).cast(BigInteger()).label("count"),
            func.sum(found.c.microseconds).label("microseconds"),
            func.max(found.c.longest).label("longest"),
        )
        .group_by(literal_column("1"), found.c.status, found.c.cause)
        .subquery("sums")
    )


@cache
def durations(stays: Stays, filters: frozenset[str], *, whole: bool, everywhere: bool) -> Statement:
    """Of stays that ended in the period: records of group, status, cause, count, microseconds and the longest, and of group,
    status and the histogram of those whose cause is `:counted_as`.
    """
    sources = Sources(filters, whole=whole, everywhere=everywhere)
    rows = contributions.stays(stays.subject, sources.rows(HISTORIES[stays.subject]))
    found = sources.together(STAYS[stays.subject], rows)
    group = grouped(stays.groupings, found.c.at, found, found)
    return Statement(
        select(
            records(select(func.row(*sums(found, group).c))).label("items"),
            records(select(func.row(*histograms(found, group).c))).label("histograms"),
            sources.claims(stays.subject),
            unfinished(stays, filters),
            *standing(sources.marks),
        )
    )


ALONG_INDEXES: Final = Statement(
    select(
        *(
            func.set_config(constant(name), constant(value), true())
            for name, value in PLANNED_BY_KEY.items()
        )
    )
)
"""Before these statements, in their transaction: they read a few stretches by key, whatever the tables' size."""


@cache
def throughput(
    groupings: Groupings, filters: frozenset[str], *, whole: bool, everywhere: bool
) -> Statement:
    """Records of bucket, status, cause and count of arrivals, and how many orders had one before the period too."""
    sources = Sources(filters, whole=whole, everywhere=everywhere)
    rows = sources.rows(ORDER_HISTORY)
    found = sources.together(
        Kind.ARRIVAL, contributions.beginnings(rows), contributions.arrivals(rows)
    )
    group = in_interval(groupings, found.c.at, found, found)
    count = func.sum(found.c.count).cast(BigInteger())
    items = select(func.row(group, found.c.status, found.c.cause, count)).group_by(
        group, found.c.status, found.c.cause
    )
    return Statement(
        select(
            records(items).label("items"),
            crossing(sources),
            sources.claims(Subject.ORDER),
            *standing(sources.marks),
        )
    )
