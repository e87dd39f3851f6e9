"""What can be asked of a kitchen's work: how much there is, and when an order would be ready."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from huuva_backend.locations.intake import holding
from huuva_backend.locations.intake_service import IntakeService
from huuva_backend.locations.location import LocationRules
from huuva_backend.locations.service import LocationService
from huuva_backend.menu.offer import Offer
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.placing import is_made
from huuva_backend.partners.caller import NOBODYS, Caller
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.quantity import Quantity
from huuva_backend.quotes.load import KitchenLoad, Quote, QuotedItem
from huuva_backend.quotes.observation import Observed, observed
from huuva_backend.quotes.repository import WorkRepository
from huuva_backend.quotes.schemas import QuoteCreate, QuoteItem
from huuva_backend.quotes.work import (
    DEFAULT_MINUTES,
    LOAD,
    QUOTE,
    Minutes,
    MinutesBasis,
    WantedLine,
    expected,
    loads,
    minutes_ahead,
    quoted,
    slowest,
)

OBSERVED_SECONDS: Final = 300
MOST_LOCATIONS: Final = 1_000


class QuoteService:
    """What was observed at a location is looked at once in `OBSERVED_SECONDS`; what is open there, each time."""

    def __init__(
        self, locations: LocationService, intake: IntakeService, menu: MenuService
    ) -> None:
        self._locations = locations
        self._intake = intake
        self._menu = menu
        self._observed = OrderedDict[str, tuple[float, Observed]]()

    async def load(self, caller: Caller, on: Executor, location_id: str) -> KitchenLoad:
        """Raises `LocationNotFound`."""
        intake = await self._intake.get(caller, on, location_id)
        seen = await self._observed_at(on, location_id)
        now, lines = await WorkRepository(on).open_lines(location_id)
        stations = loads(lines, seen, now, caller.brands)
        minutes = slowest(stations, DEFAULT_MINUTES) + intake.items[0].extra_minutes
        return KitchenLoad(
            location_id=location_id,
            as_of=now,
            minutes=minutes,
            ready_at=_after(now, minutes),
            stations=stations,
            intake=intake.items,
            definition=LOAD,
        )

    async def quote(self, caller: Caller, on: Executor, asked: QuoteCreate) -> Quote:
        """Nothing is written, and nothing is promised. Raises `LocationNotFound`."""
        location_id = asked.location_id
        await self._locations.must_be_known(caller, on, location_id)
        brand_id = _brand(caller, asked.brand_id)
        plus = list(dict.fromkeys(item.plu for item in asked.items))
        whose = NOBODYS if brand_id is None else caller.of(brand_id)
        offers = await self._menu.offers(caller, on, whose, location_id, plus)
        seen = await self._observed_at(on, location_id)
        now, lines = await WorkRepository(on).open_lines(location_id)
        items = [
            _item(caller, item, brand_id, offers.by_plu, offers.rules, seen) for item in asked.items
        ]
        wanted = [
            WantedLine(item.station, item.minutes, _pieces(line.quantity))
            for item, line in zip(items, asked.items, strict=True)
            if item.basis is not MinutesBasis.NOT_MADE
        ]
        stations = quoted(wanted, minutes_ahead(lines, seen, now), seen)
        switch = holding(offers.intake, asked.channel, now)
        minutes = slowest(stations) + switch.extra_minutes
        return Quote(
            location_id=location_id,
            brand_id=brand_id,
            channel=asked.channel,
            as_of=now,
            minutes=minutes,
            ready_at=_after(now, minutes),
            mode=switch.mode,
            extra_minutes=switch.extra_minutes,
            until=switch.until,
            items=items,
            stations=stations,
            definition=QUOTE,
        )

    async def _observed_at(self, on: Executor, location_id: str) -> Observed:
        known = self._observed.get(location_id)
        if known is not None and known[0] > monotonic():
            return known[1]
        seen = observed(await WorkRepository(on).preparations(location_id))
        self._observed[location_id] = (monotonic() + OBSERVED_SECONDS, seen)
        self._observed.move_to_end(location_id)
        if len(self._observed) > MOST_LOCATIONS:
            self._observed.popitem(last=False)
        return seen


def _brand(caller: Caller, brand_id: str | None) -> str | None:
    if brand_id is None and caller.brands is not None and len(caller.brands) == 1:
        return next(iter(caller.brands))
    return brand_id


def _item(
    caller: Caller,
    item: QuoteItem,
    brand_id: str | None,
    offers: Mapping[str, Offer],
    rules: LocationRules,
    seen: Observed,
) -> QuotedItem:
    offer = offers.get(item.plu)
    menu_station = None if offer is None else offer.station
    if offer is not None and not is_made(
        offer.to_make, menu_station, make_unrouted=rules.make_unrouted
    ):
        minutes, station = Minutes(0, MinutesBasis.NOT_MADE), menu_station
    else:
        menu_minutes = None if offer is None else offer.preparation_minutes
        minutes, station = expected(
            seen, item.plu, brand_id, menu_station, menu_minutes, caller.brands
        )
    return QuotedItem(
        plu=item.plu,
        known=offer is not None or minutes.basis is MinutesBasis.OBSERVED,
        station=station,
        minutes=round(minutes.minutes, 1),
        basis=minutes.basis,
        n=minutes.n,
    )


def _pieces(quantity: Quantity) -> int:
    return quantity if isinstance(quantity, int) else 1


def _after(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)
