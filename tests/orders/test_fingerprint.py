"""What is compared of an order and its retry."""

from typing import Any

import pytest
from pydantic_core import from_json

from huuva_backend.orders.fingerprint import differing, fingerprint
from huuva_backend.orders.schemas import OrderCreate
from tests.factories import item, order

FIRST = (
    '{"externalId":null,"created":null,"account":"account-1","brandId":"brand-1","channel":"direct",'
    '"channelOrderId":"R-1","channelOrderDisplayId":null,"locationId":"main",'
    '"customer":"0cf7cd0c758c44e7a5b05de0cf71d08f","deliveryAddress":"941dffce4e4308ceb33e87326003257d",'
    '"pickupTime":"2026-01-31T18:30:00Z","note":"941dffce4e4308ceb33e87326003257d",'
    '"items":"4e4288dc1b8ec135670bdbbfeb0d38f2","status":null,"statusHistory":[],'
    '"metadata":"6673e8f4e0950a60023cf251372a40b8"}'
)
"""What the first release wrote of the order below: all fields, defaults too, and no edition."""

SECOND = (
    '{"edition":2,"account":"account-1","brandId":"brand-1","channelOrderId":"R-1",'
    '"customer":"0cf7cd0c758c44e7a5b05de0cf71d08f","pickupTime":"2026-01-31T18:30:00Z",'
    '"items":"697769144eca99ddca2ea1e7b086c62c","metadata":"6673e8f4e0950a60023cf251372a40b8"}'
)
"""What a release wrote whose quantities were whole numbers, of the same order."""

PLACED: dict[str, Any] = order(
    channelOrderId="R-1",
    metadata={"table": 4},
    items=[
        item("A", modifiers=[{"plu": "X", "quantity": 2}]),
        item("B", unitPrice={"amount": 5, "currency": "EUR"}),
    ],
)
BODY = order(metadata={"a": 1, "b": [1.5, None]}, status="READY", items=[item("A"), item("B")])


@pytest.mark.parametrize(
    ("changes", "names"),
    [
        ({}, []),
        ({"metadata": {"b": [1.5, None], "a": 1}}, []),
        ({"status": 3, "pickupTime": "2026-01-31T20:30:00+02:00"}, []),
        ({"status": 2}, ["status"]),
        ({"metadata": {"a": 1, "b": [None, 1.5]}}, ["metadata"]),
        ({"channelOrderDisplayId": "#1"}, ["channelOrderDisplayId"]),
        (
            {"id": "x", "note": "y", "pickupTime": "2027-01-31T18:30:00Z"},
            ["externalId", "pickupTime", "note"],
        ),
        ({"items": [item("B"), item("A")]}, ["items"]),
    ],
)
def test_two_drafts_differ_in_what_they_say_and_not_in_how(
    changes: dict[str, Any], names: list[str]
) -> None:
    placed, posted = (OrderCreate.model_validate(body) for body in (BODY, BODY | changes))

    assert differing(posted, fingerprint(placed)) == names


@pytest.mark.parametrize(
    ("changes", "names"),
    [({}, []), ({"note": "x"}, ["note"]), ({"items": [item("A")]}, ["items"])],
)
def test_a_fingerprint_of_the_first_release_is_understood(
    changes: dict[str, Any], names: list[str]
) -> None:
    assert differing(OrderCreate.model_validate(PLACED | changes), FIRST) == names


def test_a_fingerprint_of_whole_quantities_is_written_and_understood_as_ever() -> None:
    placed = OrderCreate.model_validate(PLACED)

    assert fingerprint(placed) == SECOND
    assert differing(placed, SECOND) == []


@pytest.mark.parametrize(("quantity", "names"), [(0.35, []), (0.36, ["items"]), (1, ["items"])])
def test_a_part_is_compared_by_how_much_it_is(quantity: float, names: list[str]) -> None:
    placed = OrderCreate.model_validate(PLACED | {"items": [item("A", quantity=0.35)]})
    posted = OrderCreate.model_validate(PLACED | {"items": [item("A", quantity=quantity)]})

    assert differing(posted, fingerprint(placed)) == names


def test_2_and_2_0_are_one_quantity() -> None:
    placed, posted = (
        OrderCreate.model_validate(PLACED | {"items": [item("A", quantity=quantity)]})
        for quantity in (2, 2.0)
    )

    assert fingerprint(placed) == fingerprint(posted)


def test_a_field_that_a_later_release_adds_refuses_no_retry_under_way() -> None:
    class Later(OrderCreate):
        table: str | None = None

    placed = fingerprint(OrderCreate.model_validate(PLACED))

    assert differing(Later.model_validate(PLACED), placed) == []
    assert differing(Later.model_validate(PLACED), FIRST) == []
    assert differing(Later.model_validate(PLACED | {"table": "12"}), placed) == ["table"]


def test_it_keeps_no_default_and_nothing_that_may_tell_of_a_person() -> None:
    kept = from_json(fingerprint(OrderCreate.model_validate(PLACED)))

    assert {name: kept.pop(name) for name in ("customer", "items", "metadata")}.keys() == {
        "customer",
        "items",
        "metadata",
    }
    assert kept == {
        "edition": 2,
        "account": "account-1",
        "brandId": "brand-1",
        "channelOrderId": "R-1",
        "pickupTime": "2026-01-31T18:30:00Z",
    }
