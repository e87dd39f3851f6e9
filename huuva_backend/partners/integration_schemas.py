"""Platforms that sign what they send, on the wire."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from pydantic import ConfigDict, Field, StrictInt

from huuva_backend.partners.dialect import Dialect
from huuva_backend.partners.schemas import (
    DAY_SECONDS,
    LONGEST_OVERLAP_SECONDS,
    AtLocations,
    OfBrands,
)
from huuva_backend.platform.schemas import Answer, Schema

SECRET: Final = "x" * 32
GIVEN: Final[dict[str, Any]] = {
    "dialect": "deliverect",
    "brandIds": ["burgers"],
    "locationIds": None,
}
KEPT: Final[dict[str, Any]] = {
    "id": "01a200f3-8f25-70dd-9187-be12b1d3dddc",
    "partnerId": "deliverect",
    **GIVEN,
    "createdAt": "2026-11-28T10:00:00Z",
    "overlapsUntil": None,
    "revokedAt": None,
}

Secret = Annotated[
    str,
    Field(
        min_length=16,
        max_length=255,
        pattern="^[!-~]+$",
        description="As the platform gave it to you: Deliverect's HMAC secret, Uber's client secret. Never answered",
    ),
]


class IntegrationCreate(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [GIVEN | {"secret": SECRET}]})

    dialect: Annotated[Dialect, Field(description="Whose words and signatures they are")]
    secret: Secret
    brand_ids: OfBrands = None
    location_ids: AtLocations = None


class IntegrationRotate(Schema):
    model_config = ConfigDict(
        json_schema_extra={"examples": [{"secret": SECRET, "overlapSeconds": DAY_SECONDS}]}
    )

    secret: Secret
    overlap_seconds: Annotated[
        StrictInt,
        Field(
            ge=0,
            le=LONGEST_OVERLAP_SECONDS,
            description="For how long the secret of before is taken beside the new one",
        ),
    ] = DAY_SECONDS


class IntegrationRead(Answer):
    model_config = ConfigDict(json_schema_extra={"examples": [KEPT]})

    id: Annotated[
        UUID, Field(description="For `integration=` in the address of the hook; it is no secret")
    ]
    partner_id: str
    dialect: str
    brand_ids: list[str] | None
    location_ids: list[str] | None
    created_at: datetime
    overlaps_until: Annotated[
        datetime | None,
        Field(description="Until when the secret before the last rotation is taken"),
    ]
    revoked_at: datetime | None


class IntegrationsRead(Answer):
    model_config = ConfigDict(json_schema_extra={"examples": [{"items": [KEPT]}]})

    items: list[IntegrationRead]
