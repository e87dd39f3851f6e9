"""Lines of an order on the wire: what each orders, bundles and their parts, courses, what is fired."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple, TypeVar
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    JsonValue,
    StrictBool,
    StrictInt,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from huuva_backend.orders.examples import ITEM, ORDER
from huuva_backend.orders.history_schemas import HistoryTotal, ItemClaim, ItemHistoryEntryRead
from huuva_backend.orders.item import OriginKind
from huuva_backend.orders.lifecycle import ItemStatus, OrderStatus
from huuva_backend.orders.modifier_schemas import ModifierCreate, ModifierRead
from huuva_backend.orders.statuses import AnyItemStatus
from huuva_backend.platform.money import Money, Price
from huuva_backend.platform.quantity import AnyQuantity, Quantity, QuantityRead, Unit, is_whole
from huuva_backend.platform.schemas import EMPTY, Answer, Schema
from huuva_backend.platform.text import Name64, Plu, Prose1000, Text255

M = TypeVar("M", bound=BaseModel)

MAX_LINES: Final = 500
PARTS: Final = Field(
    max_length=MAX_LINES,
    description="The parts of a bundle: lines of their own, each `quantity` for one of the bundle",
)
Allergens = Annotated[
    list[Name64],
    Field(max_length=50, description="Their names: shown first, and apart from any note"),
]
Course = Annotated[StrictInt, Field(ge=1, le=9)]
LineNumber = Annotated[StrictInt, Field(ge=1, le=MAX_LINES)]


def without_default(schema: dict[str, Any]) -> None:
    """What isn't given is no course: null and 0 aren't either."""
    del schema["default"]


class LineLife(Schema):
    course: Annotated[
        Course | None, Field(description="When it is served; left out: with its bundle")
    ] = None
    held: Annotated[
        StrictBool,
        Field(description="Not to be begun before it is fired; of a bundle: none of its parts"),
    ] = False
    to_make: Annotated[
        StrictBool | None,
        Field(
            description="False: no kitchen makes it, it goes with what is made. Left out: as the menu says, and then "
            "as the location says of lines without a station"
        ),
    ] = None


class LineCreate(LineLife):
    plu: Plu
    name: Annotated[
        Text255 | None, Field(description="May be left out where the PLU is on the brand's menu")
    ] = None
    unit: Annotated[
        Unit | None,
        Field(
            description="Of pieces the quantity is whole. Left out: pieces if it is whole, else it is "
            "taken as it is and answered as null"
        ),
    ] = None
    quantity: Annotated[AnyQuantity, Field(description="At most three decimal places")]
    note: Prose1000 | None = None
    allergens: Allergens = EMPTY
    for_name: Annotated[Name64 | None, Field(description="Whose it is, at the table")] = None
    unit_price: Annotated[
        Price | None, Field(description="What it was sold for; left out, the menu's price")
    ] = None
    modifiers: Annotated[list[ModifierCreate], Field(max_length=50)] = EMPTY
    status: AnyItemStatus | None = None
    status_history: Annotated[list[ItemClaim], Field(max_length=100)] = EMPTY

    @field_validator("quantity")
    @classmethod
    def _of_pieces(cls, quantity: Quantity, info: ValidationInfo) -> Quantity:
        if info.data.get("unit") is Unit.PIECE and not is_whole(quantity):
            raise PydanticCustomError("piece_not_whole", "Pieces should be a whole number")
        return quantity


class PartCreate(LineCreate):
    items: Annotated[list[LineCreate], PARTS] = EMPTY


class ItemCreate(LineCreate):
    items: Annotated[list[PartCreate], PARTS] = EMPTY


class OriginRead(Answer):
    kind: OriginKind
    from_line: Annotated[int | None, Field(description="Which line it was a part of")]


class LineLifeRead(Answer):
    parent_line: Annotated[int | None, Field(description="The bundle that it is a part of")]
    course: int | None
    held: Annotated[bool, Field(description="Waits to be fired")]
    fired_at: Annotated[datetime | None, Field(description="Null where it was never held")]
    to_make: Annotated[
        bool, Field(description="False: no kitchen makes it, it goes with what is made")
    ]
    origin: OriginRead
    amended_at: datetime | None


class LineRead(LineLifeRead):
    line: int
    plu: str
    name: str
    quantity: QuantityRead
    unit: Annotated[
        Unit | None, Field(description="Null: a part of something, nobody said of what")
    ]
    note: str | None
    allergens: list[str]
    for_name: str | None
    unit_price: Money | None
    modifiers: list[ModifierRead]
    station: str | None
    flags: Annotated[
        list[str],
        Field(
            description="What the menu says against a line that was sold elsewhere: `snoozed`, "
            "`unknown-modifier`, `too-many-modifiers`"
        ),
    ]
    status: ItemStatus
    status_history: list[ItemHistoryEntryRead]
    status_history_total: HistoryTotal


class PartOfPartRead(LineRead):
    items: Annotated[list[JsonValue], Field(max_length=0, description="Three levels are all")]


class PartRead(LineRead):
    items: list[PartOfPartRead]


class ItemRead(LineRead):
    items: Annotated[list[PartRead], Field(description="The parts of a bundle")]


class ItemMovedRead(ItemRead):
    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                ITEM | {"orderId": ORDER["id"], "orderStatus": "PREPARING", "orderVersion": 2}
            ]
        }
    )

    order_id: UUID
    order_status: OrderStatus
    order_version: int


class FiringCreate(Schema):
    """What to fire: a course, or some lines. A bundle stands for its parts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"course": 2}],
            "oneOf": [{"required": ["course"]}, {"required": ["lines"]}],
        }
    )

    course: Annotated[Course, Field(json_schema_extra=without_default)] = 0
    lines: Annotated[
        list[LineNumber], Field(default_factory=list, min_length=1, max_length=MAX_LINES)
    ]

    @model_validator(mode="after")
    def _one_of_both(self) -> "FiringCreate":
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("one_of", "Exactly one of course and lines should be given")
        return self


class PostedLine(NamedTuple):
    """A line as it is posted and where in the body: its number, its bundle's, and what it has from that."""

    line: int
    parent_line: int | None
    place: str
    posted: Any
    bundle: "PostedLine | None"

    @property
    def is_bundle(self) -> bool:
        return bool(parts_of(self.posted))

    @property
    def course(self) -> int | None:
        return self.posted.course or (self.bundle.course if self.bundle else None)

    @property
    def held(self) -> bool:
        return self.posted.held or (self.bundle is not None and self.bundle.held)

    @property
    def to_make(self) -> bool | None:
        """As it says, or its bundle."""
        if self.posted.to_make is None and self.bundle is not None:
            return self.bundle.to_make
        own: bool | None = self.posted.to_make
        return own

    @property
    def status(self) -> Any:
        return self.posted.status or (self.bundle.status if self.bundle else None)


def parts_of(posted: BaseModel) -> Sequence[Any]:
    """The innermost parts have none."""
    return getattr(posted, "items", ())


def lines_of(items: Sequence[BaseModel], places: Sequence[str] | None = None) -> list[PostedLine]:
    """All lines, numbered in the order in which they were sent: a bundle before its parts.

    `places` are those of some of the lines that were posted.
    """
    found: list[PostedLine] = []
    places = places or [f"/items/{position}" for position in range(len(items))]
    for item, place in zip(items, places, strict=True):
        _take(item, place, None, found)
    return found


def _take(
    posted: BaseModel, place: str, bundle: PostedLine | None, found: list[PostedLine]
) -> None:
    line = PostedLine(len(found) + 1, bundle and bundle.line, place, posted, bundle)
    found.append(line)
    for position, part in enumerate(parts_of(posted)):
        _take(part, f"{place}/items/{position}", line, found)


def _plain(items: Sequence[BaseModel]) -> Iterator[BaseModel]:
    for item in items:
        yield item
        yield from _plain(parts_of(item))


def few_lines(items: list[M]) -> list[M]:
    if sum(1 for _ in _plain(items)) > MAX_LINES:
        raise PydanticCustomError(
            "too_many_lines",
            "An order should have at most {most} lines, with all parts of bundles",
            {"most": MAX_LINES},
        )
    return items
