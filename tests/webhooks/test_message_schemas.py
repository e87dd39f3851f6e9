from datetime import UTC, datetime
from uuid import UUID

import pytest

from huuva_backend.menu.availability import EVERYWHERE
from huuva_backend.orders.cursor import Cursor
from huuva_backend.orders.events import EventType
from huuva_backend.webhooks.endpoint import ToldEvent
from huuva_backend.webhooks.message import body_of, body_of_test
from huuva_backend.webhooks.message_schemas import EndpointTestMessage, OrderMessage, ProductMessage

ID = UUID("01a200f3-8f25-70dd-9187-be12b1d3dddc")
AT = datetime(2026, 11, 28, 10, tzinfo=UTC)


def test_what_is_told_of_an_event_is_as_described() -> None:
    event = ToldEvent(
        seq=7,
        type="item.status_changed",
        location_id="main",
        brand_id="napoli-ovens",
        channel="wolt",
        order_id=ID,
        order_version=3,
        order_status="PREPARING",
        at=AT,
        changes=[[1, "PIZ-01", "oven", "ORDERED", "PREPARING"]],
        external_id=None,
        channel_order_id="W-1",
    )
    message = OrderMessage.model_validate_json(body_of(event, Cursor.at("5f0c81be", 7)))

    assert message.type is EventType.ITEM_STATUS_CHANGED
    assert message.timestamp == AT
    assert message.data.cursor == "5f0c81be.7"
    assert [change.station for change in message.data.changes] == ["oven"]
    assert not message.data.from_history
    assert message.model_dump_json() == body_of(event, Cursor.at("5f0c81be", 7))


@pytest.mark.parametrize("location_id", ["main", EVERYWHERE])
def test_what_is_told_of_a_product_is_as_described(location_id: str) -> None:
    event = ToldEvent(
        seq=7,
        type="product.snoozed",
        location_id=location_id,
        brand_id="napoli-ovens",
        channel=None,
        order_id=None,
        order_version=None,
        order_status=None,
        at=AT,
        changes=[],
        external_id=None,
        channel_order_id=None,
        plu="PIZ-01",
        until=AT,
    )
    body = body_of(event, Cursor.at("5f0c81be", 7))

    assert ProductMessage.model_validate_json(body).model_dump_json() == body


def test_what_is_sent_to_try_an_endpoint_is_as_described() -> None:
    body = body_of_test(ID, AT)
    assert EndpointTestMessage.model_validate_json(body).model_dump_json() == body
