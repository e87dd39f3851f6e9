"""The locations of `/api/locations`: which there are, and what is said of each."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.locations.dependencies import LocationInAddress, locations
from huuva_backend.locations.errors import LocationNotFound, OtherLocation, StationTwice
from huuva_backend.locations.location import LocationListing, StationedLocation
from huuva_backend.locations.schemas import (
    LocationQuery,
    LocationRead,
    LocationsRead,
    LocationUpdate,
)
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor

locations_router = Router("/api/locations", tags=["locations"])

WRITE_LOCATION = writer(LocationRead, StationedLocation)
WRITE_LOCATIONS = writer(LocationsRead, LocationListing)


@locations_router.get(
    "/{location_id:path}",
    scope=Scope.KITCHEN_READ,
    summary="Get a location",
    response_model=LocationRead,
    responses=problem_responses(LocationNotFound),
)
async def get_location(location_id: LocationInAddress, request: Request) -> Response:
    """What holds there. Where nothing was said, that is the usual; it is known from its first order on.

    The answer, changed or not, may be put back.
    """
    found = await locations(request).get(*asking(request), location_id)
    return Response(WRITE_LOCATION(found), media_type="application/json")


@locations_router.get(
    "",
    scope=Scope.KITCHEN_READ,
    summary="List locations",
    response_model=LocationsRead,
    responses=problem_responses(InvalidCursor),
)
async def list_locations(query: Annotated[LocationQuery, Query()], request: Request) -> Response:
    """By id: those of which something was said, and those where orders were placed."""
    page = await locations(request).page(*asking(request), query)
    return Response(WRITE_LOCATIONS(page), media_type="application/json")


@locations_router.put(
    "/{location_id:path}",
    scope=Scope.ADMIN,
    summary="Say what holds at a location",
    response_model=LocationRead,
    response_description="Replaced",
    responses={
        201: {"model": LocationRead, "description": "Said for the first time"},
        **problem_responses(Invalid, OtherLocation, StationTwice, Busy),
    },
)
async def put_location(
    location_id: LocationInAddress, said: LocationUpdate, request: Request
) -> Response:
    """Its clock and day, how its orders are handled, and its stations. What is left out is as usual, but
    stations that are left out as a whole stay as they are. It holds for orders that are placed, and days
    that begin, from now on. Safe to repeat.
    """
    made, replaced = await locations(request).put(*asking(request), location_id, said)
    return Response(WRITE_LOCATION(made), 200 if replaced else 201, media_type="application/json")
