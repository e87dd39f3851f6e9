"""What is found by what: whoever types without accents, in capitals, or only a part."""

import pytest
from hypothesis import given
from hypothesis.strategies import text

from huuva_backend.menu.search import MAX_KEY_LENGTH, fold, ingredients_key, name_key


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Pizza Margherita", "pizza margherita"),
        ("Crème Brûlée", "creme brulee"),
        ("JALAPEÑO", "jalapeno"),
        ("Straßenbrot", "strassenbrot"),
        ("Smørrebrød", "smorrebrod"),
        ("ŁÓDŹ", "lodz"),
        ("Ærø", "aero"),
        ("Œuf à la coque", "oeuf a la coque"),
        ("İstanbul ve Iğdır", "istanbul ve igdir"),
        ("Hämeenlinna", "hameenlinna"),
        ("ﬁsh ﬂakes №７", "fish flakes no7"),
        ("ΣΟΥΒΛΑΚΙ ςτην", "σουβλακι στην"),
        ("Щи с ёлкой", "щи с елкои"),
        ("寿司 🍣", "寿司 🍣"),
        ("", ""),
    ],
)
def test_case_accents_and_ligatures_do_not_matter(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(text())
def test_what_is_folded_stays_as_it_is(written: str) -> None:
    assert fold(fold(written)) == fold(written)


@given(text())
def test_capitals_and_small_letters_are_the_same(written: str) -> None:
    assert fold(written.upper()) == fold(written)


@given(text(), text(), text())
def test_a_part_is_found_in_the_whole(before: str, part: str, after: str) -> None:
    assert fold(part) in fold(before + part + after)


def test_nothing_is_found_across_two_ingredients() -> None:
    key = ingredients_key(["Tomato", "Mozzarella"])

    assert fold("TOMATO") in key
    assert fold("tomato mozz") not in key
    assert fold("tomatomozz") not in key


@given(text(max_size=255))
def test_any_name_has_a_key_that_an_index_takes(name: str) -> None:
    assert len(name_key(name)) <= MAX_KEY_LENGTH
    assert fold(name).startswith(name_key(name))


def test_the_longest_ligature_is_cut() -> None:
    assert len(fold("\ufdfa" * 255)) == 18 * 255
    assert len(name_key("\ufdfa" * 255)) == MAX_KEY_LENGTH
