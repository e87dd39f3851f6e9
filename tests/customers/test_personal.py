"""Each column of each table has a fate: one that nobody decided on fails here."""

from typing import Any

from huuva_backend.customers.personal import (
    FATES,
    OF_NO_CUSTOMER,
    REWRITING,
    TELL_OF_NOBODY,
    Fate,
    without_names,
    without_notes,
    without_prose,
    without_values,
)
from huuva_backend.tables import metadata


def test_every_table_has_a_fate() -> None:
    assert FATES.keys().isdisjoint(OF_NO_CUSTOMER)
    assert FATES.keys() | OF_NO_CUSTOMER == metadata.tables.keys()


def test_every_column_of_a_table_that_tells_of_customers_has_one_fate() -> None:
    for name, fates in FATES.items():
        columns = {column.name for column in metadata.tables[name].columns}
        others = TELL_OF_NOBODY[name]
        undecided = columns - fates.keys() - others
        assert undecided == set(), f"{name}: what becomes of them when a customer is erased?"
        assert fates.keys() <= columns
        assert others.isdisjoint(fates)


def test_what_is_read_to_be_rewritten_is_to_be_rewritten() -> None:
    assert {FATES[table][column] for table, column in REWRITING} == {Fate.REWRITTEN}


def test_modifiers_lose_their_notes_at_each_level() -> None:
    inner = ["X", "Extra", 1, None, "ADD", "WHOLE", "for Maija", []]
    outer = ["Y", "Sauce", 2, 50, "SIDE", "LEFT", "hers", [inner, ["Z", "Plain", 1, 0]]]
    assert without_notes([outer, ["Q", "Quick", 1, None]]) == [
        [
            *("Y", "Sauce", 2, 50, "SIDE", "LEFT", None),
            [["X", "Extra", 1, None, "ADD", "WHOLE", None, []], ["Z", "Plain", 1, 0]],
        ],
        ["Q", "Quick", 1, None],
    ]


def test_amendments_keep_the_values_that_are_no_text() -> None:
    changes: list[list[Any]] = [
        [1, "quantity", 1, 2],
        [1, "modifiers", [{"note": "Maija"}], []],
        [None, "table", "Maija's", "4"],
    ]
    assert without_values(changes) == [
        [1, "quantity", 1, 2],
        [1, "modifiers", None, None],
        [None, "table", None, None],
    ]


def test_answers_and_requests_to_cancel_lose_their_prose() -> None:
    denied = {"state": "DENIED", "reason": "OTHER", "text": "Maija called"}
    assert without_prose(denied) == denied | {"text": None}
    asked = {"state": "REFUSED", "reason": "Maija is ill", "refusal_reason": "in her oven"}
    assert without_prose(asked) == {"state": "REFUSED", "reason": None, "refusal_reason": None}


def test_adjustments_lose_their_names() -> None:
    assert without_names([["DISCOUNT", "Maija 40 years", -500, False]]) == [
        ["DISCOUNT", None, -500, False]
    ]
