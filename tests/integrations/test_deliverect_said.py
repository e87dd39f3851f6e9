"""What Deliverect is told of each act and of what is off sale: its table whole."""

from dataclasses import replace

import pytest

from huuva_backend.integrations import deliverect
from huuva_backend.integrations.happening import Act, OffSale, OnSale
from huuva_backend.orders.acceptance import DenialReason
from huuva_backend.orders.lifecycle import OrderStatus
from tests.integrations.happenings import (
    KNOWN,
    OFF,
    ON,
    ORDER_ID,
    PROMISED,
    UNTIL,
    WAITING,
    denied,
    happening,
)


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
    assert set(deliverect.SAID) == set(Act) - {Act.PROMISED}


@pytest.mark.parametrize("reason", DenialReason)
def test_deliverect_is_told_why_an_order_is_denied(reason: DenialReason) -> None:
    said = deliverect.status_of(happening(Act.DENIED, denied(KNOWN, reason)))
    assert said is not None
    assert (said.body["status"], said.body["reason"]) == (120, str(reason))


@pytest.mark.parametrize(("status", "code"), [("RECEIVED", 20), ("PREPARING", 50), ("READY", 70)])
def test_deliverect_is_told_of_another_promise_with_where_the_order_stands(
    status: str, code: int
) -> None:
    said = deliverect.status_of(happening(Act.PROMISED, PROMISED, status=status))
    assert said is not None
    assert (said.body["status"], said.body["pickupTime"]) == (code, "2026-11-28T15:00:05.123456Z")
    waiting = replace(PROMISED, acceptance=WAITING)
    unanswered = deliverect.status_of(happening(Act.PROMISED, waiting, status=status))
    assert unanswered is not None
    assert unanswered.body["status"] == (10 if status == "RECEIVED" else code)
    assert deliverect.status_of(happening(Act.PROMISED, PROMISED, theirs=True)) is None
    assert deliverect.status_of(happening(Act.PROMISED, KNOWN)) is None


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
