"""What can be done with the menu: look up what is sold, change it, take it off for a while."""

from collections.abc import Mapping, Sequence

from huuva_backend.menu.offer import Offer
from huuva_backend.menu.repository import MenuRepository
from huuva_backend.platform.db.database import Executor


class MenuService:
    """The products of brands. Cheap to make, so that a transaction may have one of its own session."""

    def __init__(self, database: Executor) -> None:
        self._menu = MenuRepository(database)

    async def offers(
        self, brand_id: str, location_id: str, plus: Sequence[str]
    ) -> Mapping[str, Offer]:
        """What a location sells of these now, by PLU; what isn't on the brand's menu is left out."""
        return await self._menu.offers(brand_id, location_id, plus)
