"""On the wire: for whom an order is, what it costs beside its lines, what is paid of it."""

from typing import Annotated, Any, Final, Self

from pydantic import ConfigDict, Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from huuva_backend.orders.totals import AdjustmentKind, PaymentStatus
from huuva_backend.platform.money import Money, SignedMoney
from huuva_backend.platform.phone import PhoneNumber
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Prose1000, Text64, Text255

LARGEST: Final = 1_000_000_000
FINDABLE: Final = ("street", "coordinates", "extraInfo", "extra_info")


class CustomerCreate(Schema):
    name: Text255 | None = None
    phone_number: PhoneNumber = None


def _degrees(most: int) -> Any:
    return Field(strict=True, ge=-most, le=most, allow_inf_nan=False)


class CoordinatesCreate(Schema):
    """Where it is, in decimal degrees."""

    latitude: Annotated[float, _degrees(90)]
    longitude: Annotated[float, _degrees(180)]


class DeliveryAddressCreate(Schema):
    """An address that can be found: with a street, coordinates or extra information."""

    model_config = ConfigDict(
        json_schema_extra={"not": {"properties": {key: {"type": "null"} for key in FINDABLE}}}
    )

    street: Text255 | None = None
    city: Text255 | None = None
    postal_code: Text64 | None = None
    country: Text64 | None = None
    extra_info: Prose1000 | None = None
    coordinates: CoordinatesCreate | None = None

    @model_validator(mode="after")
    def _can_be_found(self) -> Self:
        if self.street is None and self.coordinates is None and self.extra_info is None:
            raise PydanticCustomError(
                "address_not_findable", "Input should have a street, coordinates or extraInfo"
            )
        return self


class AdjustmentMoney(SignedMoney):
    amount: Annotated[int, Field(strict=True, ge=-LARGEST, le=LARGEST, examples=[-500])]


class PaidMoney(Money):
    amount: Annotated[int, Field(strict=True, ge=0, le=10**15, examples=[2780])]


class AdjustmentCreate(Schema):
    kind: AdjustmentKind
    name: Annotated[Text255 | None, Field(examples=["WELCOME5"])] = None
    amount: Annotated[
        AdjustmentMoney, Field(description="Negative where it makes the order cheaper")
    ]
    included: Annotated[StrictBool, Field(description="In the prices of the lines already")] = False


class PaymentCreate(Schema):
    """`PAID` without `paid` means the total, `UNPAID` nothing; `PARTLY` says how much."""

    status: PaymentStatus
    method: Annotated[Text64 | None, Field(examples=["card"])] = None
    paid: PaidMoney | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        amount = self.paid and self.paid.amount
        if self.status is PaymentStatus.UNPAID and amount:
            raise PydanticCustomError("payment_contradicts", "UNPAID has nothing paid")
        if self.status is PaymentStatus.PARTLY and not amount:
            raise PydanticCustomError("payment_contradicts", "PARTLY should say how much is paid")
        return self


class CustomerRead(Answer):
    name: str | None
    phone_number: str | None
    phone_number_e164: Annotated[
        str | None, Field(alias="phoneNumberE164", description="Null where the number isn't valid")
    ]


class CoordinatesRead(Answer):
    latitude: float
    longitude: float


class DeliveryAddressRead(Answer):
    street: str | None
    city: str | None
    postal_code: str | None
    country: str | None
    extra_info: str | None
    coordinates: CoordinatesRead | None


class SumRead(Answer):
    """An amount in the currency's minor unit, which may be negative."""

    amount: int
    currency: str


class AdjustmentRead(Answer):
    kind: AdjustmentKind
    name: str | None
    amount: SumRead
    included: bool


class PaymentRead(Answer):
    status: Annotated[
        PaymentStatus,
        Field(description="As told; once lines are cancelled or changed, what `paid` makes it"),
    ]
    method: str | None
    paid: Annotated[Money | None, Field(description="Null where the total isn't known either")]


class TotalsRead(Answer):
    """All of it computed by us from the lines and adjustments as they stand."""

    ordered: Annotated[SumRead, Field(description="All lines")]
    cancelled: Annotated[SumRead, Field(description="The lines that are CANCELLED")]
    items: Annotated[SumRead, Field(description="`ordered` less `cancelled`")]
    adjustments: Annotated[SumRead, Field(description="Those that aren't `included`")]
    total: Annotated[Money, Field(description="`items` and `adjustments`, never below zero")]
    paid: Money
    due: Annotated[Money, Field(description="`total` less `paid`, never below zero")]
