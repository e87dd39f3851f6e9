"""The form of a key, which scanners of secrets know, and what is kept of it."""

import random
import re
from hashlib import sha256

import pytest

from huuva_backend.partners import keys


def test_a_key_is_marked_looked_up_by_its_first_characters_and_ends_with_a_checksum() -> None:
    made = keys.make()
    assert re.fullmatch("hvk_live_[0-9A-Za-z]{48}", made.text)
    assert made.prefix == made.text[9:19] == keys.prefix_of(made.text)
    assert made.text[51:] == keys.checksum(made.text[9:51])
    assert made.digest == sha256(made.text.encode()).digest()


@pytest.mark.parametrize(
    ("body", "checksum"),
    # The second is a token of the documentation of npm, which has GitHub's form.
    [("", "000000"), ("qkJaB6MffYVzZXWqmcoF49yrUxP3wf", "0LsakP"), ("123456789", "3jZRME")],
)
def test_the_checksum_is_the_crc_32_in_base_62(body: str, checksum: str) -> None:
    assert keys.checksum(body) == checksum


def test_no_two_keys_are_alike() -> None:
    made = [keys.make() for _ in range(1000)]
    assert len({key.text for key in made}) == len({key.prefix for key in made}) == 1000


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1],
        lambda text: text + "0",
        lambda text: text.upper(),
        lambda text: text.replace("hvk_live_", "hvk_test_"),
        lambda text: text.replace("hvk_", "hvk-"),
        lambda text: text[:20] + text[21] + text[20] + text[22:],
        lambda text: text[:-7] + ("0" if text[-7] != "0" else "1") + text[-6:],
        lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"),
        lambda text: text[:30] + "\u0660" + text[31:],
        lambda text: text[:30] + " " + text[31:],
        lambda text: text[:30] + "\0" + text[31:],
        lambda _: "",
        lambda _: "hvk_live_",
    ],
)
def test_what_was_not_copied_whole_is_not_looked_up(change: object) -> None:
    text = "hvk_live_" + "aB" * 21
    text += keys.checksum(text[9:])
    assert keys.prefix_of(text) == "aBaBaBaBaB"
    assert keys.prefix_of(change(text)) is None  # type: ignore[operator]


def test_only_the_key_itself_is_of_its_digest() -> None:
    made, other = keys.make(), keys.make()
    assert keys.is_of(made.text, made.digest)
    assert not keys.is_of(other.text, made.digest)
    assert not keys.is_of("", made.digest)


def test_of_10_000_random_and_mutated_keys_none_is_taken() -> None:
    chosen = random.Random(11)
    made = keys.make()
    for _ in range(5000):
        at = chosen.randrange(len(made.text))
        mutated = made.text[:at] + chosen.choice(keys.ALPHABET) + made.text[at + 1 :]
        if mutated != made.text:
            assert keys.prefix_of(mutated) is None
        body = "".join(chosen.choices(keys.ALPHABET, k=42))
        forged = keys.MARK + body + keys.checksum(body)
        assert keys.prefix_of(forged) == body[:10]
        assert not keys.is_of(forged, made.digest)
