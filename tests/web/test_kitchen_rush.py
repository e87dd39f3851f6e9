"""A rush: whatever comes and goes meanwhile, what a hand bumps is the ticket that it saw."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from random import Random

import pytest

from tests.web.place import Json, Place, line
from tests.web.screens import PATIENCE, Kitchen, Screens

ACTS = 200
SEED = 20261128
AIM_TO_TOUCH = 0.6
"""Seconds at most between a look and the touch: less than the page waits before what has moved can be touched."""
FEWEST_BUMPS = ACTS // 10
"""So many hands must at least have bumped for the play to say anything."""

BUMPS = """
    () => [...document.querySelectorAll("#tickets .ticket:not([inert])")].flatMap((ticket) => {
      const box = ticket.querySelector(".bump").getBoundingClientRect();
      const point = [box.x + box.width / 2, box.y + box.height / 2];
      const hit = document.elementFromPoint(...point)?.closest(".ticket");
      return hit === ticket ? [{ order: ticket.dataset.order, point }] : [];
    })
"""
SHOWN = """
    (orders) => {
      const shown = [...document.querySelectorAll("#tickets .ticket:not([inert])")];
      return shown.map((ticket) => ticket.dataset.order).sort().join() === orders.join();
    }
"""
CHOSEN = 'document.activeElement.closest(".ticket:not([inert])")?.dataset.order ?? null'


class Hand:
    """Looks at one of its screen's tickets, and some time later touches what was there; or chooses by key."""

    def __init__(self, name: str, kitchen: Kitchen, random: Random) -> None:
        self.name = name
        self._kitchen = kitchen
        self._random = random
        self.saw = Counter[str]()
        """By order, how often it meant to bump it."""

    async def touch(self) -> None:
        seen = await self._kitchen.page.evaluate(BUMPS)
        if not seen:
            await self._hesitate()
            return
        aim = self._random.choice(seen)
        if self._random.random() < 0.5:
            await self._kitchen.page.mouse.move(*aim["point"])
        await self._hesitate()
        self.saw[aim["order"]] += 1
        await self._kitchen.page.mouse.click(*aim["point"])

    async def press(self) -> None:
        await self._kitchen.press(str(self._random.randrange(1, 10)))
        chosen = await self._kitchen.page.evaluate(CHOSEN)
        if chosen is None:
            await self._hesitate()
            return
        await self._hesitate()
        self.saw[chosen] += 1
        await self._kitchen.press("Enter")

    async def has_settled(self, orders: list[str]) -> None:
        """Its screen shows these and no others, whatever it had shown before the server said so."""
        await self._kitchen.page.wait_for_function(SHOWN, arg=sorted(orders), timeout=PATIENCE)

    async def _hesitate(self) -> None:
        await asyncio.sleep(self._random.uniform(0, AIM_TO_TOUCH))


class Till:
    """What goes on meanwhile: orders come, some due before others, and are moved and changed by the API."""

    def __init__(self, place: Place, random: Random) -> None:
        self._place = place
        self._random = random
        self.orders: list[Json] = []
        self.acts = 0

    async def act(self) -> None:
        await asyncio.sleep(self._random.uniform(0, AIM_TO_TOUCH))
        self.acts += 1
        if len(self.orders) < 6 or self._random.random() < 0.8:
            minutes = self._random.choice([5, 12, 20, 25, 40])
            name = f"R{len(self.orders) + 1}"
            self.orders.append(await self._place.order(name, line("BURGER"), minutes=minutes))
            return
        order = self._random.choice(self.orders)
        status = self._random.choice(["READY", "CANCELLED", "PREPARING"])
        await self._place.moves_if_it_may(order, status)


async def bumped_by(place: Place, orders: list[Json]) -> dict[str, Counter[str]]:
    """By display, how often it made which order ready, as history tells."""
    bumps: dict[str, Counter[str]] = {}
    for order in orders:
        (item,) = (await place.get(order))["items"]
        for entry in item["statusHistory"]:
            if entry["status"] == "READY" and entry["actor"]["kind"] == "display":
                bumps.setdefault(entry["actor"]["id"], Counter())[order["id"]] += 1
    return bumps


@pytest.mark.timeout(180)
async def test_every_bump_went_to_the_ticket_that_was_seen(screens: Screens, place: Place) -> None:
    till = Till(place, Random(SEED))
    for _ in range(8):
        await till.act()
    names = ("grill", "pass", "bar")
    left, right, bar = [
        Hand(name, await screens.kitchen(name=name), Random(SEED + at))
        for at, name in enumerate(names)
    ]

    hands = (left, right, bar)
    acts = (left.touch, right.touch, bar.press, till.act)

    async def again_and_again(act: Callable[[], Awaitable[None]]) -> None:
        while sum(hand.saw.total() for hand in hands) + till.acts < ACTS:
            await act()

    await asyncio.gather(*map(again_and_again, acts))

    tickets = (await place.tickets())["tickets"]
    open_now = [ticket["orderId"] for ticket in tickets if ticket["status"] != "READY"]
    for hand in hands:
        await hand.has_settled(open_now)
    bumps = await bumped_by(place, till.orders)
    assert sum(map(Counter.total, bumps.values())) >= FEWEST_BUMPS
    for hand in hands:
        assert bumps.get(hand.name, Counter()) <= hand.saw
