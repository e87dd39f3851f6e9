"""A kitchen that works while somebody looks on: orders come, cooks bump, couriers fetch, and now and then something goes wrong."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import aclosing
from datetime import datetime, timedelta
from heapq import heappop, heappush
from random import Random
from typing import Final, NamedTuple
from uuid import UUID

from huuva_backend.demo import close_of_day
from huuva_backend.demo.answering import answers
from huuva_backend.demo.arrivals import Arrival, arriving
from huuva_backend.demo.asking import Hands
from huuva_backend.demo.cooking import display_of
from huuva_backend.demo.kitchen import Kitchens
from huuva_backend.demo.pages import pages
from huuva_backend.demo.planned import Planned, PlannedAmendment, PlannedAnswer, PlannedMove
from huuva_backend.demo.progress import console
from huuva_backend.demo.telling import told
from huuva_backend.orders.history import Actor, ActorKind
from huuva_backend.orders.lifecycle import Cause, OrderStatus
from huuva_backend.orders.order import Order
from huuva_backend.orders.policy import Policy
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.errors import DomainError

EVERY: Final = timedelta(seconds=20)
"""Between two orders, on average, at all locations together: a busy evening."""
A_DAY: Final = 900
"""So many orders of a day make an evening as busy: whose cooks there are."""
AT_FIRST: Final = 8
"""Orders of the first seconds, so that whoever looks has something to bump."""
TAKEN_OVER: Final = timedelta(minutes=15)
"""Until the orders of the simulated day that are open have been made and fetched."""


ANSWERED: Final = {
    "accept": "accepted",
    "deny": "denied",
    "request": "to be cancelled",
    "confirm": "cancelled as asked",
    "refuse": "not cancelled",
}


class KitchenClock(NamedTuple):
    """The kitchens' clock, which runs `speed` times as fast as ours since `began`."""

    began: datetime
    speed: float

    def ours(self, theirs: datetime) -> datetime:
        return self.began + (theirs - self.began) / self.speed

    def theirs(self, ours: datetime) -> datetime:
        return self.began + (ours - self.began) * self.speed


class Due(NamedTuple):
    """What is to be asked of an order, by the kitchens' clock; `number` keeps apart what is due at once."""

    at: datetime
    number: int
    location_id: str
    order_id: UUID
    planned: Planned


class LiveKitchens:
    """The same orders and acts for the same seed, whatever the pace.

    `done` counts what happened by its kind, `refused` what the services wouldn't do.
    """

    def __init__(
        self,
        hands: Hands,
        seed: int,
        pace: KitchenClock,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._hands = hands
        self._seed = seed
        self.pace = pace
        self._tell = tell
        self._kitchens = Kitchens(A_DAY)
        self._due: list[Due] = []
        self._planned = 0
        self.done: Counter[str] = Counter()
        self.refused: list[DomainError] = []

    async def take_over(self) -> int:
        """Go on with what is open of the demo, the oldest first; how many orders."""
        rng = Random(f"live/{self._seed}/before")  # noqa: S311 - a simulated kitchen, not a secret
        before = [
            order
            for order in reversed(await self._hands.open_orders())
            if order.channel_order_id.startswith(("DEMO-", "LIVE-"))
        ]
        now = self.pace.theirs(utc_now())
        for number, order in enumerate(before):
            at = now + TAKEN_OVER * (number / len(before))
            self._plan(order, _rest(rng, order, at))
        return len(before)

    async def work(self, until: datetime | None = None) -> None:
        """Until then by the kitchens' clock, or for ever."""
        for order in arrivals(self._seed, self.pace.began):
            while self._due and self._due[0].at <= order.at:
                if until is not None and self._due[0].at > until:
                    return
                await self._happen(heappop(self._due))
            if until is not None and order.at > until:
                return
            await self._come(order)

    async def work_off(self) -> None:
        """What is planned already, with nothing new."""
        while self._due:
            await self._happen(heappop(self._due))

    async def _come(self, order: Arrival) -> None:
        await self._wait(order.at)
        partner = Actor(ActorKind.PARTNER, order.channel.id)
        try:
            placed = await self._hands.place(self._body(order), partner)
        except DomainError as error:
            self._refuse(order.location.id, error)
            return
        self.done["placed"] += 1
        self._tell(told(placed, "placed"))
        asked = self._kitchens.handle(order, order.at)
        self._plan(placed, [*asked, *answers(order, order.at, asked)])

    async def _happen(self, due: Due) -> None:
        await self._wait(due.at)
        planned = self._by_our_clock(due.planned)
        try:
            order = await self._hands.ask(due.location_id, due.order_id, planned)
        except DomainError as error:
            self._refuse(due.location_id, error)
            return
        if order is not None:
            self.done[kind_of(planned)] += 1
            self._tell(told(order, kind_of(planned), planned))

    async def _wait(self, theirs: datetime) -> None:
        await asyncio.sleep(max(0, (self.pace.ours(theirs) - utc_now()).total_seconds()))

    def _plan(self, order: Order, asked: Iterable[Planned]) -> None:
        for planned in asked:
            if not _is_the_workers(planned):
                self._planned += 1
                due = Due(planned.at, self._planned, order.location_id, order.id, planned)
                heappush(self._due, due)

    def _body(self, order: Arrival) -> dict[str, object]:
        """As it is posted now: by our clock, and without a history of before."""
        times = {
            name: self.pace.ours(order.body[name])
            for name in ("pickupTime", "acceptBy")
            if order.body.get(name)
        }
        kept = order.body.keys() - {"created", "id", "status", "statusHistory"}
        name = order.body["channelOrderId"].removeprefix("DEMO-live")
        own = {"channelOrderId": f"LIVE-{self.pace.began:%y%m%d%H%M%S}{name}"}
        return {name: order.body[name] for name in kept} | times | own

    def _by_our_clock(self, planned: Planned) -> Planned:
        if not isinstance(planned, PlannedAmendment) or "pickup_time" not in planned.given:
            return planned
        later = self.pace.ours(planned.given["pickup_time"])
        return planned._replace(given=dict(planned.given) | {"pickup_time": later})

    def _refuse(self, location_id: str, error: DomainError) -> None:
        self.refused.append(error)
        self._tell(f"{location_id:8} refused: {error.detail}")


def arrivals(seed: int, began: datetime) -> Iterator[Arrival]:
    """One after the other, for ever."""
    gaps, at, number = Random(f"live/{seed}"), began, 0  # noqa: S311 - the same
    while True:
        mean = EVERY if number >= AT_FIRST else timedelta(seconds=1)
        at += gaps.expovariate(1) * mean
        name = f"live/{seed}/{number}"
        yield arriving(at, name, number, Random(name), {"demo": seed})  # noqa: S311 - the same
        number += 1


def kind_of(planned: Planned) -> str:
    """What whoever looks on calls it."""
    if isinstance(planned, PlannedAnswer):
        return ANSWERED[planned.what]
    if not isinstance(planned, PlannedMove):
        return "amended"
    if planned.recall:
        return "recalled"
    return planned.status.value.lower().replace("_", " ")


def _is_the_workers(planned: Planned) -> bool:
    """What the server does by itself when it is time."""
    if isinstance(planned, PlannedAnswer):
        return planned.what == "unanswered"
    return isinstance(planned, PlannedMove) and planned.cause is Cause.CLOSED_BY_DAY


def _rest(rng: Random, order: Order, at: datetime) -> Iterator[PlannedMove]:
    """What is still to be done of an order that was begun before we looked."""
    display = display_of(order.location_id, "pass")
    for status in (OrderStatus.PREPARING, OrderStatus.READY, OrderStatus.PICKED_UP):
        if status.code > order.status.code:
            yield PlannedMove(at, display, status)
            at += timedelta(seconds=rng.uniform(60, 240))


def run(url: str, policy: Policy, *, seed: int, speed: float, port: int) -> None:
    """Work until somebody interrupts, and say what happens."""
    asyncio.run(_run(url, policy, seed, KitchenClock(utc_now(), speed), f"http://127.0.0.1:{port}"))


async def _run(url: str, policy: Policy, seed: int, pace: KitchenClock, server: str) -> None:
    database = await Database.open(url, size=2, name="huuva_backend demo", statement_seconds=5)
    async with aclosing(database):
        await close_of_day.say(database)
        kitchens = LiveKitchens(Hands(database, policy), seed, pace, console.print)
        before = await kitchens.take_over()
        console.print("With the server running (make run), watch and bump; Ctrl-C ends it:")
        for page in pages("kamppi", server):
            console.print(f"  {page}", soft_wrap=True)
        if before:
            console.print(f"  {before} orders of before are made first, the oldest first")
        try:
            await kitchens.work()
        finally:
            happened = ", ".join(f"{count} {kind}" for kind, count in kitchens.done.most_common())
            console.print(f"[green]✓[/green] {happened or 'nothing happened'}", soft_wrap=True)
