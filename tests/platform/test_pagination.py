from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from uuid import UUID

import pytest

from huuva_backend.platform.pagination import Cursors, InvalidCursor
from huuva_backend.platform.schemas import Instant
from huuva_backend.platform.text import Text64

orders = Cursors("orders", tuple[Instant, UUID])
customers = Cursors("customers", tuple[Text64])
KEYS = (
    datetime(2021, 7, 22, 20, 8, 2, 123456, tzinfo=UTC),
    UUID("0197f3a0-0000-7000-8000-000000000001"),
)


def spelled(document: str) -> str:
    return urlsafe_b64encode(document.encode()).rstrip(b"=").decode()


def test_a_cursor_gives_its_keys_back() -> None:
    assert orders.decode(orders.encode(KEYS)) == KEYS
    assert customers.decode(customers.encode(("Ä/b?",))) == ("Ä/b?",)


def test_a_cursor_needs_no_escaping_in_a_url() -> None:
    assert set(customers.encode(("¾?>ÿ~",))).isdisjoint("+/=&?%")


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "!",
        "a",
        "é",
        "\0",
        "\ud800",
        "A" * 513,
        spelled("null"),
        spelled('["orders",[1,2]]'),
        spelled('["orders",["2021-07-22T20:08:02","0197f3a0-0000-7000-8000-000000000001"]]'),
        spelled('[ "orders",["2021-07-22T20:08:02Z","0197f3a0-0000-7000-8000-000000000001"]]'),
        orders.encode(KEYS) + "=",
        orders.encode(KEYS)[:-1],
        customers.encode(("a",)),
    ],
)
def test_any_other_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor) as caught:
        orders.decode(cursor)
    assert [fault.pointer for fault in caught.value.faults] == ["query/cursor"]
    assert caught.value.code == "invalid-cursor"


def test_a_forged_key_obeys_the_type_of_the_key() -> None:
    with pytest.raises(InvalidCursor):
        customers.decode(spelled('["customers",["a\\u0000"]]'))
