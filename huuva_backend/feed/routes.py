"""The event feed of `/api/events`."""

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.feed.dependencies import (
    LastEventId,
    LocationId,
    Station,
    StreamAfter,
    service,
)
from huuva_backend.feed.errors import EventsExpired, TooManyStreams
from huuva_backend.feed.event import EventListing
from huuva_backend.feed.schemas import EventPage, EventQuery
from huuva_backend.feed.stream import Stream
from huuva_backend.locations.dependencies import locations
from huuva_backend.orders.cursor import BEGINNING
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking, watching
from huuva_backend.platform.answers import writer
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.http.sse import EventStream

feed_router = Router("/api/events", tags=["events"])

WRITE_PAGE = writer(EventPage, EventListing)

STREAM = """retry: 1000
id: 5f0c81be.1041

id: 5f0c81be.1042
data: {"seq":1042,"type":"order.created","locationId":"main", …}

: still here
"""


@feed_router.get(
    "",
    scope=Scope.EVENTS_READ,
    summary="Page events",
    response_model=EventPage,
    responses=problem_responses(EventsExpired),
)
async def list_events(query: Annotated[EventQuery, Query()], request: Request) -> Response:
    """Everything that happened to the orders of a location, oldest first: one event for each change
    of an order. Pass `nextAfter` as `after` to go on; where it equals `newest` there is nothing more yet.

    Events are numbered one by one and in the order in which they were committed, so no event can turn
    up before one that you have seen. They are kept for 30 days unless configured otherwise.

    A cursor (`after`, `nextAfter`, `newest`) names an event and the epoch of its number. Another epoch
    begins where the database came back as it was before, so that no number can mean two events: the answer to
    a cursor of before is 410, as to one older than what is kept. `0` is the beginning.

    A location that nobody has heard of has no events; `known` says so, and `knownLocations` offers those that are.
    """
    page = await service(request).page(
        *asking(request), query.location_id, query.after, query.limit
    )
    if page.newest == BEGINNING:
        heard = await locations(request).heard(*asking(request), query.location_id)
        page = replace(page, **vars(heard))
    return Response(WRITE_PAGE(page), media_type="application/json")


@feed_router.get(
    "/stream",
    scope=Scope.EVENTS_READ,
    limited=False,
    status_code=200,
    summary="Follow events",
    response_class=EventStream,
    response_description="Server-sent events, until either side leaves",
    responses={
        200: {"content": {"text/event-stream": {"schema": {"type": "string"}, "example": STREAM}}},
        **problem_responses(TooManyStreams),
    },
)
async def stream_events(
    request: Request,
    location_id: LocationId = "main",
    station: Station = None,
    after: StreamAfter = None,
    last_event_id: LastEventId = None,
) -> Response:
    """The same events as they are committed, for an `EventSource`. Each is a message whose `id` is its
    cursor and whose data is the event; events that don't concern `station` only move the `id` on.

    Take a snapshot (`GET /api/kitchen/tickets`), then stream with its `asOf` as `after`: nothing is
    missed, nothing comes twice. After a lost connection an `EventSource` goes on where it was.

    Beside messages there are two named events with data `{"cursor": …}`: `reset`, where the cursor is older
    than what is kept, or of another epoch (take a new snapshot; the stream goes on from now), and `bye`,
    where the server leaves (come back at once). Where nobody has heard of the location or the station, a comment
    `: unheard {…}` says so and which are known, as `known` and what stands beside it in `GET /api/kitchen/tickets`;
    the stream goes on, and tells of the first order there. A comment comes every 15 seconds. A client that doesn't
    read what it is sent is cut off, and so is one whose key is revoked or expires.
    """
    feed = service(request)
    extent = await feed.open(*asking(request), location_id)
    heard = None
    if station is not None or extent.newest == BEGINNING:
        heard = await locations(request).heard(*asking(request), location_id, station)
    stream = Stream(
        feed, *asking(request), location_id, station, watching=watching(request), heard=heard
    )
    return EventStream(stream.frames(extent, after if last_event_id is None else last_event_id))
