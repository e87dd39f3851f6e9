import pytest

from huuva_backend.platform.rate import Rate, rate_of


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("1/second", Rate(1, 1)),
        ("600/minute", Rate(600, 60)),
        ("9999999/hour", Rate(9_999_999, 3600)),
    ],
)
def test_a_rate_is_a_number_and_a_unit(text: str, rate: Rate) -> None:
    assert rate_of(text) == rate


@pytest.mark.parametrize("text", ["", "600", "0/minute", "600/day", "600/minute\n", "-1/hour"])
def test_what_is_none_is_told_what_one_is(text: str) -> None:
    with pytest.raises(ValueError, match="must be like 600/minute"):
        rate_of(text)
