"""The code that a screen shows."""

import re

import pytest

from huuva_backend.partners import pairing


def test_a_code_has_no_characters_that_are_taken_for_others() -> None:
    codes = {pairing.make_code() for _ in range(200)}
    assert len(codes) == 200
    shown = re.compile("[2-9BCDFGHJKMNPQRSTVWXZ]{4}-[2-9BCDFGHJKMNPQRSTVWXZ]{4}")
    assert all(shown.fullmatch(code) for code in codes)


@pytest.mark.parametrize(
    "typed", ["K7QX-3MTR", "k7qx3mtr", " K7QX 3MTR ", "K7-QX-3M-TR", "k7qx-3mTr"]
)
def test_it_is_read_however_it_is_typed(typed: str) -> None:
    assert pairing.read_code(typed) == "K7QX-3MTR"


@pytest.mark.parametrize(
    "typed", ["", "K7QX", "K7QX-3MTR2", "K7QX-3MT0", "K7QX-3MT\u0131", "ß7QX-3MT"]
)
def test_what_can_be_none_is_not_looked_up(typed: str) -> None:
    assert pairing.read_code(typed) is None
