"""What the routes of every package take from a request for their service."""

from functools import partial
from typing import Annotated, cast

from fastapi import Path, Request

from huuva_backend.partners.authentication import Keyring, Watching
from huuva_backend.partners.caller import TRUSTED, Caller
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.text import Addressable


async def trusted(_: Request) -> Caller:
    """Whoever it is, the one who stands in front of us knows."""
    return TRUSTED


async def by_key(request: Request) -> Caller:
    """Raises `Unauthenticated`, `KeyRefused`."""
    keyring: Keyring = request.app.state["keyring"]
    headers = request.scope["headers"]
    return await keyring.identify([value for name, value in headers if name == b"authorization"])


def asking(request: Request) -> tuple[Caller, Executor]:
    """Who asks, and the database that it is done on: what each method of a service takes first."""
    # By item: an attribute of a State is looked up in vain first, which costs three times as much.
    return request.state["caller"], request.app.state["database"]


def watching(request: Request) -> Watching:
    """For what goes on for long: tells when the caller's key is taken no more, by setting an event."""
    keyring: Keyring = request.app.state["keyring"]
    return partial(keyring.watching, request.state["caller"])


def partners(request: Request) -> PartnerService:
    return cast(PartnerService, request.app.state["partners"])


def keys(request: Request) -> KeyService:
    return cast(KeyService, request.app.state["keys"])


PartnerInAddress = Annotated[
    str, Addressable(64), Path(description="The partner, percent-encoded", examples=["wolt"])
]
KeyInAddress = Annotated[
    str,
    Path(
        description="The key's `id`",
        pattern="^[0-9A-Za-z]{10}$",
        examples=["7Gq2ZkR0bX"],
    ),
]
