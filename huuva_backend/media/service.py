"""Takes pictures in and gives them out."""

import asyncio
from collections.abc import Sequence

from huuva_backend.media.errors import PictureNotFound, StorageUnavailable
from huuva_backend.media.picture import Picture, develop
from huuva_backend.media.storage import Storage

MAX_AT_ONCE = 1
"""Per process: one picture may take 450 MB."""


class MediaService:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._places = asyncio.Semaphore(MAX_AT_ONCE)

    async def develop(self, raw: bytes, media_type: str) -> Picture:
        """Nothing is kept yet. Raises what `media.errors` says of pictures."""
        async with self._places:
            return await asyncio.to_thread(develop, raw, media_type)

    async def keep(self, picture: Picture) -> None:
        """Raises `StorageUnavailable`."""
        try:
            for file in (picture.thumbnail, picture.full):
                await self._storage.put(file.name, file.content)
        except OSError as error:
            raise StorageUnavailable from error

    async def read(self, name: str) -> bytes:
        """Raises `PictureNotFound`, `StorageUnavailable`."""
        try:
            content = await self._storage.find(name)
        except OSError as error:
            raise StorageUnavailable from error
        if content is None:
            raise PictureNotFound
        return content

    async def settled(self) -> Sequence[str]:
        """The names of files that were kept an hour ago or earlier. Raises `StorageUnavailable`."""
        try:
            return await self._storage.settled()
        except OSError as error:
            raise StorageUnavailable from error

    async def remove(self, names: Sequence[str]) -> int:
        """How many of these files were there. Raises `StorageUnavailable`."""
        try:
            return await self._storage.remove(names)
        except OSError as error:
            raise StorageUnavailable from error
