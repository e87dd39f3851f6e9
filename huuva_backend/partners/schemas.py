"""Partners and their keys on the wire."""

from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, StrictInt

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.partner import KeyState, PartnerKind
from huuva_backend.platform.pagination import cursor_of
from huuva_backend.platform.rate import PATTERN
from huuva_backend.platform.schemas import Answer, Instant, Schema
from huuva_backend.platform.text import Addressable, Name64, Text64

DAY_SECONDS: Final = 86_400
LONGEST_OVERLAP_SECONDS: Final = 30 * DAY_SECONDS

PARTNER: Final[dict[str, Any]] = {"id": "wolt", "name": "Wolt", "kind": "partner"}
KEY: Final[dict[str, Any]] = {
    "scopes": ["orders:write", "orders:read"],
    "brandIds": None,
    "locationIds": None,
    "stations": None,
    "rateLimit": None,
    "expiresAt": None,
}
KEPT: Final[dict[str, Any]] = {
    "id": "7Gq2ZkR0bX",
    "partnerId": "wolt",
    **KEY,
    "createdAt": "2026-11-28T10:00:00Z",
    "revokedAt": None,
    "lastUsedAt": "2026-11-28T10:31:07Z",
    "state": "live",
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


PartnerId = Annotated[str, Addressable(64)]


class PartnerQuery(Schema):
    limit: Annotated[int, Field(ge=1, le=200, description="How many at most")] = 50
    cursor: Annotated[str | None, cursor_of("partners")] = None


class PartnerCreate(Schema):
    model_config = _example(PARTNER)

    id: Annotated[PartnerId, Field(description="Chosen by you: history names it by this")]
    name: Annotated[Name64 | None, Field(description="Left out: the id")] = None
    kind: Annotated[
        PartnerKind, Field(description="What sort of caller it is, as history tells it")
    ] = PartnerKind.PARTNER


class PartnerRead(Answer):
    model_config = _example(PARTNER | {"createdAt": "2026-11-28T10:00:00Z"})

    id: str
    name: str
    kind: PartnerKind
    created_at: datetime


class PartnersRead(Answer):
    model_config = _example(
        {"items": [PARTNER | {"createdAt": "2026-11-28T10:00:00Z"}], "nextCursor": None}
    )

    items: list[PartnerRead]
    next_cursor: str | None


OfBrands = Annotated[
    list[Text64] | None,
    Field(min_length=1, max_length=200, description="Of these brands alone; null: of all"),
]
AtLocations = Annotated[
    list[Text64] | None,
    Field(min_length=1, max_length=200, description="At these locations alone; null: at all"),
]


class KeyCreate(Schema):
    model_config = _example(KEY)

    scopes: Annotated[list[Scope], Field(min_length=1, max_length=20, description="What it may do")]
    brand_ids: OfBrands = None
    location_ids: AtLocations = None
    stations: Annotated[
        list[Text64] | None,
        Field(min_length=1, max_length=200, description="Those that a display shows; null: all"),
    ] = None
    rate_limit: Annotated[
        str | None,
        Field(
            pattern=PATTERN,
            description="How often it may ask, such as `1200/minute`; null: as often as the server lets everybody, "
            "and a display as often as it likes",
        ),
    ] = None
    expires_at: Annotated[
        Instant | None, Field(description="In the future; null: when it is revoked")
    ] = None


class KeyRotate(Schema):
    model_config = _example({"overlapSeconds": DAY_SECONDS})

    overlap_seconds: Annotated[
        StrictInt,
        Field(
            ge=0,
            le=LONGEST_OVERLAP_SECONDS,
            description="For how long the key of before is taken beside the new one",
        ),
    ] = DAY_SECONDS


class KeyRead(Answer):
    model_config = _example(KEPT)

    id: Annotated[str, Field(description="The first characters of the key, which are no secret")]
    partner_id: str
    scopes: list[str]
    brand_ids: list[str] | None
    location_ids: list[str] | None
    stations: list[str] | None
    rate_limit: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None
    last_used_at: Annotated[datetime | None, Field(description="To within a minute")]
    state: KeyState


class KeysRead(Answer):
    model_config = _example({"items": [KEPT]})

    items: list[KeyRead]


class KeyIssuedRead(Answer):
    model_config = _example(
        # No checksum fits, so that no scanner takes it for one that leaked.
        {"key": "hvk_live_" + "x" * 48, "kept": KEPT | {"lastUsedAt": None}}
    )

    key: Annotated[str, Field(description="Shown this once: nobody can tell it again")]
    kept: Annotated[KeyRead, Field(description="What is kept of it")]
