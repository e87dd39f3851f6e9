"""All statements as they are compiled: each names the location, and the long ones change in sight of a reviewer.

A golden file is renewed by `make test ARGS="--renew-sql tests/test_statements.py"`.
"""

import pkgutil
import re
import textwrap
from importlib import import_module
from itertools import product
from pathlib import Path

import pytest

import huuva_backend
from huuva_backend.analytics import export_reads, rollup_reads, stays
from huuva_backend.analytics.amended_reads import amendments
from huuva_backend.analytics.cancellation_reads import cancellations
from huuva_backend.analytics.export import Export
from huuva_backend.analytics.groupings import OrderGrouping
from huuva_backend.analytics.measures import Basis, Stays, Subject
from huuva_backend.analytics.pickup_reads import pickups
from huuva_backend.analytics.product_reads import products
from huuva_backend.analytics.punctuality import Promise, Readiness
from huuva_backend.analytics.punctuality_reads import punctuality
from huuva_backend.analytics.reads import customers, throughput
from huuva_backend.analytics.retention_reads import retention
from huuva_backend.menu.page_reads import page_of_brand
from huuva_backend.orders.listing_reads import page
from huuva_backend.orders.reads import containing
from huuva_backend.platform.db.statement import Shared, Statement
from huuva_backend.tables import metadata

GOLDEN = Path(__file__).parent / "sql"

LOCATED = {name for name, table in metadata.tables.items() if "location_id" in table.c}
PLACES = {"location_id", "location_ids", "locations"}
"""The parameters that say which location, or which several, a statement is about."""

ACROSS = {
    "demo.writes.IS_THERE": "the years of a demo, before there are any users",
    "demo.writes.TELL": "the years of a demo, of all of its locations",
    "orders.reads.FIND": "whose order it is that is known by its id alone",
    "orders.outbox.RELEASE": "the order that has waited longest, wherever",
    "orders.outbox.RELEASE_PATIENTLY": "the same",
    "feed.writes.FIND_EXPIRED": "the locations that have old events",
    "locations.reads.PAGE": "which locations there are",
    "locations.reads.CLOSING": "the locations whose day is closed",
    "worker.reads.UNANSWERED": "the orders that nobody answered in time",
    "customers.reads.BY_ACCOUNT": "where a customer ordered",
    "customers.reads.BY_IDS": "the same",
    "customers.reads.BY_PHONE": "the same",
    "customers.reads.ACCOUNTS_LEFT": "whether a customer ordered elsewhere",
    "customers.reads.LOCK": "orders of several locations, each of which stands beside its order",
    "customers.writes.RENAME_ACCOUNT": "the same",
    "analytics.rollup_writes.BEHIND": "the locations of which something is in no roll-up yet",
    "analytics.rollup_writes.WAITING": "how much is in no roll-up yet",
    "analytics.rollup_writes.ALL": "which locations have had orders",
    "analytics.everywhere_writes.APART": "whether what all locations come to is the sum of each",
    "analytics.everywhere_writes.LOCK": "the same, while it is made so",
    "analytics.everywhere_writes.STRETCH": "the same",
    "analytics.everywhere_writes.SUM_UP": "the same",
    "analytics.everywhere_writes.SETTLE": "the same",
    "analytics.verification_reads.VERIFY_EVERYWHERE": "the same, where somebody looks whether it is",
    "worker.writes.FIND_EXPIRED_KEYS": "the locations that have old keys",
    "webhooks.reads.NEWEST_OF_ALL": "how far the feed of each location reaches",
    "webhooks.reads.BEHIND": "the locations that have events which somebody wasn't told of",
    "webhooks.writes.NOTE_UNTOLD": "the same, whose events are soon let go of",
    "webhooks.reads.KNOWN": "the locations that an endpoint was told of",
    "webhooks.writes.FORGET": "the same, for an endpoint that is gone",
}
"""Those that find out which location it is, and why; all that follows names it."""


def modules() -> list[str]:
    found = pkgutil.walk_packages(huuva_backend.__path__, "huuva_backend.")
    return [each.name for each in found if each.name.endswith(("reads", "writes", "outbox"))]


def fixed() -> dict[str, Statement]:
    return {
        f"{module.removeprefix('huuva_backend.')}.{name}": value
        for module in modules()
        for name, value in vars(import_module(module)).items()
        if isinstance(value, Statement)
    }


FILTERS = frozenset({"location_id", "brand_id", "channel"})
MADE = {
    "orders.listing_reads.page": page(frozenset({"location_id"})),
    "orders.listing_reads.page, open": page(frozenset({"location_id"}), only_open=True),
    "menu.page_reads.page_of_brand": page_of_brand(frozenset({"brand_id"})),
    "orders.reads.containing": containing(at_location=True),
    "analytics.reads.throughput": throughput((), FILTERS),
    **{
        f"analytics.cancellation_reads.cancellations, {subject}": cancellations(
            subject, (), FILTERS
        )
        for subject in Subject
    },
    "analytics.amended_reads.amendments": amendments((OrderGrouping.ORDER_TYPE,), FILTERS),
    "analytics.pickup_reads.pickups": pickups((), FILTERS),
    "analytics.product_reads.products": products((), FILTERS),
    "analytics.retention_reads.retention": retention(
        (OrderGrouping.LOCATION, OrderGrouping.MONTH), FILTERS
    ),
    "analytics.punctuality_reads.punctuality": punctuality(
        Promise.FIRST, Readiness.FINAL, (OrderGrouping.WEEKDAY,), FILTERS
    ),
    "analytics.rollup_reads.throughput": rollup_reads.throughput(
        (), FILTERS, whole=True, everywhere=False
    ),
    **{
        f"analytics.rollup_reads.durations, {subject}": rollup_reads.durations(
            Stays(subject, (), Basis.ENDED, None), FILTERS, whole=True, everywhere=False
        )
        for subject in Subject
    },
    "analytics.reads.customers": customers(FILTERS, after=True),
    **{
        f"analytics.export_reads.page, {export}": export_reads.page(
            export, frozenset({"start", "end", "after", "brand_id", "channel"})
        )
        for export in Export
    },
    **{
        f"analytics.stays.durations, {subject}, {basis}": stays.durations(
            Stays(subject, (), basis, None), FILTERS
        )
        for subject, basis in product(Subject, Basis)
    },
}
"""Those that are compiled for what is asked, where that is one location."""

STATEMENTS = fixed() | MADE


def tables(statement: Statement) -> set[str]:
    return LOCATED & set(re.findall(r"\b[a-z_]+\b", statement.sql))


def test_statements_are_found() -> None:
    assert len(fixed()) > 30
    assert set(ACROSS) <= set(fixed())


@pytest.mark.parametrize("name", [name for name in STATEMENTS if tables(STATEMENTS[name])])
def test_a_statement_names_the_location(name: str) -> None:
    """So that an engine which distributes the tables by it sends the statement to one place, or each part of it."""
    statement = STATEMENTS[name]
    given = statement.types if isinstance(statement, Shared) else statement.parameters
    assert (not PLACES.isdisjoint(given)) is (name not in ACROSS)


LONG = sorted(name for name, statement in STATEMENTS.items() if len(statement.sql) > 1000)


def readable(statement: Statement) -> str:
    lines = [
        part
        for line in statement.sql.splitlines()
        for part in textwrap.wrap(line, 110, break_long_words=False, break_on_hyphens=False)
    ]
    return "\n".join([*lines, "", f"-- {', '.join(statement.parameters)}", ""])


@pytest.mark.parametrize("name", LONG)
def test_the_sql_is_the_one_that_was_reviewed(name: str, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"{name.replace(', ', '.')}.sql"
    if request.config.getoption("--renew-sql"):
        golden.write_text(readable(STATEMENTS[name]))

    assert golden.read_text() == readable(STATEMENTS[name])


def test_every_golden_file_is_of_a_statement() -> None:
    known = {f"{name.replace(', ', '.')}.sql" for name in LONG}

    assert {path.name for path in GOLDEN.iterdir()} == known
