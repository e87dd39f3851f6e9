import os
import time
from pathlib import Path

import pytest

from huuva_backend.media.storage import ABANDONED_SECONDS, Directory
from tests.media.pictures import files

NAME = f"{'a1' * 32}.png"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "data" / "media"


async def test_what_was_put_is_found_and_nothing_else_lies_there(root: Path) -> None:
    directory = Directory(root)
    await directory.put(NAME, b"content")
    assert await directory.find(NAME) == b"content"
    assert files(root) == [NAME]


async def test_putting_it_again_changes_nothing(root: Path) -> None:
    directory = Directory(root)
    await directory.put(NAME, b"content")
    before = (root / NAME).stat()
    await Directory(root).put(NAME, b"content")
    assert (root / NAME).stat() == before


async def test_it_can_be_read_by_a_web_server_of_another_user(root: Path) -> None:
    await Directory(root).put(NAME, b"content")
    assert (root / NAME).stat().st_mode & 0o777 == 0o644


async def test_nothing_is_found_before_anything_was_put(root: Path) -> None:
    assert await Directory(root).find(NAME) is None
    assert files(root.parent) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../../etc/passwd",
        f"../{NAME}",
        f"/{NAME}",
        f"{NAME}/",
        f"{NAME}\n",
        f"{NAME}\0",
        NAME.upper(),
        NAME.replace("png", "svg"),
        NAME[1:],
        f".{NAME}.part",
    ],
)
async def test_another_name_than_a_digest_is_neither_written_nor_read(
    root: Path, name: str
) -> None:
    with pytest.raises(ValueError, match="no name"):
        await Directory(root).put(name, b"content")
    with pytest.raises(ValueError, match="no name"):
        await Directory(root).find(name)
    assert files(root.parent) == []


@pytest.mark.parametrize("step", ["fsync", "fchmod"])
async def test_where_writing_fails_nothing_is_left(
    root: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space"):
        await Directory(root).put(NAME, b"content")
    assert files(root) == []


def begin(part: Path, seconds_ago: int) -> None:
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"cont")
    then = time.time() - seconds_ago
    os.utime(part, (then, then))


async def test_what_a_killed_process_had_begun_is_removed_once_it_is_old(root: Path) -> None:
    begin(root / ".old.part", ABANDONED_SECONDS + 1)
    begin(root / ".fresh.part", 0)
    await Directory(root).put(NAME, b"content")
    assert files(root) == [".fresh.part", NAME]


def name_of(number: int) -> str:
    return f"{number:064x}.webp"


async def test_those_that_were_put_long_ago_are_settled(root: Path) -> None:
    begin(root / name_of(1), ABANDONED_SECONDS + 1)
    begin(root / name_of(2), ABANDONED_SECONDS - 60)
    begin(root / "notes.txt", ABANDONED_SECONDS + 1)
    assert await Directory(root).settled() == [name_of(1)]


async def test_nothing_is_settled_where_nothing_was_ever_put(root: Path) -> None:
    assert await Directory(root).settled() == []


async def test_those_that_are_removed_are_gone_and_counted_once(root: Path) -> None:
    for number in range(3):
        begin(root / name_of(number), 0)
    names = [name_of(0), name_of(2), name_of(7)]
    assert await Directory(root).remove(names) == 2
    assert await Directory(root).remove(names) == 0
    assert files(root) == [name_of(1)]


async def test_what_is_no_picture_is_not_removed(root: Path) -> None:
    begin(root / "notes.txt", 0)
    with pytest.raises(ValueError, match="no name"):
        await Directory(root).remove(["notes.txt"])
    assert files(root) == ["notes.txt"]
