"""The lines of a ticket on the wire."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, JsonValue

from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.acceptance import AcceptOutcome
from huuva_backend.orders.history_schemas import ActorRead
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.platform.quantity import QuantityRead, Unit
from huuva_backend.platform.schemas import Answer


class TicketModifierFieldsRead(Answer):
    plu: Annotated[str | None, Field(description="Null only of a `NO`")]
    name: str | None
    quantity: Annotated[int, Field(description="For each of what it goes with")]
    action: ModifierAction
    portion: Portion
    note: str | None


class ThirdTicketModifierRead(TicketModifierFieldsRead):
    modifiers: Annotated[list[JsonValue], Field(max_length=0)]


class SecondTicketModifierRead(TicketModifierFieldsRead):
    modifiers: list[ThirdTicketModifierRead]


class TicketModifierRead(TicketModifierFieldsRead):
    modifiers: list[SecondTicketModifierRead]


class ToAcceptRead(Answer):
    by: Annotated[datetime, Field(description="Until when it waits for an answer")]
    outcome: Annotated[AcceptOutcome, Field(description="What becomes of it then")]


class ToCancelRead(Answer):
    reason: str | None
    requested_at: datetime
    requested_by: ActorRead


class ElsewhereRead(Answer):
    station: Annotated[str | None, Field(description="Null: what no station makes")]
    status: Annotated[
        ItemStatus,
        Field(description="Where all that it makes of the order stands, else PREPARING"),
    ]


class TicketItemRead(Answer):
    line: int
    parent_line: int | None
    bundle: Annotated[
        bool, Field(description="A heading over its parts, which are made; on whole tickets only")
    ]
    bundle_name: Annotated[
        str | None, Field(description="What the bundle is called that it is a part of")
    ]
    plu: str
    name: str
    quantity: Annotated[
        QuantityRead, Field(description="In all, also of a part of several bundles")
    ]
    unit: Unit | None
    note: str | None
    allergens: Annotated[list[str], Field(description="To be shown first, and never cut")]
    for_name: str | None
    modifiers: list[TicketModifierRead]
    station: str | None
    flags: list[str]
    course: int | None
    held: Annotated[bool, Field(description="Not to be begun before it is fired")]
    fired_at: Annotated[datetime | None, Field(description="Null where it was never held")]
    to_make: Annotated[bool, Field(description="False: it goes with what is made")]
    amended_at: Annotated[
        datetime | None,
        Field(description="When it was last changed or added; null: as it was placed"),
    ]
    status: ItemStatus
