"""What isn't sold for now: `/api/menu/snoozes`."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.menu.dependencies import CACHED, BrandId, IfNoneMatch, LocationId, snoozes
from huuva_backend.menu.errors import SnoozeIsOver, UnknownPlu
from huuva_backend.menu.snooze import Snoozed, Snoozes
from huuva_backend.menu.snooze_schemas import SnoozeCreate, SnoozedRead, SnoozesRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.caching import revalidated
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.text import Plu, Text64

snooze_router = Router("/api/menu/snoozes", tags=["menu"])

WRITE_SNOOZED = writer(SnoozedRead, Snoozed)
WRITE_SNOOZES = writer(SnoozesRead, Snoozes)


@snooze_router.post(
    "",
    scope=Scope.MENU_WRITE,
    summary="Snooze products and modifiers",
    response_model=SnoozedRead,
    response_description="Snoozed",
    responses=problem_responses(Invalid, SnoozeIsOver, UnknownPlu, Busy),
)
async def snooze(asked: SnoozeCreate, request: Request) -> Response:
    """They can't be ordered from now on ("86'd"): until a time, when it is over by itself, or for good. At one
    location or at all of them.

    The answer lists the open orders that have some of it already. Snoozed again, the last `until` holds.
    """
    snoozed = await snoozes(request).snooze(*asking(request), asked)
    return Response(WRITE_SNOOZED(snoozed), media_type="application/json")


@snooze_router.get(
    "", scope=Scope.MENU_READ, summary="List snoozes", response_model=SnoozesRead, responses=CACHED
)
async def list_snoozes(
    brand_id: BrandId,
    request: Request,
    location_id: LocationId = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Those that are not over and hold at every location, or at `locationId` where that is given."""
    active = await snoozes(request).active(*asking(request), brand_id, location_id)
    return revalidated(WRITE_SNOOZES(Snoozes(active)), if_none_match)


@snooze_router.delete(
    "",
    scope=Scope.MENU_WRITE,
    status_code=204,
    summary="End snoozes",
    responses={204: {"description": "None of these is snoozed there"}, **problem_responses(Busy)},
)
async def wake(
    brand_id: BrandId,
    plu: Annotated[
        list[Plu],
        Query(
            min_length=1,
            max_length=200,
            description="Repeat it for several",
            examples=[["EXTRA-HAM"]],
        ),
    ],
    request: Request,
    location_id: Annotated[
        Text64 | None,
        Query(alias="locationId", description="Left out: snoozes that hold at every location"),
    ] = None,
) -> Response:
    """What a location has snoozed for itself and what holds at every location end apart from each other."""
    await snoozes(request).wake(*asking(request), brand_id, location_id, plu)
    return Response(status_code=204)
