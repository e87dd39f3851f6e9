"""On the wire: whether the kitchen takes an order."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import AfterValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from huuva_backend.orders.acceptance import OURS, AcceptanceState, AcceptOutcome, DenialReason
from huuva_backend.orders.history_schemas import ActorRead
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Prose255

GIVEN: Final = [reason.value for reason in DenialReason if reason not in OURS]


def _given(reason: DenialReason) -> DenialReason:
    if reason in OURS:
        raise PydanticCustomError(
            "denial_reason", "Input should be one of {known}", {"known": ", ".join(GIVEN)}
        )
    return reason


class DenialCreate(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"reason": "OUT_OF_STOCK", "text": "no salmon left"}]}
    )

    reason: Annotated[
        DenialReason,
        AfterValidator(_given),
        WithJsonSchema({"type": "string", "enum": GIVEN}),
    ]
    text: Annotated[Prose255 | None, Field(description="What a code can't say")] = None


class AcceptanceRead(Answer):
    """`MOOT`: it was cancelled before anybody answered. Who begins an order has accepted it."""

    state: AcceptanceState
    by: Annotated[datetime, Field(description="Until when the kitchen may answer: `acceptBy`")]
    outcome: Annotated[
        AcceptOutcome, Field(description="What becomes of it where nobody does: `acceptOutcome`")
    ]
    decided_at: datetime | None
    decided_by: Annotated[
        ActorRead | None, Field(description="`system:acceptance` where nobody answered in time")
    ]
    reason: Annotated[DenialReason | None, Field(description="Of a denial")]
    text: Annotated[str | None, Field(description="What was said beside it")]
