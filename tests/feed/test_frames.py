"""What an event looks like on a stream, and whom it concerns."""

import json

import pytest

from huuva_backend.feed.event import EventChange
from huuva_backend.feed.frames import frame, joined
from huuva_backend.feed.schemas import EventRead
from tests.feed.events import EPOCH, ORDER, event, of_item


def test_an_event_is_a_message_of_one_line() -> None:
    text = frame(event(12, ORDER, of_item("griddle\nevent: bye")), EPOCH).text.decode()

    head, data, *rest = text.split("\n")
    assert head == "id: 0000aaaa.12"
    assert rest == ["", ""]
    told = EventRead.model_validate_json(data.removeprefix("data: "))
    assert told.changes[1].station == "griddle\nevent: bye"
    assert json.loads(data.removeprefix("data: "))["seq"] == 12


@pytest.mark.parametrize(
    ("changes", "concerned"),
    [
        ([ORDER], {"grill", "bar"}),
        ([of_item("grill"), ORDER], {"grill", "bar"}),
        ([of_item("grill")], {"grill"}),
        ([of_item("grill"), of_item("bar")], {"grill", "bar"}),
        ([of_item(None)], set()),
        ([], {"grill", "bar"}),
    ],
)
def test_a_station_is_told_of_its_items_and_of_whole_orders(
    changes: list[EventChange], concerned: set[str]
) -> None:
    told = event(1)
    told.changes = changes
    made = frame(told, EPOCH)

    assert {
        station for station in ("grill", "bar") if joined([made], station) == made.text
    } == concerned
    assert joined([made], None) == made.text


def test_what_is_passed_over_moves_the_cursor_on() -> None:
    frames = [
        frame(event(seq, of_item(station)), EPOCH)
        for seq, station in enumerate(("bar", "grill", "bar", "bar"), 1)
    ]

    assert joined(frames, "grill") == frames[1].text + b"id: 0000aaaa.4\n\n"
    assert joined(frames[:2], "grill") == frames[1].text
    assert joined(frames[2:], "grill") == b"id: 0000aaaa.4\n\n"


def test_an_event_of_a_product_is_passed_over() -> None:
    of_product = event(8)
    of_product.order_id = None
    made = frame(of_product, EPOCH)

    assert joined([made], None) == b"id: 0000aaaa.8\n\n"
    assert joined([frame(event(7), EPOCH), made], None).endswith(b"\n\nid: 0000aaaa.8\n\n")
    assert joined([made, frame(event(9), EPOCH)], None) == frame(event(9), EPOCH).text
