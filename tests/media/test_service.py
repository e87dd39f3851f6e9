import asyncio
import threading
from pathlib import Path

import pytest

from huuva_backend.media import service
from huuva_backend.media.errors import PictureNotFound, StorageUnavailable
from huuva_backend.media.picture import Picture, develop
from huuva_backend.media.service import MAX_AT_ONCE, MediaService
from huuva_backend.media.storage import Directory
from tests.media.pictures import PNG, encoded, files


async def test_both_files_of_a_picture_are_kept(tmp_path: Path) -> None:
    media = MediaService(Directory(tmp_path))
    picture = await media.develop(encoded(PNG), PNG)
    assert files(tmp_path) == []
    await media.keep(picture)
    for file in (picture.full, picture.thumbnail):
        assert await media.read(file.name) == file.content
    assert files(tmp_path) == sorted({picture.full.name, picture.thumbnail.name})


async def test_what_was_never_kept_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(PictureNotFound):
        await MediaService(Directory(tmp_path)).read(f"{'a1' * 32}.png")


async def test_where_nothing_can_be_kept_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file where the directory should be")
    media = MediaService(Directory(tmp_path / "media"))
    with pytest.raises(StorageUnavailable):
        await media.keep(await media.develop(encoded(PNG), PNG))


async def test_pictures_are_developed_one_after_another_while_others_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, proceed = threading.Semaphore(0), threading.Event()
    running: list[int] = []
    most: list[int] = []

    def slowly(raw: bytes, media_type: str) -> Picture:
        running.append(1)
        most.append(len(running))
        started.release()
        proceed.wait()
        running.pop()
        return develop(raw, media_type)

    monkeypatch.setattr(service, "develop", slowly)
    media = MediaService(Directory(tmp_path))
    uploads = [asyncio.create_task(media.develop(encoded(PNG), PNG)) for _ in range(4)]
    await asyncio.to_thread(started.acquire)  # the loop runs on: it takes part in this
    proceed.set()
    await asyncio.gather(*uploads)
    assert max(most) == MAX_AT_ONCE
