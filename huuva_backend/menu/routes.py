"""Products, and where they are prepared: `/api/menu/products`, `/api/menu/stations`."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.menu.dependencies import (
    CACHED,
    BrandId,
    IfNoneMatch,
    LocationId,
    LocationInPath,
    Plu,
    menu,
    menu_pages,
)
from huuva_backend.menu.errors import OtherProduct, ProductNotFound
from huuva_backend.menu.offer import ProductStation, ProductStations
from huuva_backend.menu.product import ListedProduct, Modifiers
from huuva_backend.menu.schemas import (
    ModifiersRead,
    ProductPage,
    ProductQuery,
    ProductRead,
    ProductUpdate,
    StationRead,
    StationsRead,
    StationUpdate,
)
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.caching import revalidated
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.pagination import InvalidCursor
from huuva_backend.platform.text import Text64

menu_router = Router("/api/menu", tags=["menu"])

WRITE_PRODUCT = writer(ProductRead, ListedProduct)
WRITE_MODIFIERS = writer(ModifiersRead, Modifiers)
WRITE_STATION = writer(StationRead, ProductStation)
WRITE_STATIONS = writer(StationsRead, ProductStations)


@menu_router.get(
    "/products",
    scope=Scope.MENU_READ,
    summary="List products",
    response_model=ProductPage,
    responses={**CACHED, **problem_responses(InvalidCursor)},
)
async def list_products(
    query: Annotated[ProductQuery, Query()], request: Request, if_none_match: IfNoneMatch = None
) -> Response:
    """By name, narrowed by any of the filters: names and ingredients by any part of them, whatever its case
    and accents.
    """
    return revalidated(await menu_pages(request).page(*asking(request), query), if_none_match)


@menu_router.get(
    "/products/{plu:path}/modifiers",
    scope=Scope.MENU_READ,
    summary="List what may go with a product",
    response_model=ModifiersRead,
    responses={**CACHED, **problem_responses(ProductNotFound)},
)
async def list_modifiers(
    plu: Plu,
    brand_id: BrandId,
    request: Request,
    location_id: LocationId = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The extras that the product may take, and whether they can be had now."""
    product = await menu(request).get(*asking(request), brand_id, plu, location_id)
    return revalidated(WRITE_MODIFIERS(Modifiers(product.modifiers)), if_none_match)


@menu_router.put(
    "/products/{plu:path}/stations/{location_id:path}",
    scope=Scope.MENU_WRITE,
    summary="Prepare a product at another station",
    response_model=StationRead,
    responses=problem_responses(ProductNotFound, Busy),
)
async def assign_station(
    plu: Plu,
    location_id: LocationInPath,
    update: StationUpdate,
    brand_id: BrandId,
    request: Request,
) -> Response:
    """From now on, and at this location only."""
    assigned = await menu(request).assign_station(
        *asking(request), brand_id, plu, location_id, update.station
    )
    return Response(WRITE_STATION(assigned), media_type="application/json")


@menu_router.delete(
    "/products/{plu:path}/stations/{location_id:path}",
    scope=Scope.MENU_WRITE,
    status_code=204,
    summary="Prepare a product where its brand says",
    responses={
        204: {"description": "The location has no station of its own for it"},
        **problem_responses(Busy),
    },
)
async def unassign_station(
    plu: Plu, location_id: LocationInPath, brand_id: BrandId, request: Request
) -> Response:
    """Takes back what the location had chosen for itself."""
    await menu(request).unassign_station(*asking(request), brand_id, plu, location_id)
    return Response(status_code=204)


@menu_router.get(
    "/stations",
    scope=Scope.MENU_READ,
    summary="List a location's own stations",
    response_model=StationsRead,
    responses=CACHED,
)
async def list_product_stations(
    brand_id: BrandId,
    location_id: Annotated[
        Text64, Query(alias="locationId", description="Whose assignments", examples=["main"])
    ],
    request: Request,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """Those of a brand's products that the location prepares elsewhere than the brand says."""
    assigned = await menu(request).stations(*asking(request), brand_id, location_id)
    return revalidated(WRITE_STATIONS(ProductStations(assigned)), if_none_match)


@menu_router.get(
    "/products/{plu:product}",
    scope=Scope.MENU_READ,
    summary="Look up a product",
    response_model=ProductRead,
    responses={**CACHED, **problem_responses(ProductNotFound)},
)
async def get_product(
    plu: Plu,
    brand_id: BrandId,
    request: Request,
    location_id: LocationId = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The product with its groups, extras and pictures, as it may be ordered now."""
    product = await menu(request).get(*asking(request), brand_id, plu, location_id)
    return revalidated(WRITE_PRODUCT(product), if_none_match)


@menu_router.put(
    "/products/{plu:product}",
    scope=Scope.MENU_WRITE,
    summary="Create or replace a product",
    response_model=ProductRead,
    response_description="Replaced",
    responses={
        201: {"model": ProductRead, "description": "Created"},
        **problem_responses(Invalid, OtherProduct, Busy),
    },
)
async def put_product(
    plu: Plu,
    product: ProductUpdate,
    brand_id: BrandId,
    request: Request,
    location_id: LocationId = None,
) -> Response:
    """Makes the product what the body says; what it leaves out is taken to be absent. Its pictures and snoozes
    stay, and so do the prices of orders that were placed before.

    An answer may be changed and put back: what isn't the brand's to say in it is left as it is. With
    `locationId` the answer says what is snoozed there too, and a `stock` is that location's own.
    """
    listed, created = await menu(request).put(*asking(request), brand_id, plu, product, location_id)
    return Response(WRITE_PRODUCT(listed), 201 if created else 200, media_type="application/json")


@menu_router.delete(
    "/products/{plu:product}",
    scope=Scope.MENU_WRITE,
    status_code=204,
    summary="Take a product off the menu for good",
    responses={204: {"description": "Deleted"}, **problem_responses(ProductNotFound, Busy)},
)
async def delete_product(plu: Plu, brand_id: BrandId, request: Request) -> Response:
    """Orders that were placed before keep what they copied from it."""
    await menu(request).delete(*asking(request), brand_id, plu)
    return Response(status_code=204)
