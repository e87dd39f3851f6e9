"""Deliverect's order, as its POS and KDS webhooks send it (developers.deliverect.com, "Order Notification")."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictBool, StrictInt
from pydantic.alias_generators import to_camel

from huuva_backend.integrations.foreign import (
    Amount,
    Foreign,
    ForeignId,
    ForeignName,
    ForeignProse,
    ForeignStreet,
    PriceAmount,
)
from huuva_backend.orders.line_schemas import MAX_LINES
from huuva_backend.platform.phone import PhoneNumber
from huuva_backend.platform.quantity import AnyQuantity
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.text import Plu, Text64

EXAMPLE: Final[dict[str, Any]] = {
    "_id": "62aa0e5f3b7c1d0011223344",
    "channelOrderId": "UE-7731-4206",
    "channelOrderDisplayId": "4206",
    "posLocationId": "kallio",
    "status": 10,
    "orderType": 2,
    "channel": 7,
    "pickupTime": "2026-01-31T18:30:00Z",
    "deliveryIsAsap": True,
    "customer": {"name": "Aino Virtanen", "phoneNumber": "+358401234567"},
    "deliveryAddress": {"street": "Huuvatie", "streetNumber": "1", "city": "Helsinki"},
    "orderIsAlreadyPaid": True,
    "payment": {"amount": 2240, "type": 0},
    "decimalDigits": 2,
    "note": "",
    "items": [
        {
            "plu": "MENU-1",
            "name": "Burger menu",
            "price": 1590,
            "quantity": 1,
            "productType": 4,
            "subItems": [
                {
                    "plu": "BURGER",
                    "name": "Burger",
                    "price": 0,
                    "quantity": 1,
                    "productType": 1,
                    "remark": "well done",
                    "subItems": [
                        {
                            "plu": "BACON",
                            "name": "Bacon",
                            "price": 200,
                            "quantity": 1,
                            "productType": 2,
                        }
                    ],
                },
                {"plu": "COLA", "name": "Cola", "price": 0, "quantity": 1, "productType": 1},
            ],
        }
    ],
    "deliveryCost": 390,
    "tip": 60,
    "discountTotal": 0,
}


class DeliverectSchema(Foreign):
    model_config = ConfigDict(alias_generator=to_camel, validate_by_name=True)


class DeliverectItem(DeliverectSchema):
    plu: Plu
    name: ForeignName = None
    price: PriceAmount = 0
    quantity: AnyQuantity
    product_type: Annotated[
        StrictInt | None,
        Field(description="1 a product, 2 a modifier, 3 a group of modifiers, 4 a bundle"),
    ] = None
    remark: ForeignProse = None
    sub_items: Annotated[
        list["DeliverectItem"],
        Field(max_length=50, description="Modifiers, and the products of a bundle"),
    ] = []


class DeliverectCustomer(DeliverectSchema):
    name: ForeignName = None
    phone_number: PhoneNumber = None


class DeliverectAddress(DeliverectSchema):
    street: ForeignStreet = None
    street_number: ForeignId = None
    postal_code: ForeignId = None
    city: ForeignName = None
    country: ForeignId = None
    extra_address_info: ForeignProse = None


class DeliverectPayment(DeliverectSchema):
    amount: Amount = 0
    due: Amount = 0
    type: StrictInt | None = None


class DeliverectDiscount(DeliverectSchema):
    name: ForeignName = None
    amount: Amount = 0


class DeliverectOrder(DeliverectSchema):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    own_id: Annotated[Text64, Field(alias="_id")]
    channel_order_id: Text64
    channel_order_display_id: ForeignId = None
    pos_location_id: Annotated[
        ForeignId, Field(description="The location, unless the address names it")
    ] = None
    location: Annotated[ForeignId, Field(description="Where `posLocationId` is blank")] = None
    status: Annotated[StrictInt | None, Field(description="One that we don't know is as none")] = (
        None
    )
    order_type: StrictInt | None = None
    channel: StrictInt | None = None
    pickup_time: Instant | None = None
    customer: DeliverectCustomer | None = None
    delivery_address: DeliverectAddress | None = None
    order_is_already_paid: StrictBool | None = None
    payment: DeliverectPayment | None = None
    decimal_digits: Annotated[StrictInt, Field(ge=0, le=6)] = 2
    note: ForeignProse = None
    table: Annotated[StrictInt, Field(ge=0, lt=10**9)] | ForeignId = None
    number_of_customers: Annotated[StrictInt | None, Field(ge=0, le=999)] = None
    items: Annotated[list[DeliverectItem], Field(min_length=1, max_length=MAX_LINES)]
    delivery_cost: Amount = 0
    service_charge: Amount = 0
    bag_fee: Amount = 0
    tip: Amount = 0
    driver_tip: Amount = 0
    discount_total: Annotated[Amount, Field(description="Below zero")] = 0
    discounts: Annotated[list[DeliverectDiscount], Field(max_length=50)] = []
