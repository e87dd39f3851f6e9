"""How kitchens stand at this moment, for who runs several of them."""

from huuva_backend.kitchen.now import NowListing, location_now
from huuva_backend.kitchen.now_repository import NowRepository
from huuva_backend.kitchen.now_schemas import NowQuery
from huuva_backend.locations.schemas import LocationQuery
from huuva_backend.locations.service import LocationService
from huuva_backend.partners.caller import Caller
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor


class NowService:
    def __init__(self, locations: LocationService) -> None:
        self._locations = locations

    async def now(self, caller: Caller, on: Executor, query: NowQuery) -> NowListing:
        """Of the caller's locations, by id. Raises `LocationNotFound`, `InvalidCursor`."""
        if query.location_id is None:
            page = await self._locations.page(
                caller, on, LocationQuery(limit=query.limit, cursor=query.cursor)
            )
            found, next_cursor = page.items, page.next_cursor
        else:
            found, next_cursor = [await self._locations.get(caller, on, query.location_id)], None
        read = await NowRepository(on).now([each.id for each in found], caller.brands)
        return NowListing(
            next((each.now for each in read.values()), utc_now()),
            [location_now(each, read[each.id]) for each in found],
            next_cursor,
        )
