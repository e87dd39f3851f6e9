from typing import Annotated

from pydantic import Field, StrictInt

from huuva_backend.platform.schemas import Schema

Currency = Annotated[
    str, Field(pattern="^[A-Z]{3}$", description="ISO 4217 code", examples=["EUR"])
]


class SignedMoney(Schema):
    """An amount in the currency's minor unit, below zero where it makes something cheaper."""

    amount: StrictInt = Field(examples=[-150])
    currency: Currency


class Money(SignedMoney):
    """An amount in the currency's minor unit: 1190 EUR is 11.90 €."""

    amount: StrictInt = Field(ge=0, examples=[1190])


class Price(Money):
    """What one costs; many may come to more."""

    amount: StrictInt = Field(ge=0, le=1_000_000_000, examples=[1190])


class SignedPrice(SignedMoney):
    """What one costs, or by how much it makes something cheaper."""

    amount: StrictInt = Field(ge=-1_000_000_000, le=1_000_000_000, examples=[-150])
