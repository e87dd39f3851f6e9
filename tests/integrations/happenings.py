"""Happenings that platforms are told of."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from huuva_backend.integrations.happening import Act, Happening, KnownOrder, OffSale, OnSale
from huuva_backend.orders.acceptance import Acceptance, AcceptanceState, AcceptOutcome, DenialReason

NOON = datetime(2026, 11, 28, 12, 0, 5, 123456, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)
ORDER_ID = UUID(int=7)
KNOWN = KnownOrder(
    external_id="62aa/0e",
    channel="deliverect-7",
    channel_order_id="UE-7731",
    pickup_time=None,
    acceptance=None,
    cancellation_confirmed=False,
    promise_moved=False,
    kind=None,
    placed_by=None,
    entry=2,
    actor=None,
)
UBERS = replace(KNOWN, external_id="f2c1", channel="uber-eats", channel_order_id="f2c1")


def happening(
    act: Act,
    order: KnownOrder,
    *,
    taken: bool = False,
    theirs: bool = False,
    status: str = "RECEIVED",
) -> Any:
    return Happening(
        order_id=ORDER_ID,
        location_id="kallio",
        at=NOON,
        act=act,
        status=status,
        taken=taken,
        theirs=theirs,
        order=order,
    )


def denied(order: KnownOrder, reason: DenialReason) -> KnownOrder:
    state = AcceptanceState.DENIED
    told = Acceptance(by=NOON, outcome=AcceptOutcome.DENY, state=state, reason=reason)
    return replace(order, acceptance=told)


PROMISED = replace(KNOWN, pickup_time=LATER)
WAITING = Acceptance(by=LATER, outcome=AcceptOutcome.ACCEPT)


OFF, UNTIL, ON = (
    OffSale(plu="CAT/1", location_id="kallio", at=NOON, until=None),
    OffSale(plu="CAT/1", location_id="kallio", at=NOON, until=LATER),
    OnSale(plu="CAT/1", location_id="kallio", at=NOON),
)
