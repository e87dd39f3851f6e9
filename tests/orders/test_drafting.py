"""From a body to what placing it would write."""

from typing import Any
from uuid import UUID

import pytest

from huuva_backend.menu.pricing import Modifier
from huuva_backend.orders.drafting import differing, draft
from huuva_backend.orders.order import Customer, DeliveryAddress, OrderDraft
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.money import Money, Price
from tests.factories import SAMPLE, item, order

ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def drafted(body: dict[str, Any]) -> OrderDraft:
    return draft(OrderCreate.model_validate(body), {}, ID, utc_now())


def test_the_sample_is_drafted_whole() -> None:
    sample = drafted(SAMPLE)

    assert (sample.id, sample.external_id) == (ID, "60f87ea2a52dad8a3fa4860")
    assert sample.customer == Customer("John Doe", "+123456789", None)
    assert sample.delivery_address == DeliveryAddress("Huuvatie 1", "Helsinki", "00100", None, None)
    assert [(line.line, line.plu, line.quantity) for line in sample.items] == [
        (1, "CAT1-0001", 1),
        (2, "CAT2-0001", 1),
    ]
    assert (sample.opening.status, len(sample.opening.claims)) == ("RECEIVED", 2)
    assert sample.total is None


def test_prices_and_extras_are_taken_over() -> None:
    price = {"amount": 1190, "currency": "EUR"}
    extra = {"plu": "CHEESE", "quantity": 2, "unitPrice": price | {"amount": 50}}

    priced = drafted(order(items=[item("BURGER", unitPrice=price, modifiers=[extra])]))

    assert priced.items[0].modifiers == [
        Modifier("CHEESE", None, 2, Price(amount=50, currency="EUR"))
    ]
    assert priced.total == Money(amount=1290, currency="EUR")


@pytest.mark.parametrize(
    ("number", "e164"),
    [
        ("+358 40 123 4567", "+358401234567"),
        ("040 1234567", None),
        ("+123456789", None),
        ("call me", None),
        (None, None),
    ],
)
def test_a_number_is_never_a_reason_to_lose_an_order(number: str | None, e164: str | None) -> None:
    customer = drafted(order(customer={"name": "J", "phoneNumber": number})).customer

    assert customer == Customer("J", number, e164)


@pytest.mark.parametrize(
    ("given", "created"),
    [
        ({"created": "2026-01-31T18:00:00Z"}, "2026-01-31T18:00:00+00:00"),
        (
            {"statusHistory": [{"status": 1, "timestamp": "2026-01-31T17:00:00Z"}]},
            "2026-01-31T17:00:00+00:00",
        ),
        ({}, "None"),
    ],
)
def test_an_order_is_as_old_as_it_says_or_as_its_history(
    given: dict[str, Any], created: str
) -> None:
    assert str(drafted(order(**given)).created).replace(" ", "T") == created


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
    assert differing(drafted(BODY).fingerprint, drafted(BODY | changes).fingerprint) == names
