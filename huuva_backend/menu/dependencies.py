"""What the routes of the menu take from a request beside its body."""

from typing import Annotated, Any, Final, cast

from fastapi import Header, Path, Query, Request
from starlette.convertors import PathConvertor, register_url_convertor

from huuva_backend.menu.among import RESERVED, ProductPlu
from huuva_backend.menu.page_service import MenuPageService
from huuva_backend.menu.service import ImageService, MenuService, WholeMenuService
from huuva_backend.menu.snooze_service import SnoozeService
from huuva_backend.menu.stock_service import StockService
from huuva_backend.platform.text import Addressable, Text64


def menu(request: Request) -> MenuService:
    return cast(MenuService, request.app.state.menu)


def menu_pages(request: Request) -> MenuPageService:
    return cast(MenuPageService, request.app.state.menu_pages)


def images(request: Request) -> ImageService:
    return cast(ImageService, request.app.state.images)


def whole_menus(request: Request) -> WholeMenuService:
    return cast(WholeMenuService, request.app.state.whole_menus)


def snoozes(request: Request) -> SnoozeService:
    return cast(SnoozeService, request.app.state.snoozes)


def stocks(request: Request) -> StockService:
    return cast(StockService, request.app.state.stocks)


CACHED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "headers": {
            "ETag": {"description": "Names this answer", "schema": {"type": "string"}},
        }
    },
    304: {"description": "The same as the answer in If-None-Match"},
}
"""What a route that answers `revalidated` says of it."""


class ProductConvertor(PathConvertor):
    """A path with slashes that is a product's own and not that of something that belongs to one."""

    regex = rf"(?!(?:.*/)?(?:{'|'.join(RESERVED)})(?:/|$)).*"


register_url_convertor("product", ProductConvertor())

Plu = Annotated[
    ProductPlu, Path(description="The product's PLU, percent-encoded", examples=["PIZZA-1"])
]
BrandId = Annotated[
    Text64, Query(alias="brandId", description="Whose product", examples=["pizzeria"])
]
BrandInPath = Annotated[
    str, Addressable(64), Path(description="The brand, percent-encoded", examples=["pizzeria"])
]
LocationId = Annotated[
    Text64 | None,
    Query(
        alias="locationId",
        description="Whose snoozes and stock count beside those of every location",
        examples=["main"],
    ),
]
LocationInPath = Annotated[
    str, Addressable(64), Path(description="The location, percent-encoded", examples=["main"])
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        description="The ETag of the answer that you have",
        examples=['"0f1e2d3c4b5a69788796a5b4c3d2e1f0"'],
    ),
]
