"""Quantities are exact from the wire to the table and back."""

from decimal import Decimal
from typing import Any, cast

import pytest
from hypothesis import given, strategies
from pydantic import TypeAdapter, ValidationError

from huuva_backend.platform.http.body import parse_json
from huuva_backend.platform.quantity import (
    AnyQuantity,
    Quantity,
    number,
    of_thousandths,
    thousandths,
)

adapter = TypeAdapter[Quantity](AnyQuantity)


def read(digits: str) -> Any:
    values = cast(list[object], parse_json(f"[{digits}]".encode()))
    return adapter.validate_python(values[0])


@pytest.mark.parametrize(
    ("digits", "quantity"),
    [
        ("0.35", Decimal("0.35")),
        ("0.001", Decimal("0.001")),
        ("1e-3", Decimal("0.001")),
        ("0.350000", Decimal("0.35")),
        ("99998.999", Decimal("99998.999")),
        ("2", 2),
        ("2.0", 2),
        ("2e3", 2000),
        ("99999", 99_999),
    ],
)
def test_a_number_is_taken_as_it_was_written(digits: str, quantity: Quantity) -> None:
    found = read(digits)

    assert (found, type(found)) == (quantity, type(quantity))


@pytest.mark.parametrize(
    ("digits", "why"),
    [
        ("0", "greater_than"),
        ("-0.5", "greater_than"),
        ("99999.001", "less_than_equal"),
        ("1" + "0" * 300, "less_than_equal"),
        ("1e300", "less_than_equal"),
        ("0.0001", "decimal_max_places"),
        ("1e-300", "decimal_max_places"),
        ("0.30000000000000004", "decimal_max_places"),
        ("0.35000000000000000001", "decimal_max_places"),
        ("true", "number_type"),
        ("null", "number_type"),
        ('"0.35"', "number_type"),
        ("[1]", "number_type"),
    ],
)
def test_what_is_no_quantity_is_refused(digits: str, why: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(digits)

    assert refused.value.errors()[0]["type"] == why


@given(strategies.integers(1, 99_999_000))
def test_every_quantity_survives_its_writing(count: int) -> None:
    quantity = of_thousandths(count)

    assert isinstance(quantity, int) is (count % 1000 == 0)
    assert thousandths(quantity) == count
    assert read(repr(number(quantity))) == quantity
