"""Pages of menus, which are asked for far more often than they change."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field

from huuva_backend.menu.product import ListedProducts
from huuva_backend.menu.repository import MenuRepository, ReadPage
from huuva_backend.menu.schemas import MAX_CURSOR_LENGTH, ProductPage, ProductQuery
from huuva_backend.menu.search import MAX_KEY_LENGTH, fold, name_key
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.answers import writer
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.pagination import Cursors
from huuva_backend.platform.text import Text64, clean


def _storable(key: str) -> str:
    clean(key)
    return key


NameKey = Annotated[str, Field(max_length=MAX_KEY_LENGTH), AfterValidator(_storable)]
CURSORS: Final = Cursors("products", tuple[NameKey, Text64, Text64], MAX_CURSOR_LENGTH)
"""The name, the brand and the PLU of the last product on the page."""

KEPT_PAGES: Final = 64
KEPT_BYTES: Final = 512 * 1024
"""How many pages a process keeps, and up to which size."""

_write: Final = writer(ProductPage, ListedProducts)


class MenuPageService:
    """Keeps the pages that were asked for last, and reads of them only whether they are as they were."""

    def __init__(self) -> None:
        self._kept: OrderedDict[object, tuple[ReadPage, bytes]] = OrderedDict()

    async def page(self, caller: Caller, on: Executor, query: ProductQuery) -> bytes:
        """By name, as the JSON of `ProductPage`. Raises `InvalidCursor`."""
        filters = _filters(caller, query)
        location_id = caller.somewhere(query.location_id)
        if "brand_id" not in filters or {"orderable", "not_orderable"} & filters.keys():
            found = await MenuRepository(on).page(filters, location_id, query.limit + 1)
            return _written(found, query.limit)
        key = (location_id, query.limit, *filters.items())
        before, body = self._kept.get(key, (None, b""))
        page = await MenuRepository(on).page(filters, location_id, query.limit + 1, before)
        if page is not before:
            body = _written(page, query.limit)
            self._keep(key, page, body)
        return body

    def _keep(self, key: object, page: ReadPage, body: bytes) -> None:
        self._kept.pop(key, None)
        if page.version is not None and len(body) <= KEPT_BYTES:
            self._kept[key] = page, body
        if len(self._kept) > KEPT_PAGES:
            self._kept.popitem(last=False)


def _filters(caller: Caller, query: ProductQuery) -> Mapping[str, Any]:
    """As `MenuRepository.page` takes them."""
    given = {} if query.brand_id is None else {"brand_id": query.brand_id}
    filters = dict(caller.narrowed(given, {"brand_id"}))
    if query.name is not None:
        filters["name"] = name_key(query.name)
    if query.ingredient is not None:
        filters["ingredient"] = fold(query.ingredient)
    for orderable in {query.orderable, query.available} - {None}:
        filters["orderable" if orderable else "not_orderable"] = True
    if query.cursor is not None:
        filters["after"] = CURSORS.decode(query.cursor)
    return filters


def _written(page: ReadPage, limit: int) -> bytes:
    found = page.products()
    items = found[:limit]
    if len(found) == len(items):
        return _write(ListedProducts(items, None))
    last = items[-1]
    return _write(ListedProducts(items, CURSORS.encode((last.name_key, last.brand_id, last.plu))))
