"""Pairings and sessions on the wire."""

from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field

from huuva_backend.partners.partner import PartnerKind
from huuva_backend.partners.schemas import KEPT, KeyRead, OfBrands, PartnerId
from huuva_backend.platform.schemas import Answer, Schema
from huuva_backend.platform.text import Text64

SCREEN: Final[dict[str, Any]] = {
    "name": "grill-1",
    "locationIds": ["kamppi"],
    "brandIds": None,
    "stations": None,
}
DISPLAY: Final[dict[str, Any]] = KEPT | {
    "partnerId": "grill-1",
    "scopes": ["events:read", "kitchen:read", "kitchen:write", "menu:read", "orders:read"],
    "locationIds": ["kamppi"],
}
SELF: Final[dict[str, Any]] = {
    "kind": "display",
    "name": "grill-1",
    "scopes": DISPLAY["scopes"],
    "brandIds": None,
    "locationIds": ["kamppi"],
}


def _example(example: dict[str, Any]) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [example]})


class PairingRead(Answer):
    model_config = _example({"code": "K7QX-3MTR", "expiresInSeconds": 600})

    code: Annotated[str, Field(description="What the screen shows and an operator confirms")]
    expires_in_seconds: Annotated[int, Field(description="Then another one is to be asked for")]


class PairingConfirm(Schema):
    model_config = _example(SCREEN)

    name: Annotated[PartnerId, Field(description="The screen's: history names it by this")]
    location_ids: Annotated[
        list[Text64], Field(min_length=1, max_length=200, description="It shows these alone")
    ]
    brand_ids: OfBrands = None
    stations: Annotated[
        list[Text64] | None,
        Field(min_length=1, max_length=200, description="Those that it shows; null: all"),
    ] = None


class DisplaysRead(Answer):
    model_config = _example({"items": [DISPLAY]})

    items: list[KeyRead]


class SessionCreate(Schema):
    model_config = _example({"key": "hvk_live_" + "x" * 48})

    key: Annotated[
        str, Field(min_length=1, max_length=128, description="Comes back in a cookie, never else")
    ]


class SessionRead(Answer):
    model_config = _example(SELF)

    kind: Annotated[
        str,
        Field(
            description="What sort of caller; `trusted` where nobody is asked for a key",
            examples=[*PartnerKind],
        ),
    ]
    name: Annotated[str | None, Field(description="The partner's id")]
    scopes: list[str]
    brand_ids: list[str] | None
    location_ids: list[str] | None
