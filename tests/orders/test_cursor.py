"""What a cursor says, and what is none."""

import pytest

from huuva_backend.orders.cursor import BEGINNING, Cursor


@pytest.mark.parametrize(
    ("text", "epoch", "seq"),
    [("5f0c81be.1042", "5f0c81be", 1042), ("5f0c81be.0", "5f0c81be", 0), ("0", "", 0)],
)
def test_a_cursor_names_an_epoch_and_a_number(text: str, epoch: str, seq: int) -> None:
    cursor = Cursor.parse(text)

    assert (cursor, cursor.epoch, cursor.seq) == (text, epoch, seq)
    assert Cursor.at(epoch, seq) == cursor


def test_where_there_is_no_epoch_yet_it_is_the_beginning() -> None:
    assert Cursor.at("", 0) == BEGINNING == "0"


@pytest.mark.parametrize("text", ["", "1", "1042", "5f0c81be", "5f0c81be.", "5f0c81be.01", ".0"])
def test_anything_else_is_no_cursor(text: str) -> None:
    with pytest.raises(ValueError, match="not a cursor"):
        Cursor.parse(text)
