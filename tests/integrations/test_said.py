"""What each platform is told, and how, of each act and of what is off sale: the tables whole."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from huuva_backend.integrations import deliverect, uber_eats
from huuva_backend.integrations.happening import Act, Happening, KnownOrder, OffSale, OnSale
from huuva_backend.orders.acceptance import (
    Acceptance,
    AcceptanceState,
    AcceptOutcome,
    DenialReason,
)
from huuva_backend.orders.lifecycle import OrderStatus

NOON = datetime(2026, 11, 28, 12, 0, 5, 123456, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)
ORDER_ID = UUID(int=7)
KNOWN = KnownOrder(
    external_id="62aa/0e",
    channel="deliverect-7",
    channel_order_id="UE-7731",
    pickup_time=None,
    acceptance=None,
    cancellation_asked=False,
    kind=None,
    entry=2,
    actor=None,
)
UBERS = replace(KNOWN, external_id="f2c1", channel="uber-eats", channel_order_id="f2c1")


def happening(act: Act, order: KnownOrder, *, taken: bool = False, theirs: bool = False) -> Any:
    return Happening(
        order_id=ORDER_ID,
        location_id="kallio",
        at=NOON,
        act=act,
        taken=taken,
        theirs=theirs,
        order=order,
    )


def denied(order: KnownOrder, reason: DenialReason) -> KnownOrder:
    state = AcceptanceState.DENIED
    told = Acceptance(by=NOON, outcome=AcceptOutcome.DENY, state=state, reason=reason)
    return replace(order, acceptance=told)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (10, OrderStatus.RECEIVED),
        (20, OrderStatus.RECEIVED),
        (50, OrderStatus.PREPARING),
        (60, OrderStatus.READY),
        (70, OrderStatus.READY),
        (90, OrderStatus.PICKED_UP),
        (100, None),  # asks the kitchen
        (110, OrderStatus.CANCELLED),
        (120, OrderStatus.CANCELLED),
        (30, None),
    ],
)
def test_each_code_of_deliverect(code: int, status: OrderStatus | None) -> None:
    assert deliverect.STATUSES.get(code) is status
    assert (code == deliverect.CANCEL) is (code == 100)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Act.PLACED, 10),
        (Act.ACCEPTED, 20),
        (Act.PREPARING, 50),
        (Act.READY, 70),
        (Act.PICKED_UP, 90),
        (Act.CANCELLED, 110),
        (Act.DENIED, 120),
    ],
)
@pytest.mark.parametrize("theirs", [True, False])
def test_deliverect_is_told_of_each_act(act: Act, code: int, theirs: bool) -> None:
    said = deliverect.status_of(happening(act, KNOWN, theirs=theirs))
    assert said == (
        "/orderStatus/62aa%2F0e",
        {
            "orderId": "62aa/0e",
            "receiptId": str(ORDER_ID),
            "channelOrderId": "UE-7731",
            "location": "kallio",
            "status": code,
            "reason": "",
            "timeStamp": "2026-11-28T12:00:05.123456Z",
        },
    )
    assert deliverect.STATUSES[code] in OrderStatus


def test_what_deliverect_is_told_comes_back_as_the_same() -> None:
    for act, code in deliverect.SAID.items():
        status = deliverect.STATUSES[code]
        assert act.name == status or (act, status) in (
            (Act.PLACED, OrderStatus.RECEIVED),
            (Act.ACCEPTED, OrderStatus.RECEIVED),
            (Act.DENIED, OrderStatus.CANCELLED),
        )
    assert set(deliverect.SAID) == set(Act)


@pytest.mark.parametrize("reason", DenialReason)
def test_deliverect_is_told_why_an_order_is_denied(reason: DenialReason) -> None:
    said = deliverect.status_of(happening(Act.DENIED, denied(KNOWN, reason)))
    assert said is not None
    assert (said.body["status"], said.body["reason"]) == (120, str(reason))


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("channel", ["wolt", "uber-eats", "deliverect2", "", None])
def test_of_others_orders_deliverect_is_told_nothing(act: Act, channel: str | None) -> None:
    assert deliverect.status_of(happening(act, replace(KNOWN, channel=channel))) is None
    assert deliverect.status_of(happening(act, replace(KNOWN, external_id=None))) is None


OPERATIONS: dict[Act, tuple[str, dict[str, Any]] | None] = {
    Act.PLACED: None,
    Act.ACCEPTED: (
        "/v1/delivery/order/f2c1/accept",
        {"external_reference_id": str(ORDER_ID)},
    ),
    Act.DENIED: (
        "/v1/delivery/order/f2c1/deny",
        {"deny_reason": {"type": "OTHER", "info": "OTHER"}},
    ),
    Act.PREPARING: None,
    Act.READY: ("/v1/delivery/order/f2c1/ready", {}),
    Act.PICKED_UP: None,
    Act.CANCELLED: ("/v1/delivery/order/f2c1/cancel", {"type": "OTHER"}),
}


@pytest.mark.parametrize("act", Act)
def test_uber_is_told_of_each_act_that_it_has_an_operation_for(act: Act) -> None:
    taken = act is Act.ACCEPTED
    assert uber_eats.said_of(happening(act, UBERS, taken=taken)) == OPERATIONS[act]
    for others in (
        replace(UBERS, channel="wolt"),
        replace(UBERS, channel=None),
        replace(UBERS, external_id=None),
    ):
        assert uber_eats.said_of(happening(act, others)) is None


def test_an_order_is_accepted_once() -> None:
    assert uber_eats.said_of(happening(Act.ACCEPTED, UBERS)) is None


def test_a_restaurants_own_courier_is_told_to_uber() -> None:
    own = replace(UBERS, kind="DELIVERY_BY_RESTAURANT")
    assert uber_eats.said_of(happening(Act.PICKED_UP, own)) == (
        "/v1/eats/orders/f2c1/restaurantdelivery/status",
        {"status": "started"},
    )


def test_uber_is_not_told_that_it_cancelled_itself() -> None:
    assert uber_eats.said_of(happening(Act.CANCELLED, UBERS, theirs=True)) is None
    assert uber_eats.said_of(happening(Act.READY, UBERS, theirs=True)) is not None
    asked = uber_eats.said_of(happening(Act.CANCELLED, replace(UBERS, cancellation_asked=True)))
    assert asked is not None
    assert asked.body == {"type": "CUSTOMER_CALLED_TO_CANCEL"}


@pytest.mark.parametrize(
    ("act", "ready_at"),
    [
        (Act.ACCEPTED, "2026-11-28T15:00:05.123Z"),
        (Act.PREPARING, "2026-11-28T15:00:05.123Z"),
        (Act.READY, "2026-11-28T12:00:05.123Z"),
        (Act.PICKED_UP, "2026-11-28T12:00:05.123Z"),
    ],
)
def test_what_is_begun_unanswered_is_accepted_first_of_all(act: Act, ready_at: str) -> None:
    promised = replace(UBERS, pickup_time=LATER)
    assert uber_eats.said_of(happening(act, promised, taken=True)) == (
        "/v1/delivery/order/f2c1/accept",
        {"external_reference_id": str(ORDER_ID), "ready_for_pickup_time": ready_at},
    )


@pytest.mark.parametrize(
    ("reason", "theirs"),
    [
        (DenialReason.OUT_OF_STOCK, "ITEM_ISSUE"),
        (DenialReason.TOO_BUSY, "RESTAURANT_TOO_BUSY"),
        (DenialReason.CLOSED, "STORE_CLOSED"),
        (DenialReason.INVALID_ORDER, "ORDER_VALIDATION"),
        (DenialReason.OTHER, "OTHER"),
        (DenialReason.NOT_ANSWERED, "POS_NOT_READY"),
    ],
)
def test_each_reason_of_a_denial_is_one_of_ubers(reason: DenialReason, theirs: str) -> None:
    said = uber_eats.said_of(happening(Act.DENIED, denied(UBERS, reason)))
    assert said is not None
    assert said.body == {"deny_reason": {"type": theirs, "info": str(reason)}}
    assert uber_eats.DENIALS[theirs] is reason


def test_each_reason_of_ubers_is_one_of_ours() -> None:
    assert set(uber_eats.DENIALS.values()) == set(DenialReason) == set(uber_eats.DENIED_FOR)


def test_what_is_off_sale_everywhere_has_no_store_that_uber_could_be_told() -> None:
    assert uber_eats.suspension_of(replace(OFF, location_id=None)) is None
    said = deliverect.snoozing_of(replace(ON, location_id=None))
    assert said.body["locationId"] is None


OFF, UNTIL, ON = (
    OffSale(plu="CAT/1", location_id="kallio", at=NOON, until=None),
    OffSale(plu="CAT/1", location_id="kallio", at=NOON, until=LATER),
    OnSale(plu="CAT/1", location_id="kallio", at=NOON),
)


@pytest.mark.parametrize(
    ("change", "action", "times"),
    [
        (
            UNTIL,
            "snooze",
            {
                "snoozeStart": "2026-11-28T12:00:05.123456Z",
                "snoozeEnd": "2026-11-28T15:00:05.123456Z",
            },
        ),
        (
            OFF,
            "snooze",
            {
                "snoozeStart": "2026-11-28T12:00:05.123456Z",
                "snoozeEnd": "2099-12-31T00:00:00.000000Z",
            },
        ),
        (ON, "unsnooze", {}),
    ],
)
def test_a_snooze_in_deliverects_words(
    change: OffSale | OnSale, action: str, times: dict[str, str]
) -> None:
    assert deliverect.snoozing_of(change) == (
        "/channel/snooze",
        {
            "locationId": "kallio",
            "operations": [{"action": action, "data": {"items": [{"plu": "CAT/1", **times}]}}],
        },
    )


@pytest.mark.parametrize(
    ("change", "until", "reason"),
    [
        (UNTIL, int(LATER.timestamp()), "off sale"),
        (OFF, 8_640_000_000, "off sale"),
        (ON, 0, "available"),
    ],
)
def test_a_suspension_in_ubers_words(change: OffSale | OnSale, until: int, reason: str) -> None:
    assert uber_eats.suspension_of(change) == (
        "/v2/eats/stores/kallio/menus/items/CAT%2F1",
        {"suspension_info": {"suspension": {"suspend_until": until, "reason": reason}}},
    )
