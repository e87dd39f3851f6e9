"""Customers on the wire: who is meant, and what is known of one."""

from typing import Annotated, Any, Final, Self
from uuid import UUID

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from huuva_backend.customers.customer import Erased, Exported, Named
from huuva_backend.orders.examples import ORDER
from huuva_backend.orders.schemas import OrderRead
from huuva_backend.platform.answers import writer
from huuva_backend.platform.schemas import EMPTY, Answer, Schema
from huuva_backend.platform.text import Text64

FEWEST_DIGITS: Final = 7
MOST_ORDERS: Final = 500


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


def _whole(number: str) -> str:
    if sum(char.isdigit() for char in number) < FEWEST_DIGITS:
        raise PydanticCustomError("phone_too_short", "Number should have at least 7 digits")
    return number


class CustomerNamed(Schema):
    """At least one of the three."""

    model_config = _example({"phone": "+358 40 1234567"})

    account: Annotated[Text64 | None, Field(description="All orders of the account")] = None
    phone: Annotated[
        Annotated[Text64, AfterValidator(_whole)] | None,
        Field(description="All orders with this number, however it was spelled"),
    ] = None
    order_ids: Annotated[
        list[UUID], Field(max_length=MOST_ORDERS, description="These orders, by our ids")
    ] = EMPTY

    @model_validator(mode="after")
    def _names_somebody(self) -> Self:
        if self.account is None and self.phone is None and not self.order_ids:
            raise PydanticCustomError(
                "nobody_named", "Input should have an account, a phone or orderIds"
            )
        return self

    def named(self) -> Named:
        return Named(self.account, self.phone, self.order_ids)


class ErasedRead(Answer):
    model_config = _example({"orders": 3, "copies": 2, "accountsLeft": []})

    orders: Annotated[int, Field(description="That tell of nobody any more")]
    copies: Annotated[
        int, Field(description="What else told of them: answers kept for retries, and the like")
    ]
    accounts_left: Annotated[
        list[str],
        Field(
            description="Accounts of these orders that have others too, so that their names stayed: erase "
            "them by `account` if they are the same customer's"
        ),
    ]


class ExportedRead(Answer):
    model_config = _example({"orders": [ORDER]})

    orders: list[OrderRead]


WRITE_ERASED: Final = writer(ErasedRead, Erased)
WRITE_EXPORTED: Final = writer(ExportedRead, Exported)
