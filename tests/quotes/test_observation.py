"""What is concluded from how long lines were in preparation."""

from datetime import UTC, datetime, timedelta

import pytest

from huuva_backend.quotes.observation import (
    Observed,
    Pace,
    Preparation,
    Prepared,
    at_once,
    observed,
    percentile,
)

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)


def prepared(begun: float, ended: float, pieces: int = 1, plu: str = "PIZZA") -> Preparation:
    """From one minute after noon to another."""
    end = NOON + timedelta(minutes=ended)
    return Preparation("b-1", plu, "oven", end, (ended - begun) * 60, pieces)


@pytest.mark.parametrize(
    ("values", "found"),
    [([7], 7), ([10, 5], 9), ([12, 4, 10, 6, 8], 10.4), ([1] * 9 + [99], 1)],
)
def test_the_80th_percentile_is_interpolated(values: list[float], found: float) -> None:
    assert percentile(values) == pytest.approx(found)


def test_of_fewer_than_five_nothing_is_concluded() -> None:
    four = [prepared(at, at + 10) for at in range(4)]

    assert observed(four) == Observed()
    assert observed([*four, prepared(4, 14)]) == Observed(
        {"PIZZA": [Prepared("b-1", "oven", 10, 5)]}, {"oven": Pace(10, 4)}
    )


def test_products_share_the_pace_of_their_station() -> None:
    rows = [prepared(at, at + 5) for at in range(0, 25, 5)]
    rows += [prepared(at, at + 20, plu="CALZONE") for at in range(100, 200, 20)]

    found = observed(rows)

    assert found.products["PIZZA"] == [Prepared("b-1", "oven", 5, 5)]
    assert found.products["CALZONE"] == [Prepared("b-1", "oven", 20, 5)]
    assert found.stations == {"oven": Pace(20, 1)}


def test_what_was_prepared_most_often_comes_first() -> None:
    rows = [prepared(at, at + 5) for at in range(5)]
    others = [each._replace(brand_id="b-2") for each in [*rows, prepared(9, 14)]]

    assert [each.brand_id for each in observed([*rows, *others]).products["PIZZA"]] == [
        "b-2",
        "b-1",
    ]


@pytest.mark.parametrize(
    ("rows", "many"),
    [
        ([prepared(at, at + 5) for at in range(0, 25, 5)], 1),  # each makes room for the next
        ([prepared(0, 5) for _ in range(5)], 5),  # begun together
        ([prepared(0, 5, pieces=3), prepared(1, 4, pieces=2)], 3),  # 3, then 5
        ([prepared(0, 9), prepared(1, 9), prepared(2, 9), prepared(3, 9), prepared(20, 29)], 3),
        ([prepared(0, 0)], 1),
    ],
)
def test_as_many_are_prepared_at_once_as_in_the_busier_cases(
    rows: list[Preparation], many: int
) -> None:
    assert at_once(rows) == many
