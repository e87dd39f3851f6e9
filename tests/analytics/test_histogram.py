from collections import Counter

from hypothesis import given, strategies

from huuva_backend.analytics.histogram import (
    BOUND,
    MICROSECONDS,
    SIZE_BITS,
    Bin,
    bin_of,
    bins,
    percentiles,
)
from tests.analytics.recount import percentile

lengths = strategies.lists(
    strategies.integers(0, 400 * 365 * 86_400 * MICROSECONDS), min_size=1, max_size=60
)
SHARES = (0.5, 0.9, 0.95)


@given(strategies.integers(1, 2**58))
def test_what_a_bin_stands_for_is_within_the_bound(microseconds: int) -> None:
    value = Bin(bin_of(microseconds), 1).value * MICROSECONDS

    assert abs(value - microseconds) <= BOUND * microseconds


@given(lengths)
def test_percentiles_are_within_the_bound(told: list[int]) -> None:
    sizes = Counter(map(bin_of, told))
    entries = [(number << SIZE_BITS) + size for number, size in sizes.items()]

    found = percentiles(bins(entries), SHARES, max(told) / MICROSECONDS)

    for share, value in zip(SHARES, found, strict=True):
        exact = percentile(told, share)
        assert abs(value - exact) <= BOUND * exact + 1e-9


def test_a_percentile_is_never_longer_than_the_longest() -> None:
    assert percentiles([Bin(bin_of(600_000_000), 3)], SHARES, 600.0) == [600.0] * 3


def test_no_length_has_a_bin_of_its_own() -> None:
    assert (bin_of(0), Bin(0, 5).value) == (0, 0.0)
