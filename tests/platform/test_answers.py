from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from pydantic_core import from_json

from huuva_backend.platform.answers import writer
from huuva_backend.platform.money import Money, Price
from huuva_backend.platform.schemas import Schema


class Doneness(StrEnum):
    RARE = "rare"


@dataclass(slots=True)
class Extra:
    plu: str


@dataclass
class Steak:
    id: UUID
    doneness: Doneness
    served_at: datetime | None
    unit_price: Price | None
    extras: list[Extra]
    best_extra: Extra | None
    secret: str = "not in the schema"

    @property
    def all_day(self) -> list[int]:
        return [1, 2]


class ExtraRead(Schema):
    plu: str


class SteakRead(Schema):
    id: UUID
    doneness: Doneness
    served_at: datetime | None
    unit_price: Money | None
    extras: list[ExtraRead]
    best_extra: ExtraRead | None
    all_day: list[int]


STEAK = Steak(
    id=UUID(int=7),
    doneness=Doneness.RARE,
    served_at=datetime(2026, 1, 31, 18, 30, tzinfo=UTC),
    unit_price=Price(amount=2990, currency="EUR"),
    extras=[Extra("SAUCE")],
    best_extra=Extra("FRIES"),
)


def test_an_object_is_written_as_the_schema_says_in_its_order() -> None:
    assert list(from_json(writer(SteakRead, Steak)(STEAK)).items()) == [
        ("id", "00000000-0000-0000-0000-000000000007"),
        ("doneness", "rare"),
        ("servedAt", "2026-01-31T18:30:00Z"),
        ("unitPrice", {"amount": 2990, "currency": "EUR"}),
        ("extras", [{"plu": "SAUCE"}]),
        ("bestExtra", {"plu": "FRIES"}),
        ("allDay", [1, 2]),
    ]


def test_what_is_written_is_what_the_schema_itself_would_write() -> None:
    bare = Steak(UUID(int=8), Doneness.RARE, None, None, [], None)

    for steak in (STEAK, bare):
        ours = writer(SteakRead, Steak)(steak)
        assert SteakRead.model_validate_json(ours).model_dump_json().encode() == ours
