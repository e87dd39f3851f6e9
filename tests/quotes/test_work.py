"""How much work is ahead, and what an order would take."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from huuva_backend.quotes.observation import Observed, Pace, Prepared
from huuva_backend.quotes.work import (
    Minutes,
    MinutesBasis,
    OpenLine,
    StationLoad,
    StationQuote,
    WantedLine,
    expected,
    loads,
    minutes_ahead,
    quoted,
    slowest,
)

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
OVEN = Observed(
    {"PIZZA": [Prepared("b-2", "oven", 9, 40), Prepared("b-1", "oven", 10, 8)]},
    {"oven": Pace(12, 2)},
)


def line(
    plu: str = "PIZZA", *, begun: int | None = None, order: int = 1, pieces: int = 1, **changes: Any
) -> OpenLine:
    """At the oven, seen for ten minutes; begun so many minutes ago."""
    begun_at = None if begun is None else NOW - timedelta(minutes=begun)
    since = NOW - timedelta(minutes=10)
    made = OpenLine("oven", "b-1", plu, UUID(int=order), since, begun_at, pieces, None)
    return made._replace(**changes)


@pytest.mark.parametrize(
    ("brand", "station", "menu", "found"),
    [
        ("b-1", "oven", 12, (Minutes(10, MinutesBasis.OBSERVED, 8), "oven")),
        ("b-1", None, 12, (Minutes(10, MinutesBasis.OBSERVED, 8), "oven")),
        (None, None, None, (Minutes(9, MinutesBasis.OBSERVED, 40), "oven")),
        ("b-1", "grill", 12, (Minutes(12, MinutesBasis.MENU), "grill")),
        ("b-3", None, 12, (Minutes(12, MinutesBasis.MENU), None)),
        ("b-3", None, None, (Minutes(15, MinutesBasis.DEFAULT), None)),
    ],
)
def test_a_product_takes_what_was_observed_else_what_the_menu_says(
    brand: str | None, station: str | None, menu: int | None, found: object
) -> None:
    assert expected(OVEN, "PIZZA", brand, station, menu) == found


def test_without_a_brand_only_those_of_the_caller_are_looked_at() -> None:
    assert expected(OVEN, "PIZZA", None, None, None, {"b-1"})[0].minutes == 10
    assert expected(OVEN, "PIZZA", None, None, None, {"b-3"})[0].basis is MinutesBasis.DEFAULT


@pytest.mark.parametrize(
    ("lines", "ahead"),
    [
        ([], {}),
        ([line()], {"oven": 5}),
        ([line(begun=4), line(begun=30)], {"oven": 3}),  # what is left, and never less than nothing
        ([line(pieces=3), line("UNHEARD")], {"oven": 22.5}),
        ([line(station="bar")], {"bar": 15}),
    ],
)
def test_ahead_is_what_is_left_of_the_lines_shared_by_as_many_as_are_made_at_once(
    lines: list[OpenLine], ahead: dict[str, float]
) -> None:
    assert minutes_ahead(lines, OVEN, NOW) == ahead


def test_a_load_counts_the_callers_lines_and_waits_for_all() -> None:
    others = line(brand_id="b-2")._replace(open_since=NOW - timedelta(minutes=20))

    (all_of_them,) = loads([line(), line(begun=0), others], OVEN, NOW)
    (own,) = loads([line(), line(begun=0), others], OVEN, NOW, {"b-1"})

    assert all_of_them == StationLoad(
        station="oven",
        lines=3,
        ordered=2,
        preparing=1,
        orders=1,
        oldest_since=NOW - timedelta(minutes=20),
        at_once=2,
        minutes_ahead=14.5,
        minutes=26.5,
    )
    assert (own.lines, own.ordered, own.preparing, own.minutes) == (2, 1, 1, 26.5)
    assert own.oldest_since == NOW - timedelta(minutes=10)


def test_a_station_with_nothing_to_do_takes_its_usual_time() -> None:
    (oven,) = loads([], OVEN, NOW)

    assert (oven.lines, oven.oldest_since, oven.minutes_ahead, oven.minutes) == (0, None, 0, 12)


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        ([WantedLine("oven", 10, 1)], [StationQuote("oven", 5, 15)]),
        ([WantedLine("oven", 10, 1), WantedLine("oven", 4, 2)], [StationQuote("oven", 5, 15)]),
        ([WantedLine("oven", 10, 5)], [StationQuote("oven", 5, 30)]),
        (
            [WantedLine(None, 3, 1), WantedLine("bar", 2, 2)],
            [StationQuote("bar", 0, 4), StationQuote(None, 0, 3)],
        ),
        ([], []),
    ],
)
def test_what_is_ordered_takes_its_longest_line_or_all_its_pieces(
    wanted: list[WantedLine], quotes: list[StationQuote]
) -> None:
    assert quoted(wanted, {"oven": 5}, OVEN) == quotes


def test_the_slowest_station_counts_rounded_up() -> None:
    assert slowest([StationQuote("oven", 0, 7.1), StationQuote("bar", 0, 3)]) == 8
    assert slowest([], 15) == 15
