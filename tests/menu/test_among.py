"""A product's PLU can stand in an address, and what stands in one list suits the rest of it."""

import pytest
from pydantic import TypeAdapter, ValidationError

from huuva_backend.menu.among import ListedPlu, ProductCurrency, ProductPlu, one_list

PLU = TypeAdapter[str](ProductPlu)
LISTED = TypeAdapter[list[str]](list[ListedPlu])
CURRENCIES = TypeAdapter[list[str]](list[ProductCurrency])


@pytest.mark.parametrize(
    "plu", ["PIZZA-1", "a/b", "/", "a//b/", "imagesque", "my modifiers", "Stations", "%2F", "ä?#"]
)
def test_a_plu_may_be_nearly_anything(plu: str) -> None:
    assert PLU.validate_python(plu) == plu


@pytest.mark.parametrize(
    "plu", ["images", "modifiers", "stations", "a/modifiers", "stations/x", "a/images/b", " images"]
)
def test_a_plu_does_not_hold_the_name_of_what_belongs_to_a_product(plu: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PLU.validate_python(plu)

    assert [error["type"] for error in refused.value.errors()] == ["reserved_segment"]


def test_every_repeat_in_a_list_is_told() -> None:
    with one_list(), pytest.raises(ValidationError) as refused:
        LISTED.validate_python(["A", "B", " A ", "a", "B", "A"])

    assert [error["loc"] for error in refused.value.errors()] == [(2,), (4,), (5,)]


def test_lists_do_not_know_of_each_other() -> None:
    with one_list():
        LISTED.validate_python(["A"])
        with one_list():
            LISTED.validate_python(["A"])
        with pytest.raises(ValidationError):
            LISTED.validate_python(["A"])


@pytest.mark.parametrize(("currency", "wrong"), [("EUR", [1]), ("SEK", [0]), (None, [])])
def test_a_currency_is_the_product_s_where_that_is_known(
    currency: str | None, wrong: list[int]
) -> None:
    found = []
    with one_list(currency):
        try:
            CURRENCIES.validate_python(["EUR", "SEK"])
        except ValidationError as refused:
            found = [error["loc"][0] for error in refused.errors()]

    assert found == wrong
