"""The partners of `/api/partners`: who may call, and the keys that they call with."""

from datetime import timedelta
from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import (
    KeyInAddress,
    PartnerInAddress,
    asking,
    keys,
    partners,
)
from huuva_backend.partners.errors import (
    ExpiresInThePast,
    KeyIsOver,
    KeyNotFound,
    LimitedAdmin,
    PartnerExists,
    PartnerNotFound,
)
from huuva_backend.partners.partner import IssuedKey, KeptKeys, KnownPartner, KnownPartners
from huuva_backend.partners.schemas import (
    KeyCreate,
    KeyIssuedRead,
    KeyRotate,
    KeysRead,
    PartnerCreate,
    PartnerQuery,
    PartnerRead,
    PartnersRead,
)
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor

partners_router = Router("/api/partners", tags=["partners"])

WRITE_PARTNER = writer(PartnerRead, KnownPartner)
WRITE_PARTNERS = writer(PartnersRead, KnownPartners)
WRITE_KEYS = writer(KeysRead, KeptKeys)
WRITE_ISSUED = writer(KeyIssuedRead, IssuedKey)


@partners_router.post(
    "/{partner_id:path}/keys/{key_id}/rotate",
    scope=Scope.ADMIN,
    tells_secrets=True,
    status_code=201,
    summary="Rotate a key",
    response_model=KeyIssuedRead,
    response_description="The new key, shown this once",
    responses=problem_responses(KeyNotFound, KeyIsOver, Busy),
)
async def rotate_key(
    partner_id: PartnerInAddress, key_id: KeyInAddress, told: KeyRotate, request: Request
) -> Response:
    """Another key that may do the same. The one of before is taken beside it for `overlapSeconds`, so that nothing
    stands still while it is replaced; then it has expired.
    """
    overlap = timedelta(seconds=told.overlap_seconds)
    issued = await keys(request).rotate(*asking(request), partner_id, key_id, overlap)
    return _answer(WRITE_ISSUED(issued), 201)


@partners_router.delete(
    "/{partner_id:path}/keys/{key_id}",
    scope=Scope.ADMIN,
    status_code=204,
    summary="Revoke a key",
    responses={204: {"description": "It is taken no more"}, **problem_responses(KeyNotFound, Busy)},
)
async def revoke_key(
    partner_id: PartnerInAddress, key_id: KeyInAddress, request: Request
) -> Response:
    """For good: within a second every server refuses it and closes the streams that were opened with it. Safe to
    repeat.
    """
    await keys(request).revoke(*asking(request), partner_id, key_id)
    return Response(status_code=204)


@partners_router.post(
    "/{partner_id:path}/keys",
    scope=Scope.ADMIN,
    tells_secrets=True,
    status_code=201,
    summary="Make a key",
    response_model=KeyIssuedRead,
    response_description="The key, shown this once",
    responses=problem_responses(PartnerNotFound, Invalid, ExpiresInThePast, LimitedAdmin, Busy),
)
async def create_key(partner_id: PartnerInAddress, wanted: KeyCreate, request: Request) -> Response:
    """For `Authorization: Bearer <key>`. Only its digest is kept, so that nobody can tell it again: where the answer was
    lost, make another key and revoke this one.
    """
    issued = await keys(request).issue(*asking(request), partner_id, wanted)
    return _answer(WRITE_ISSUED(issued), 201)


@partners_router.get(
    "/{partner_id:path}/keys",
    scope=Scope.ADMIN,
    summary="List a partner's keys",
    response_model=KeysRead,
    responses=problem_responses(PartnerNotFound),
)
async def list_keys(partner_id: PartnerInAddress, request: Request) -> Response:
    """What is kept of the newest 200, the newest first; those that are over too."""
    return _answer(WRITE_KEYS(await keys(request).of(*asking(request), partner_id)))


@partners_router.post(
    "",
    scope=Scope.ADMIN,
    status_code=201,
    summary="Add a partner",
    response_model=PartnerRead,
    response_description="Added",
    responses=problem_responses(PartnerExists, Busy),
)
async def add_partner(partner: PartnerCreate, request: Request) -> Response:
    """Whoever is to have keys: a delivery channel or POS, a display, an analyst, an operator."""
    return _answer(WRITE_PARTNER(await partners(request).add(*asking(request), partner)), 201)


@partners_router.get(
    "",
    scope=Scope.ADMIN,
    summary="List partners",
    response_model=PartnersRead,
    responses=problem_responses(InvalidCursor),
)
async def list_partners(query: Annotated[PartnerQuery, Query()], request: Request) -> Response:
    """By id."""
    return _answer(WRITE_PARTNERS(await partners(request).page(*asking(request), query)))


def _answer(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
