"""What goes with a line of an order or is left out of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from huuva_backend.platform.money import SignedMoney


class ModifierAction(StrEnum):
    ADD = "ADD"
    EXTRA = "EXTRA"
    LIGHT = "LIGHT"
    NO = "NO"
    SIDE = "SIDE"
    SUBSTITUTE = "SUBSTITUTE"


class Portion(StrEnum):
    """Which part of what it goes with it is for."""

    WHOLE = "WHOLE"
    LEFT = "LEFT"
    RIGHT = "RIGHT"


@dataclass(slots=True)
class Modifier:
    """So many for each of what it goes with, which may be a modifier too. Only a `NO` may be without a PLU."""

    plu: str | None
    name: str | None
    quantity: int
    unit_price: SignedMoney | None
    action: ModifierAction = ModifierAction.ADD
    portion: Portion = Portion.WHOLE
    note: str | None = None
    modifiers: Sequence["Modifier"] = field(default_factory=list)
