from typing import Annotated

from pydantic import Field, StrictInt

from huuva_backend.platform.schemas import Schema

Currency = Annotated[
    str, Field(pattern="^[A-Z]{3}$", description="ISO 4217 code", examples=["EUR"])
]


class Money(Schema):
    """An amount in the currency's minor unit: 1190 EUR is 11.90 €."""

    amount: StrictInt = Field(ge=0, examples=[1190])
    currency: Currency


class Price(Money):
    """What one costs; many may come to more."""

    amount: StrictInt = Field(ge=0, le=1_000_000_000, examples=[1190])
