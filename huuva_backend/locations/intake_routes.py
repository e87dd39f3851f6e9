"""Whether a location takes orders: `/api/locations/{id}/intake`."""

from fastapi import Request, Response

from huuva_backend.locations.dependencies import LocationInAddress, intake
from huuva_backend.locations.errors import BusyMinutes, IntakeIsOver, LocationNotFound
from huuva_backend.locations.intake import Intake
from huuva_backend.locations.intake_schemas import IntakeRead, IntakeUpdate
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

intake_router = Router("/api/locations", tags=["locations"])

WRITE_INTAKE = writer(IntakeRead, Intake)


@intake_router.get(
    "/{location_id:path}/intake",
    scope=Scope.ORDERS_READ,
    summary="Does it take orders?",
    response_model=IntakeRead,
    responses=problem_responses(LocationNotFound),
)
async def get_intake(location_id: LocationInAddress, request: Request) -> Response:
    """What holds now, of all channels and of those with a switch of their own."""
    found = await intake(request).get(*asking(request), location_id)
    return Response(WRITE_INTAKE(found), media_type="application/json")


@intake_router.put(
    "/{location_id:path}/intake",
    scope=Scope.KITCHEN_WRITE,
    summary="Pause, be busy, or open again",
    response_model=IntakeRead,
    response_description="What holds now",
    responses=problem_responses(LocationNotFound, Invalid, BusyMinutes, IntakeIsOver, Busy),
)
async def put_intake(
    location_id: LocationInAddress, update: IntakeUpdate, request: Request
) -> Response:
    """While a channel is PAUSED its new orders are refused, 409 `location-paused`, and retries of those that were
    placed before are answered; what is placed goes on, amendments too. BUSY makes quotes and the load longer, and
    moves nothing that was promised. After `until` a channel's own switch is over and that of all channels holds
    again, and that over, it is open. Safe to repeat.
    """
    made = await intake(request).switch(*asking(request), location_id, update)
    return Response(WRITE_INTAKE(made), media_type="application/json")
