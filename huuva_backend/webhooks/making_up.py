"""Tells endpoints from histories what is gone from the feed before they were told of it."""

from collections.abc import Iterable
from datetime import datetime

from structlog import get_logger

from huuva_backend.partners.caller import Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.webhooks.delivery_service import DeliveryService
from huuva_backend.webhooks.gap import Gap
from huuva_backend.webhooks.message import written
from huuva_backend.webhooks.outlet import Outlet
from huuva_backend.webhooks.wording import Wording

log = get_logger(__name__)


class MakingUp:
    def __init__(self, caller: Caller, database: Executor, service: DeliveryService) -> None:
        self._caller = caller
        self._database = database
        self._service = service

    async def turn(self, outlets: Iterable[Outlet], now: datetime) -> bool:
        """Read a page for each that has been told of what it has; whether there was any.

        Where that can't be done it is tried again, and the others aren't kept waiting.
        """
        read = False
        for outlet in outlets:
            for location_id, gap in outlet.gaps_to_read(now):
                try:
                    await self._read(outlet, location_id, gap, now)
                    read = True
                except Exception as error:
                    place = {"endpoint": str(outlet.endpoint.id), "location": location_id}
                    log.error("histories can't be read", exc_info=error, **place)
        return read

    async def _read(self, outlet: Outlet, location_id: str, gap: Gap, now: datetime) -> None:
        if gap.since is None:
            since = await self._service.untold_since(
                self._caller, self._database, outlet.endpoint.id, location_id
            )
            outlet.begin_anew(location_id, since)
        else:
            await self._page(outlet, location_id, gap, now)

    async def _page(self, outlet: Outlet, location_id: str, gap: Gap, now: datetime) -> None:
        foreign = outlet.endpoint.dialect != Wording.NATIVE
        events, last = await self._service.missed(
            self._caller, self._database, location_id, gap, foreign=foreign
        )
        outlet.take_missed(location_id, written(events, gap.resume), last, now)
