"""What Uber Eats is told of each act and of what is off sale: its tables whole."""

from dataclasses import replace
from typing import Any

import pytest

from huuva_backend.integrations import deliverect, uber_eats
from huuva_backend.integrations.happening import Act, OffSale, OnSale
from huuva_backend.orders.acceptance import DenialReason
from tests.integrations.happenings import (
    KNOWN,
    LATER,
    OFF,
    ON,
    ORDER_ID,
    UBERS,
    UNTIL,
    WAITING,
    denied,
    happening,
)


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
    Act.PROMISED: None,
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
    asked = uber_eats.said_of(happening(Act.CANCELLED, replace(UBERS, cancellation_confirmed=True)))
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


@pytest.mark.parametrize("status", ["RECEIVED", "PREPARING", "READY"])
def test_uber_is_told_of_another_promise_of_what_is_accepted_and_not_ready(status: str) -> None:
    promised = replace(UBERS, pickup_time=LATER)
    told = (
        "/v1/delivery/order/f2c1/update-ready-time",
        {"ready_for_pickup_time": "2026-11-28T15:00:05.123Z"},
    )
    said = uber_eats.said_of(happening(Act.PROMISED, promised, status=status))
    assert said == (None if status == "READY" else told)
    waiting = replace(promised, acceptance=WAITING)
    unanswered = uber_eats.said_of(happening(Act.PROMISED, waiting, status=status))
    assert unanswered == (told if status == "PREPARING" else None)
    for order, theirs in ((promised, True), (UBERS, False)):
        assert uber_eats.said_of(happening(Act.PROMISED, order, theirs=theirs)) is None


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
