from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given, strategies

from huuva_backend.analytics.levels import DAY, LEVELS, ORIGIN, Piece, Run, plan, whole_cells

moments = strategies.integers(0, 2**31).map(lambda second: datetime.fromtimestamp(second, UTC))
WIDTH = {level.number: level.width for level in LEVELS}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_period_is_filled_by_the_widest_cells_that_fit() -> None:
    found = plan([at("2026-01-30 22:50"), at("2026-02-02 01:20")])

    assert found.runs == [
        Run(2, at("2026-01-30 23:00"), at("2026-01-31 00:00")),
        Run(4, at("2026-01-31 00:00"), at("2026-02-02 00:00")),
        Run(2, at("2026-02-02 00:00"), at("2026-02-02 01:00")),
        Run(1, at("2026-02-02 01:00"), at("2026-02-02 01:15")),
    ]
    assert found.pieces == [
        Piece(at("2026-01-30 22:50"), at("2026-01-30 23:00")),
        Piece(at("2026-02-02 01:15"), at("2026-02-02 01:20")),
    ]


def test_what_no_quarter_tells_apart_comes_from_history() -> None:
    found = plan([at("2026-01-30 22:30"), at("2026-01-31 01:00")], ["brand"])

    assert found.runs == [Run(3, at("2026-01-30 23:00"), at("2026-01-31 01:00"))]
    assert found.pieces == [Piece(at("2026-01-30 22:30"), at("2026-01-30 23:00"))]


def test_days_of_another_clock_are_hours_in_one_run() -> None:
    midnights = [at("2026-03-28 22:00"), at("2026-03-29 21:00"), at("2026-03-30 21:00")]

    assert plan(midnights).runs == [Run(2, midnights[0], midnights[-1])]


def test_days_in_kathmandu_are_quarters_at_their_edges() -> None:
    midnights = [at("2026-01-30 18:15"), at("2026-01-31 18:15")]

    assert plan(midnights).pieces == []
    assert [run.level for run in plan(midnights).runs] == [1, 2, 1]


@given(
    strategies.lists(moments, min_size=2, max_size=6, unique=True),
    strategies.sets(strategies.sampled_from(("brand", "channel"))),
)
def test_every_instant_is_covered_once_by_whole_cells_within_a_bucket(
    edges: list[datetime], dimensions: set[str]
) -> None:
    edges.sort()

    found = plan(edges, dimensions)

    parts = sorted((part[-2], part[-1]) for part in (*found.runs, *found.pieces))
    assert (parts[0][0], parts[-1][1]) == (edges[0], edges[-1])
    assert all(one[1] == following[0] for one, following in pairwise(parts))
    for run in found.runs:
        width = WIDTH[run.level]
        assert (run.begin - ORIGIN) % width == (run.end - ORIGIN) % width == timedelta()
        for edge in edges:
            assert not run.begin < edge < run.end or (edge - ORIGIN) % width == timedelta()


def test_whole_cells_are_those_of_every_level() -> None:
    begin, end = whole_cells(at("2026-01-06 22:50"), at("2026-01-20 01:20"))

    assert end - begin == 28 * DAY
    assert all((begin - ORIGIN) % level.width == timedelta() for level in LEVELS)
