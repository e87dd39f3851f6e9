"""Lines on the wire as far as their lives go: bundles and their parts, courses, what a kitchen makes."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, Final, NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from huuva_backend.orders.order import OriginKind
from huuva_backend.platform.schemas import Answer, Schema

M = TypeVar("M", bound=BaseModel)

MAX_LINES: Final = 500
PARTS: Final = Field(
    max_length=MAX_LINES,
    description="The parts of a bundle: lines of their own, each `quantity` for one of the bundle",
)
Course = Annotated[StrictInt, Field(ge=1, le=9)]
LineNumber = Annotated[StrictInt, Field(ge=1, le=MAX_LINES)]


def _without_default(schema: dict[str, Any]) -> None:
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


class FiringCreate(Schema):
    """What to fire: a course, or some lines. A bundle stands for its parts."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"course": 2}],
            "oneOf": [{"required": ["course"]}, {"required": ["lines"]}],
        }
    )

    course: Annotated[Course, Field(json_schema_extra=_without_default)] = 0
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


def lines_of(items: Sequence[BaseModel]) -> list[PostedLine]:
    """All lines, numbered in the order in which they were sent: a bundle before its parts."""
    found: list[PostedLine] = []

    def take(posted: BaseModel, place: str, bundle: PostedLine | None) -> None:
        line = PostedLine(len(found) + 1, bundle and bundle.line, place, posted, bundle)
        found.append(line)
        for position, part in enumerate(parts_of(posted)):
            take(part, f"{place}/items/{position}", line)

    for position, item in enumerate(items):
        take(item, f"/items/{position}", None)
    return found


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
