"""Where partners are told of events: `/api/webhook-endpoints`."""

from datetime import timedelta
from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.partners.errors import OutsideLimits
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor
from huuva_backend.webhooks.dependencies import DeliveryInAddress, EndpointInAddress, webhooks
from huuva_backend.webhooks.endpoint import (
    Deliveries,
    Delivery,
    Endpoint,
    Endpoints,
    IssuedEndpoint,
)
from huuva_backend.webhooks.errors import (
    DeliveryNotFound,
    EndpointDisabled,
    EndpointNotFound,
    NoReplayFrom,
    RefusedUrl,
    TooManyEndpoints,
)
from huuva_backend.webhooks.schemas import (
    DeliveriesRead,
    DeliveryQuery,
    DeliveryRead,
    EndpointCreate,
    EndpointIssuedRead,
    EndpointQuery,
    EndpointRead,
    EndpointsRead,
    EndpointUpdate,
    Replay,
    SecretRotate,
)

webhooks_router = Router("/api/webhook-endpoints", tags=["webhooks"])

WRITE_ENDPOINT = writer(EndpointRead, Endpoint)
WRITE_ENDPOINTS = writer(EndpointsRead, Endpoints)
WRITE_ISSUED = writer(EndpointIssuedRead, IssuedEndpoint)
WRITE_DELIVERY = writer(DeliveryRead, Delivery)
WRITE_DELIVERIES = writer(DeliveriesRead, Deliveries)


@webhooks_router.post(
    "",
    scope=Scope.WEBHOOKS_WRITE,
    tells_secrets=True,
    status_code=201,
    summary="Add a webhook endpoint",
    response_model=EndpointIssuedRead,
    response_description="Added; the secret is shown this once",
    responses=problem_responses(Invalid, RefusedUrl, OutsideLimits, TooManyEndpoints, Busy),
)
async def add_webhook_endpoint(wanted: EndpointCreate, request: Request) -> Response:
    """From now on each event that passes its filters is POSTed there, signed as Standard Webhooks says
    (`webhook-id`, `webhook-timestamp`, `webhook-signature`), until a 2xx answers it: at least once, and those of one
    order in their order. `webhook-id` is the same however often an event is sent.
    """
    return _answer(WRITE_ISSUED(await webhooks(request).add(*asking(request), wanted)), 201)


@webhooks_router.get(
    "",
    scope=Scope.WEBHOOKS_WRITE,
    summary="List webhook endpoints",
    response_model=EndpointsRead,
    responses=problem_responses(InvalidCursor),
)
async def list_webhook_endpoints(
    query: Annotated[EndpointQuery, Query()], request: Request
) -> Response:
    """The caller's own, by age."""
    return _answer(WRITE_ENDPOINTS(await webhooks(request).page(*asking(request), query)))


@webhooks_router.get(
    "/{endpoint_id}",
    scope=Scope.WEBHOOKS_WRITE,
    summary="Get a webhook endpoint",
    response_model=EndpointRead,
    responses=problem_responses(EndpointNotFound),
)
async def get_webhook_endpoint(endpoint_id: EndpointInAddress, request: Request) -> Response:
    """What is kept of it, and whether it is well."""
    return _answer(WRITE_ENDPOINT(await webhooks(request).get(*asking(request), endpoint_id)))


@webhooks_router.patch(
    "/{endpoint_id}",
    scope=Scope.WEBHOOKS_WRITE,
    summary="Change a webhook endpoint",
    response_model=EndpointRead,
    responses=problem_responses(EndpointNotFound, Invalid, RefusedUrl, OutsideLimits, Busy),
)
async def change_webhook_endpoint(
    endpoint_id: EndpointInAddress, told: EndpointUpdate, request: Request
) -> Response:
    """Its URL, its filters, or whether anything is sent to it. One that was disabled goes on where it was when it is
    enabled; locations that it wasn't told of before are told of from now on.
    """
    changed = await webhooks(request).change(*asking(request), endpoint_id, told)
    return _answer(WRITE_ENDPOINT(changed))


@webhooks_router.delete(
    "/{endpoint_id}",
    scope=Scope.WEBHOOKS_WRITE,
    status_code=204,
    summary="Remove a webhook endpoint",
    responses={
        204: {"description": "Nothing is sent to it any more"},
        **problem_responses(EndpointNotFound, Busy),
    },
)
async def remove_webhook_endpoint(endpoint_id: EndpointInAddress, request: Request) -> Response:
    """With its log, and with what was still to be sent."""
    await webhooks(request).remove(*asking(request), endpoint_id)
    return Response(status_code=204)


@webhooks_router.post(
    "/{endpoint_id}/rotate-secret",
    scope=Scope.WEBHOOKS_WRITE,
    tells_secrets=True,
    summary="Rotate an endpoint's secret",
    response_model=EndpointIssuedRead,
    response_description="The new secret, shown this once",
    responses=problem_responses(EndpointNotFound, Invalid, Busy),
)
async def rotate_webhook_secret(
    endpoint_id: EndpointInAddress, told: SecretRotate, request: Request
) -> Response:
    """Both secrets sign for `overlapSeconds`, so that a receiver may change to the new one at any time in between."""
    overlap = timedelta(seconds=told.overlap_seconds)
    issued = await webhooks(request).rotate(*asking(request), endpoint_id, overlap)
    return _answer(WRITE_ISSUED(issued))


@webhooks_router.post(
    "/{endpoint_id}/test",
    scope=Scope.WEBHOOKS_WRITE,
    status_code=202,
    summary="Send a test message",
    response_model=DeliveryRead,
    response_description="Will be sent",
    responses=problem_responses(EndpointNotFound, EndpointDisabled, Busy),
)
async def test_webhook_endpoint(endpoint_id: EndpointInAddress, request: Request) -> Response:
    """Of the type `webhook.test`, signed and sent as all are. What became of it stands in the endpoint's deliveries."""
    made = await webhooks(request).test(*asking(request), endpoint_id)
    return _answer(WRITE_DELIVERY(made), 202)


@webhooks_router.get(
    "/{endpoint_id}/deliveries",
    scope=Scope.WEBHOOKS_WRITE,
    summary="List what was sent to an endpoint",
    response_model=DeliveriesRead,
    responses=problem_responses(EndpointNotFound, InvalidCursor),
)
async def list_webhook_deliveries(
    endpoint_id: EndpointInAddress, query: Annotated[DeliveryQuery, Query()], request: Request
) -> Response:
    """The newest first, each with its last answer: all that are pending, and of the others the newest 1,000 of the last
    7 days.
    """
    page = await webhooks(request).deliveries(*asking(request), endpoint_id, query)
    return _answer(WRITE_DELIVERIES(page))


@webhooks_router.post(
    "/{endpoint_id}/deliveries/{delivery_id}/redeliver",
    scope=Scope.WEBHOOKS_WRITE,
    status_code=202,
    summary="Send one message again",
    response_model=DeliveryRead,
    response_description="Will be sent",
    responses=problem_responses(EndpointNotFound, DeliveryNotFound, EndpointDisabled, Busy),
)
async def redeliver_webhook(
    endpoint_id: EndpointInAddress, delivery_id: DeliveryInAddress, request: Request
) -> Response:
    """Whatever became of it, under the id that it had; with as many attempts as a new one."""
    again = await webhooks(request).redeliver(*asking(request), endpoint_id, delivery_id)
    return _answer(WRITE_DELIVERY(again), 202)


@webhooks_router.post(
    "/{endpoint_id}/replay",
    scope=Scope.WEBHOOKS_WRITE,
    status_code=202,
    summary="Send events again from a time or cursor",
    response_model=EndpointRead,
    response_description="Will be sent",
    responses=problem_responses(EndpointNotFound, EndpointDisabled, Invalid, NoReplayFrom, Busy),
)
async def replay_webhooks(
    endpoint_id: EndpointInAddress, told: Replay, request: Request
) -> Response:
    """Of all locations of the endpoint, or of one: what came after, as far as it is kept, under the ids that it had.
    Nothing is left out: from ahead of where the endpoint stands nothing changes.
    """
    return _answer(
        WRITE_ENDPOINT(await webhooks(request).replay(*asking(request), endpoint_id, told)), 202
    )


def _answer(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
