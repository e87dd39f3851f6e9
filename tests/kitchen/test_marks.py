"""How orders that are called the same are told apart."""

from typing import NamedTuple

import pytest

from huuva_backend.kitchen.marks import first_name, marks


class Call(NamedTuple):
    display_id: str
    channel: str = "wolt"
    brand_id: str = "pizza"
    channel_order_id: str = "order-000001"


ORDER = "order-"


@pytest.mark.parametrize(
    ("orders", "told"),
    [
        ([], []),
        ([Call("A"), Call("B")], [None, None]),
        ([Call("A"), Call("A", "foodora"), Call("B")], ["wolt", "foodora", None]),
        ([Call("A"), Call("A", brand_id="sushi")], ["pizza", "sushi"]),
        (
            [Call("A"), Call("A", "foodora"), Call("A", brand_id="sushi")],
            ["wolt · pizza", "foodora", "wolt · sushi"],
        ),
        (
            [Call("A"), Call("A", channel_order_id=f"{ORDER}000002")],
            ["000001", "000002"],
        ),
        (
            [Call("A"), Call("A", channel_order_id="other-000001")],
            ["order-000001", "other-000001"],
        ),
    ],
)
def test_what_differs_tells_orders_apart(orders: list[Call], told: list[str | None]) -> None:
    assert marks(orders) == told


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Maija Meikäläinen", "Maija"),
        ("  Ben ", "Ben"),
        ("李小龙", "李小龙"),
        (" ", None),
        (None, None),
    ],
)
def test_a_first_name_is_all_that_is_called(name: str | None, called: str | None) -> None:
    assert first_name(name) == called
