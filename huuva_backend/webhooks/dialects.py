"""What an endpoint is sent in the words of its dialect: the body, and where below its URL. Pure."""

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from pydantic_core import to_json

from huuva_backend.integrations import deliverect, uber_eats
from huuva_backend.integrations.happening import (
    Happening,
    OffSale,
    OnSale,
    Said,
    act_of,
    is_theirs,
)
from huuva_backend.menu.availability import EVERYWHERE, ProductEventType
from huuva_backend.orders.events import ToldChange
from huuva_backend.webhooks.endpoint import Endpoint, ToldEvent
from huuva_backend.webhooks.message import WrittenEvent
from huuva_backend.webhooks.wording import Wording


class Vocabulary(NamedTuple):
    """How a platform says what became of an order, and of a product."""

    of_orders: Callable[[Happening], Said | None]
    of_products: Callable[[OffSale | OnSale], Said | None]


VOCABULARIES: Final[Mapping[str, Vocabulary]] = {
    Wording.DELIVERECT: Vocabulary(deliverect.status_of, deliverect.snoozing_of),
    Wording.UBER_EATS: Vocabulary(uber_eats.said_of, uber_eats.suspension_of),
}


class Told(NamedTuple):
    """`path` None: to the URL as it is."""

    body: str
    path: str | None


def told_to(endpoint: Endpoint, written: WrittenEvent) -> Told | None:
    """None where its dialect has no word for the event: nothing is sent then."""
    if endpoint.dialect == Wording.NATIVE:
        return Told(written.body, None)
    said = _said(endpoint, written.event)
    return None if said is None else Told(to_json(said.body).decode(), said.path)


def _said(endpoint: Endpoint, event: ToldEvent) -> Said | None:
    vocabulary = VOCABULARIES.get(endpoint.dialect)
    if vocabulary is None:
        return None
    if event.plu is not None:
        change = _change(event.type, event.plu, event)
        return None if change is None else vocabulary.of_products(change)
    if event.order_id is None or event.order is None:
        return None
    changes = [ToldChange(*change) for change in event.changes]  # type: ignore[arg-type]
    done = act_of(event.type, changes, event.order)
    if done is None:
        return None
    act, taken = done
    happening = Happening(
        order_id=event.order_id,
        location_id=event.location_id,
        at=event.at,
        act=act,
        status=event.order_status or "",
        taken=taken,
        theirs=is_theirs(event.order, endpoint.owner),
        order=event.order,
    )
    return vocabulary.of_orders(happening)


def _change(kind: str, plu: str, event: ToldEvent) -> OffSale | OnSale | None:
    location = None if event.location_id == EVERYWHERE else event.location_id
    if kind == ProductEventType.AVAILABLE:
        return OnSale(plu=plu, location_id=location, at=event.at)
    if kind in (ProductEventType.SNOOZED, ProductEventType.SOLD_OUT):
        return OffSale(plu=plu, location_id=location, at=event.at, until=event.until)
    return None
