from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import StrictInt, TypeAdapter, ValidationError

from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.money import Price
from huuva_backend.platform.schemas import Instant, Schema

instant = TypeAdapter[datetime](Instant)


class Line(Schema):
    line_number: StrictInt


def error_of(value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        instant.validate_python(value)
    return caught.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        ("2021-07-22T20:08:02Z", "2021-07-22T20:08:02Z"),
        ("2021-07-22t20:08:02z", "2021-07-22T20:08:02Z"),
        ("2021-07-22T23:08:02+03:00", "2021-07-22T20:08:02Z"),
        ("2021-07-22T20:08:02.5-00:30", "2021-07-22T20:38:02.500000Z"),
        ("0001-01-01T00:00:01Z", "0001-01-01T00:00:01Z"),
        ("9999-12-31T23:59:59.999998999Z", "9999-12-31T23:59:59.999998Z"),
    ],
)
def test_a_time_with_an_offset_is_answered_in_utc(given: str, answered: str) -> None:
    assert instant.dump_json(instant.validate_python(given)) == f'"{answered}"'.encode()


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("2021-07-22T20:08:02", "instant_format"),
        ("2021-07-22", "instant_format"),
        ("2021-07-22T20:08Z", "instant_format"),
        ("1626984482", "instant_format"),
        ("٢٠٢١-07-22T20:08:02Z", "instant_format"),
        ("", "instant_format"),
        (1626984482, "instant_format"),
        (True, "instant_format"),
        (None, "instant_format"),
        ("2021-02-30T20:08:02Z", "instant_unknown"),
        ("2021-07-22T24:08:02Z", "instant_unknown"),
        ("2021-07-22T20:08:02+24:00", "instant_unknown"),
        ("0000-01-01T00:00:00Z", "instant_unknown"),
        ("0001-01-01T00:00:00+00:01", "instant_range"),
        ("9999-12-31T23:59:59-00:01", "instant_range"),
        ("0001-01-01T00:00:00Z", "instant_range"),
        ("9999-12-31T23:59:59.999999Z", "instant_range"),
    ],
)
def test_what_is_no_moment_is_refused(value: object, code: str) -> None:
    assert error_of(value) == code


def test_our_own_times_need_an_offset_too() -> None:
    eastern = datetime(2021, 7, 22, 23, tzinfo=timezone(timedelta(hours=3)))
    assert instant.validate_python(eastern).isoformat() == "2021-07-22T20:00:00+00:00"
    assert error_of(eastern.replace(tzinfo=None)) == "instant_naive"


def test_the_clock_is_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_a_schema_reads_both_cases_and_writes_camel_case() -> None:
    assert Line.model_validate({"lineNumber": 1}) == Line.model_validate({"line_number": 1})
    assert Line(line_number=1).model_dump_json() == '{"lineNumber":1}'


@pytest.mark.parametrize("number", ["1", 1.0, True])
def test_only_integers_are_integers(number: object) -> None:
    with pytest.raises(ValidationError, match="int_type"):
        Line.model_validate({"lineNumber": number})


def test_unknown_members_are_refused() -> None:
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Line.model_validate({"lineNumber": 1, "other": 1})


@pytest.mark.parametrize("amount", [0, 1190, 1_000_000_000])
def test_money_is_an_integer_of_the_minor_unit(amount: int) -> None:
    assert Price(amount=amount, currency="EUR").amount == amount


@pytest.mark.parametrize(
    ("amount", "currency"),
    [(-1, "EUR"), (1_000_000_001, "EUR"), (11.0, "EUR"), ("1", "EUR"), (1, "eur"), (1, "EUR\n")],
)
def test_other_money_is_refused(amount: object, currency: str) -> None:
    with pytest.raises(ValidationError):
        Price.model_validate({"amount": amount, "currency": currency})
