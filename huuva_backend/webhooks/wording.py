"""In whose words an endpoint is told."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from huuva_backend.partners.dialect import Dialect


class Wording(StrEnum):
    NATIVE = "native"
    DELIVERECT = Dialect.DELIVERECT
    UBER_EATS = Dialect.UBER_EATS


Worded = Annotated[
    Wording,
    Field(
        description="In whose words it is told. Of a platform `url` is the address of its API: each message is sent to the "
        "platform's own path below it, and events for which it has no word are not sent"
    ),
]
