"""From a body to what placing it would write."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from huuva_backend.menu.modifier import Modifier
from huuva_backend.orders.context import Customer, DeliveryAddress
from huuva_backend.orders.drafting import draft
from huuva_backend.orders.history import Actor
from huuva_backend.orders.order import OrderDraft
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.schemas import OrderCreate
from huuva_backend.orders.totals import Sum
from huuva_backend.platform.money import SignedPrice
from tests.factories import SAMPLE, item, order

NOW = datetime(2026, 1, 31, 18, 30, tzinfo=UTC)
ID = UUID("01890a5d-ac96-774b-bcce-b302099a8057")


def drafted(body: dict[str, Any]) -> OrderDraft:
    return draft(
        OrderCreate.model_validate(body),
        {},
        ID,
        by=Actor("partner", "wolt"),
        now=NOW,
        policy=Policy(),
    )


def test_the_sample_is_drafted_whole() -> None:
    sample = drafted(SAMPLE).order

    assert (sample.id, sample.external_id) == (ID, "60f87ea2a52dad8a3fa4860")
    assert sample.customer == Customer("John Doe", "+123456789", None)
    assert sample.delivery_address == DeliveryAddress("Huuvatie 1", "Helsinki", "00100", None, None)
    assert [(line.line, line.plu, line.quantity) for line in sample.items] == [
        (1, "CAT1-0001", 1),
        (2, "CAT2-0001", 1),
    ]
    assert (sample.status, len(sample.claims)) == ("RECEIVED", 2)
    assert sample.total is None


def test_prices_and_extras_are_taken_over() -> None:
    price = {"amount": 1190, "currency": "EUR"}
    extra = {"plu": "CHEESE", "quantity": 2, "unitPrice": price | {"amount": 50}}

    priced = drafted(order(items=[item("BURGER", unitPrice=price, modifiers=[extra])])).order

    assert priced.items[0].modifiers == [
        Modifier("CHEESE", None, 2, SignedPrice(amount=50, currency="EUR"))
    ]
    assert priced.total == Sum(1290, "EUR")


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
    customer = drafted(order(customer={"name": "J", "phoneNumber": number})).order.customer

    assert customer == Customer("J", number, e164)


@pytest.mark.parametrize(
    ("given", "created"),
    [
        ({"created": "2026-01-31T18:00:00Z"}, "2026-01-31T18:00:00+00:00"),
        (
            {"statusHistory": [{"status": 1, "timestamp": "2026-01-31T17:00:00Z"}]},
            "2026-01-31T17:00:00+00:00",
        ),
        ({}, "2026-01-31T18:30:00+00:00"),
    ],
)
def test_an_order_is_as_old_as_it_says_or_as_its_history(
    given: dict[str, Any], created: str
) -> None:
    assert str(drafted(order(**given)).order.created_at).replace(" ", "T") == created
