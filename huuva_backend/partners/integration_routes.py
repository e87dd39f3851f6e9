"""The integrations of `/api/partners`: platforms that bring no key of ours but sign what they send."""

from datetime import timedelta
from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Path, Request, Response

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import PartnerInAddress, asking, integrations
from huuva_backend.partners.errors import IntegrationIsOver, IntegrationNotFound, PartnerNotFound
from huuva_backend.partners.integration import Integration, Integrations
from huuva_backend.partners.integration_schemas import (
    KEPT,
    IntegrationCreate,
    IntegrationRead,
    IntegrationRotate,
    IntegrationsRead,
)
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

partner_integrations_router = Router("/api/partners", tags=["partners"])

WRITE_INTEGRATION: Final = writer(IntegrationRead, Integration)
WRITE_INTEGRATIONS: Final = writer(IntegrationsRead, Integrations)

IntegrationInAddress = Annotated[
    UUID, Path(description="The integration's `id`", examples=[cast(str, KEPT["id"])])
]


@partner_integrations_router.post(
    "/{partner_id:path}/integrations/{integration_id}/rotate",
    scope=Scope.ADMIN,
    summary="Rotate an integration's secret",
    response_model=IntegrationRead,
    responses=problem_responses(IntegrationNotFound, Invalid, IntegrationIsOver, Busy),
)
async def rotate_integration(
    partner_id: PartnerInAddress,
    integration_id: IntegrationInAddress,
    told: IntegrationRotate,
    request: Request,
) -> Response:
    """Signatures by either secret are taken for `overlapSeconds`, so that the platform may change at any time in between."""
    overlap = timedelta(seconds=told.overlap_seconds)
    named = (*asking(request), partner_id, integration_id)
    kept = await integrations(request).rotate(*named, told.secret, overlap)
    return _answer(WRITE_INTEGRATION(kept))


@partner_integrations_router.delete(
    "/{partner_id:path}/integrations/{integration_id}",
    scope=Scope.ADMIN,
    status_code=204,
    summary="Revoke an integration",
    responses={
        204: {"description": "Its signatures are taken no more"},
        **problem_responses(IntegrationNotFound, Busy),
    },
)
async def revoke_integration(
    partner_id: PartnerInAddress, integration_id: IntegrationInAddress, request: Request
) -> Response:
    """At once and for good. Safe to repeat."""
    await integrations(request).revoke(*asking(request), partner_id, integration_id)
    return Response(status_code=204)


@partner_integrations_router.post(
    "/{partner_id:path}/integrations",
    scope=Scope.ADMIN,
    status_code=201,
    summary="Register an integration",
    response_model=IntegrationRead,
    response_description="Registered",
    responses=problem_responses(PartnerNotFound, Invalid, Busy),
)
async def add_integration(
    partner_id: PartnerInAddress, wanted: IntegrationCreate, request: Request
) -> Response:
    """A platform may send orders then without a key, to `/api/integrations/…/orders?integration=<id>`: whoever signs them
    by the secret is the partner. The secret is kept encrypted, and nobody can ask for it.
    """
    made = await integrations(request).add(*asking(request), partner_id, wanted)
    return _answer(WRITE_INTEGRATION(made), 201)


@partner_integrations_router.get(
    "/{partner_id:path}/integrations",
    scope=Scope.ADMIN,
    summary="List a partner's integrations",
    response_model=IntegrationsRead,
    responses=problem_responses(PartnerNotFound),
)
async def list_integrations(partner_id: PartnerInAddress, request: Request) -> Response:
    """The newest 200, the newest first; those that are revoked too."""
    found = await integrations(request).of(*asking(request), partner_id)
    return _answer(WRITE_INTEGRATIONS(found))


def _answer(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
