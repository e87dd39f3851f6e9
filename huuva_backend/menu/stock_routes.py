"""How many of a product are left: `/api/menu/stocks`."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.menu.dependencies import CACHED, BrandId, IfNoneMatch, stocks
from huuva_backend.menu.errors import UnknownPlu
from huuva_backend.menu.stock import StockList
from huuva_backend.menu.stock_schemas import StockListRead, StockUpdate
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.caching import revalidated
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.text import Plu, Text64

stock_router = Router("/api/menu/stocks", tags=["menu"])

WRITE_STOCK = writer(StockListRead, StockList)

WhoseStock = Annotated[
    Text64 | None,
    Query(
        alias="locationId",
        description="Left out: of all locations together that have no number of their own",
        examples=["main"],
    ),
]


@stock_router.put(
    "",
    scope=Scope.MENU_WRITE,
    summary="Count products",
    response_model=StockListRead,
    response_description="What is left there now",
    responses=problem_responses(Invalid, UnknownPlu, Busy),
)
async def set_stock(update: StockUpdate, request: Request) -> Response:
    """From now on orders count them down, and are refused where not enough is left. A line that is cancelled
    before it was begun gives back what it took.
    """
    left = await stocks(request).set(*asking(request), update)
    return Response(WRITE_STOCK(StockList(left)), media_type="application/json")


@stock_router.get(
    "",
    scope=Scope.MENU_READ,
    summary="List what is left",
    response_model=StockListRead,
    responses=CACHED,
)
async def list_stock(
    brand_id: BrandId,
    request: Request,
    location_id: WhoseStock = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Of the products that are counted: at all locations together and, with `locationId`, there. Its own number
    is the one that holds.
    """
    left = await stocks(request).list(*asking(request), brand_id, location_id)
    return revalidated(WRITE_STOCK(StockList(left)), if_none_match)


@stock_router.delete(
    "",
    scope=Scope.MENU_WRITE,
    status_code=204,
    summary="Count products no more",
    responses={204: {"description": "None of these is counted there"}, **problem_responses(Busy)},
)
async def forget_stock(
    brand_id: BrandId,
    plu: Annotated[
        list[Plu],
        Query(
            min_length=1,
            max_length=200,
            description="Repeat it for several",
            examples=[["SOUP"]],
        ),
    ],
    request: Request,
    location_id: WhoseStock = None,
) -> Response:
    """There are as many as anybody wants again or, where it was a location's own number, as many as are left of
    all together.
    """
    await stocks(request).forget(*asking(request), brand_id, location_id, plu)
    return Response(status_code=204)
