"""Whole menus: `/api/menu/brands`."""

from typing import Annotated

from fastapi import Query, Request, Response

from huuva_backend.menu.dependencies import CACHED, BrandInPath, IfNoneMatch, whole_menus
from huuva_backend.menu.errors import OtherBrand
from huuva_backend.menu.product import Menu, Replaced
from huuva_backend.menu.schemas import MenuCreate, MenuRead, ReplacedRead
from huuva_backend.partners.caller import Scope
from huuva_backend.partners.dependencies import asking
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Invalid
from huuva_backend.platform.http.caching import revalidated
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import Router

brand_menu_router = Router("/api/menu/brands", tags=["menu"])

MAX_MENU_BYTES = 4 * 1024 * 1024
"""For 2,000 products with a dozen extras each."""

WRITE_MENU = writer(MenuRead, Menu)
WRITE_REPLACED = writer(ReplacedRead, Replaced)


@brand_menu_router.get(
    "/{brand_id:path}",
    scope=Scope.MENU_READ,
    summary="Export a brand's menu",
    response_model=MenuRead,
    responses=CACHED,
)
async def export_menu(
    brand_id: BrandInPath, request: Request, if_none_match: IfNoneMatch = None
) -> Response:
    """All products as they would be put, by PLU; without snoozes, stock and pictures."""
    return revalidated(
        WRITE_MENU(await whole_menus(request).get(*asking(request), brand_id)), if_none_match
    )


@brand_menu_router.put(
    "/{brand_id:path}",
    scope=Scope.MENU_WRITE,
    summary="Import a brand's menu",
    max_body_bytes=MAX_MENU_BYTES,
    response_model=ReplacedRead,
    responses=problem_responses(Invalid, OtherBrand, Busy),
)
async def import_menu(
    brand_id: BrandInPath,
    menu: MenuCreate,
    request: Request,
    dry_run: Annotated[
        bool, Query(alias="dryRun", description="Answer as if, but change nothing")
    ] = False,
) -> Response:
    """Makes these products the brand's whole menu, all at once or, with every fault named, not at all.

    Products that aren't among them are deleted; those that stay keep their pictures, snoozes and stock. What
    was exported may be imported: that changes nothing. At most 2,000 products and 4 MiB.
    """
    replaced = await whole_menus(request).replace(*asking(request), brand_id, menu, dry_run=dry_run)
    return Response(WRITE_REPLACED(replaced), media_type="application/json")
