"""How busy a kitchen is, and when an order would be ready: `/api/locations/{id}/load` and `/api/quotes`."""

from fastapi import Request, Response

from huuva_backend.locations.dependencies import LocationInAddress
from huuva_backend.locations.errors import LocationNotFound
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.quotes.dependencies import quotes
from huuva_backend.quotes.load import KitchenLoad, Quote
from huuva_backend.quotes.schemas import LoadRead, QuoteCreate, QuoteRead

quotes_router = Router("/api", tags=["quotes"])

WRITE_LOAD = writer(LoadRead, KitchenLoad)
WRITE_QUOTE = writer(QuoteRead, Quote)


@quotes_router.get(
    "/locations/{location_id:path}/load",
    scope=Scope.KITCHEN_READ,
    summary="How busy a kitchen is",
    response_model=LoadRead,
    responses=problem_responses(LocationNotFound),
)
async def get_load(location_id: LocationInAddress, request: Request) -> Response:
    """Per station what is to be made, how many minutes of work that is, and when what is ordered now would be
    ready. What products take is what they took lately; `definition` says how it is worked out.
    """
    load = await quotes(request).load(*asking(request), location_id)
    return Response(WRITE_LOAD(load), media_type="application/json")


@quotes_router.post(
    "/quotes",
    scope=Scope.ORDERS_READ,
    summary="When would it be ready?",
    response_model=QuoteRead,
    responses=problem_responses(LocationNotFound),
)
async def quote(asked: QuoteCreate, request: Request) -> Response:
    """Of an order that isn't placed: nothing is written, nothing is kept free, and nothing is promised. A PLU that
    nobody knows takes as long as the default, and says so.
    """
    answered = await quotes(request).quote(*asking(request), asked)
    return Response(WRITE_QUOTE(answered), media_type="application/json")
