"""Uber Eats' order, as its Order API answers it (developer.uber.com, "Get Order Details")."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictInt

from huuva_backend.integrations.foreign import (
    Amount,
    Foreign,
    ForeignId,
    ForeignName,
    ForeignProse,
    ForeignWord,
    PriceAmount,
)
from huuva_backend.orders.line_schemas import MAX_LINES
from huuva_backend.platform.money import Currency
from huuva_backend.platform.phone import PhoneNumber
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.text import Plu, Text64

EXAMPLE: Final[dict[str, Any]] = {
    "id": "f2c1a0b4-8d0e-4a59-9c55-0f6f2a7d41e3",
    "display_id": "D41E3",
    "current_state": "CREATED",
    "type": "DELIVERY_BY_UBER",
    "store": {"id": "0a6b9c1e-55d1-4b5f-8a34-7f1fbb3f9a10", "external_reference_id": "kallio"},
    "eater": {"first_name": "Aino", "last_name": "V.", "phone": "+358 40 1234567"},
    "placed_at": "2026-01-31T18:02:11Z",
    "estimated_ready_for_pickup_at": "2026-01-31T18:22:00Z",
    "cart": {
        "special_instructions": "no cutlery",
        "items": [
            {
                "id": "burger-1",
                "external_data": "BURGER",
                "title": "Burger",
                "quantity": 2,
                "price": {"unit_price": {"amount": 1190, "currency_code": "EUR"}},
                "selected_modifier_groups": [
                    {
                        "id": "extras",
                        "selected_items": [
                            {
                                "id": "bacon-1",
                                "external_data": "BACON",
                                "title": "Bacon",
                                "quantity": 1,
                                "price": {"unit_price": {"amount": 200, "currency_code": "EUR"}},
                            }
                        ],
                        "removed_items": [{"id": "onion-1", "title": "Onion", "quantity": 1}],
                    }
                ],
                "special_instructions": "well done",
            }
        ],
    },
    "payment": {
        "charges": {
            "bag_fee": {"amount": 30, "currency_code": "EUR"},
            "total_promo_applied": {"amount": -300, "currency_code": "EUR"},
        }
    },
}


class UberMoney(Foreign):
    amount: Amount
    currency_code: Currency


class UberUnitPrice(UberMoney):
    amount: PriceAmount


class UberPrice(Foreign):
    unit_price: UberUnitPrice


class UberItem(Foreign):
    id: Plu
    external_data: Annotated[
        Plu | None, Field(description="The PLU; where it is missing, the `id` is")
    ] = None
    title: ForeignName = None
    quantity: Annotated[StrictInt, Field(ge=1, le=99)] = 1
    price: UberPrice | None = None
    selected_modifier_groups: Annotated[list["UberModifierGroup"] | None, Field(max_length=50)] = (
        None
    )
    special_instructions: ForeignProse = None


class UberModifierGroup(Foreign):
    selected_items: Annotated[list[UberItem] | None, Field(max_length=50)] = None
    removed_items: Annotated[list[UberItem] | None, Field(max_length=50)] = None


class UberCart(Foreign):
    items: Annotated[list[UberItem], Field(min_length=1, max_length=MAX_LINES)]
    special_instructions: ForeignProse = None


class UberStore(Foreign):
    id: Text64
    external_reference_id: Annotated[
        ForeignId, Field(description="The location, unless the address names it")
    ] = None


class UberEater(Foreign):
    first_name: ForeignWord = None
    last_name: ForeignWord = None
    phone: PhoneNumber = None


class UberCharges(Foreign):
    delivery_fee: UberMoney | None = None
    bag_fee: UberMoney | None = None
    small_order_fee: UberMoney | None = None
    tip: UberMoney | None = None
    total_promo_applied: UberMoney | None = None
    cash_amount_due: UberMoney | None = None


class UberPayment(Foreign):
    charges: UberCharges | None = None


class UberEatsOrder(Foreign):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    id: Text64
    display_id: ForeignId = None
    current_state: Annotated[ForeignId, Field(description="One that we don't know is as none")] = (
        None
    )
    type: ForeignId = None
    store: UberStore
    eater: UberEater | None = None
    placed_at: Instant | None = None
    estimated_ready_for_pickup_at: Instant | None = None
    cart: UberCart
    payment: UberPayment | None = None
