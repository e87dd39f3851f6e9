"""On the wire: a partner asks for an order to be cancelled, and the kitchen decides."""

from datetime import datetime
from typing import Annotated

from pydantic import ConfigDict, Field

from huuva_backend.orders.cancellation import CancellationState
from huuva_backend.orders.history_schemas import ActorRead
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Prose255


class CancellationRequestCreate(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "ordered twice"}]})

    reason: Prose255 | None = None


class CancellationRefusalCreate(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [{"reason": "in the oven already"}]})

    reason: Prose255 | None = None


class CancellationRequestRead(Answer):
    """`MOOT`: the order was closed before anybody decided."""

    state: CancellationState
    reason: Annotated[str | None, Field(description="Why it was asked for")]
    requested_at: datetime
    requested_by: ActorRead
    decided_at: datetime | None
    decided_by: ActorRead | None
    refusal_reason: Annotated[str | None, Field(description="Why not")]
