"""An endpoint that is away for longer than events are kept."""

from huuva_backend.partners.caller import system
from huuva_backend.webhooks.delivery_service import AHEAD, DeliveryService
from tests.conftest import Connection
from tests.orders.kitchen import Json, Kitchen
from tests.webhooks.receiver import Receiver
from tests.webhooks.telling import Telling

LET_GO = "DELETE FROM order_events WHERE location_id = $1"


class Away:
    """Lets go of all events there are, as the loop does; another worker comes back."""

    def __init__(self, telling: Telling, committed: Connection, location: str) -> None:
        self._telling = telling
        self._committed = committed
        self._location = location

    async def let_go(self) -> None:
        service, caller = DeliveryService(), system("expiry")
        await service.note_untold(caller, self._telling.database, AHEAD)
        await self._committed.execute(LET_GO, self._location)
        self._telling.dispatcher = self._telling.worker()


async def moved(kitchen: Kitchen, placed: Json, *statuses: str) -> None:
    for where in statuses:
        await kitchen.move(placed, where)


def told(receiver: Receiver, placed: Json) -> list[tuple[int, str, bool]]:
    """Versions and types of the order, and whether they were told from history."""
    found = [each.json for each in receiver.requests if each.order == placed["id"]]
    return [
        (each["data"]["orderVersion"], each["type"], each["data"]["fromHistory"]) for each in found
    ]
