"""What is kept of a dataclass: its fields, each in its column, but for those that are said to be otherwise."""

from dataclasses import dataclass
from typing import Any

import pytest

from huuva_backend.platform.db.rows import Kept, Rows, made


@dataclass
class Box:
    name: str
    size: tuple[int, int]
    tags: list[str]
    note: str | None = None


ROWS = Rows(
    Box,
    {
        "name": Kept(("title",)),
        "size": Kept(("width", "height"), lambda *size: size, lambda size: size),
        "tags": Kept(("tags",), str.split, " ".join),
    },
    without={"note"},
)


def test_each_field_has_its_column_and_some_have_several() -> None:
    assert ROWS.columns == ("title", "width", "height", "tags")


def test_what_is_written_is_read_again() -> None:
    box = Box("small", (1, 2), ["a", "b"], "gone")

    written = ROWS.write(box)

    assert written == {"title": "small", "width": 1, "height": 2, "tags": "a b"}
    assert Box(*ROWS.read(written.values())) == Box("small", (1, 2), ["a", "b"])
    assert ROWS.named(written.values()) == {"name": "small", "size": (1, 2), "tags": ["a", "b"]}


def test_made_of_all_its_fields_it_is_what_its_constructor_makes() -> None:
    values: dict[str, Any] = {"name": "small", "size": (1, 2), "tags": ["a"], "note": None}

    assert made(Box, values) == Box(**values)


def test_a_field_that_is_not_there_is_refused() -> None:
    unknown: dict[str, Any] = {"colour": Kept(("colour",))}

    with pytest.raises(ValueError, match="colour"):
        Rows(Box, unknown)
