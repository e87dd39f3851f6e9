"""The kitchen of `/api/kitchen`: what its displays show, what those who wait see, its stations."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.kitchen.board import PickupBoard, Snapshot
from huuva_backend.kitchen.board_schemas import BoardRead
from huuva_backend.kitchen.dependencies import LocationId, StationName, service, stations
from huuva_backend.kitchen.schemas import (
    KitchenStationRead,
    KitchenStationsRead,
    KitchenStationUpdate,
    TicketsQuery,
    TicketsRead,
)
from huuva_backend.locations.location import StationListing, StationThresholds
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

kitchen_router = Router("/api/kitchen", tags=["kitchen"])

WRITE_TICKETS = writer(TicketsRead, Snapshot)
WRITE_BOARD = writer(BoardRead, PickupBoard)
WRITE_STATIONS = writer(KitchenStationsRead, StationListing)
WRITE_STATION = writer(KitchenStationRead, StationThresholds)


@kitchen_router.get(
    "/tickets", scope=Scope.KITCHEN_READ, summary="Open tickets", response_model=TicketsRead
)
async def list_tickets(query: Annotated[TicketsQuery, Query()], request: Request) -> Response:
    """What a display shows: the orders neither picked up nor cancelled, or of each the lines of one
    station. Lines that no station makes are on whole tickets only.

    READY tickets are there too, for recalls, and cancelled lines until the ticket is closed. Orders for
    later are held back and only counted. All of the answer is of one moment, the moment of `asOf`: with
    the events after it nothing is missed and nothing comes twice.

    With `orderId` a display looks again at what an event named: an order that isn't in the answer has
    left the board.

    A location or station that nobody has heard of has no tickets; `known`, `stationKnown` and what stands
    beside them say so.
    """
    return _answer(WRITE_TICKETS(await service(request).tickets(*asking(request), query)))


@kitchen_router.get(
    "/board", scope=Scope.KITCHEN_READ, summary="What is ready", response_model=BoardRead
)
async def get_board(request: Request, location_id: LocationId = "main") -> Response:
    """For customers and couriers: nothing but how orders are called and whether they are ready.

    An order is there from when the kitchen sees it until it is picked up or cancelled, and READY for no longer
    than the location's `boardMinutes`.
    """
    return _answer(WRITE_BOARD(await service(request).board(*asking(request), location_id)))


@kitchen_router.get(
    "/stations",
    scope=Scope.KITCHEN_READ,
    summary="List stations",
    response_model=KitchenStationsRead,
)
async def list_stations(request: Request, location_id: LocationId = "main") -> Response:
    """Those with thresholds of their own, those that the location sends products to, and those of its
    open orders, by name. With thresholds as they hold.
    """
    found = await stations(request).stations(*asking(request), [location_id])
    return _answer(WRITE_STATIONS(found[location_id]))


@kitchen_router.put(
    "/stations/{station:path}",
    scope=Scope.KITCHEN_WRITE,
    summary="Set a station's thresholds",
    response_model=KitchenStationRead,
    response_description="Replaced",
    responses={
        201: {"model": KitchenStationRead, "description": "Set for the first time"},
        **problem_responses(Busy),
    },
)
async def put_station(
    station: StationName,
    update: KitchenStationUpdate,
    request: Request,
    location_id: LocationId = "main",
) -> Response:
    """When its tickets turn yellow and red. Safe to repeat."""
    made, replaced = await stations(request).set_station(
        *asking(request), location_id, station, update
    )
    return _answer(WRITE_STATION(made), 200 if replaced else 201)


@kitchen_router.delete(
    "/stations/{station:path}",
    scope=Scope.KITCHEN_WRITE,
    status_code=204,
    summary="Forget a station's thresholds",
    responses={
        204: {"description": "The location says nothing of it"},
        **problem_responses(Busy),
    },
)
async def remove_station(
    station: StationName, request: Request, location_id: LocationId = "main"
) -> Response:
    """The usual ones hold again; its tickets stay. Safe to repeat."""
    await stations(request).remove_station(*asking(request), location_id, station)
    return Response(status_code=204)


def _answer(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
