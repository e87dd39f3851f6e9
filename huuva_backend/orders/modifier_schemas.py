"""Modifiers of a line on the wire, three levels in all."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field, JsonValue, StrictInt, ValidationInfo, field_validator
from pydantic_core import PydanticKnownError

from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.platform.money import SignedMoney, SignedPrice
from huuva_backend.platform.schemas import EMPTY, Answer, Schema
from huuva_backend.platform.text import Plu, Prose1000, Text255


class ModifierFields(Schema):
    """What is asked of a modifier at any level; for each of what it goes with."""

    action: ModifierAction = ModifierAction.ADD
    name: Text255 | None = None
    plu: Annotated[
        Plu | None, Field(validate_default=True, description="A `NO` may bring its name instead")
    ] = None
    quantity: Annotated[StrictInt, Field(ge=1, le=99)] = 1
    unit_price: Annotated[
        SignedPrice | None, Field(description="May be negative, for what makes it cheaper")
    ] = None
    portion: Annotated[Portion, Field(description="The part that it is for")] = Portion.WHOLE
    note: Prose1000 | None = None

    @field_validator("plu")
    @classmethod
    def _named(cls, plu: str | None, info: ValidationInfo) -> str | None:
        left_out = info.data.get("action") is ModifierAction.NO and info.data.get("name")
        if plu is None and not left_out:
            raise PydanticKnownError("missing")
        return plu

    @property
    def inner(self) -> Sequence["ModifierFields"]:
        return ()


class ThirdModifierCreate(ModifierFields):
    modifiers: Annotated[
        list[JsonValue], Field(max_length=0, description="There are three levels in all")
    ] = []


class SecondModifierCreate(ModifierFields):
    modifiers: Annotated[list[ThirdModifierCreate], Field(max_length=50)] = EMPTY

    @property
    def inner(self) -> Sequence[ModifierFields]:
        return self.modifiers


class ModifierCreate(ModifierFields):
    modifiers: Annotated[list[SecondModifierCreate], Field(max_length=50)] = EMPTY

    @property
    def inner(self) -> Sequence[ModifierFields]:
        return self.modifiers


class ModifierFieldsRead(Answer):
    plu: Annotated[str | None, Field(description="Null only of a `NO`")]
    name: str | None
    quantity: Annotated[int, Field(description="For each of what it goes with")]
    unit_price: SignedMoney | None
    action: ModifierAction
    portion: Portion
    note: str | None


class ThirdModifierRead(ModifierFieldsRead):
    modifiers: Annotated[list[JsonValue], Field(max_length=0)]


class SecondModifierRead(ModifierFieldsRead):
    modifiers: list[ThirdModifierRead]


class ModifierRead(ModifierFieldsRead):
    modifiers: list[SecondModifierRead]
