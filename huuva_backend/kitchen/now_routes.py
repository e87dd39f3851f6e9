"""How kitchens stand at this moment: `/api/kitchen/now`."""

from typing import Annotated, cast

from fastapi import Query, Request, Response

from huuva_backend.kitchen.now import NowListing
from huuva_backend.kitchen.now_schemas import NowQuery, NowRead
from huuva_backend.kitchen.now_service import NowService
from huuva_backend.locations.errors import LocationNotFound
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor

now_router = Router("/api/kitchen", tags=["kitchen"])

WRITE_NOW = writer(NowRead, NowListing)


@now_router.get(
    "/now",
    scope=Scope.KITCHEN_READ,
    summary="How kitchens stand",
    response_model=NowRead,
    responses=problem_responses(LocationNotFound, InvalidCursor),
)
async def get_now(query: Annotated[NowQuery, Query()], request: Request) -> Response:
    """Of each location and station how many tickets are open, late and ready, how old the oldest is, what comes
    within the hour, what is snoozed, and how many displays watch. All of one moment, that of each `asOf`.
    """
    service = cast(NowService, request.app.state["now"])
    listing = await service.now(*asking(request), query)
    return Response(WRITE_NOW(listing), media_type="application/json")
