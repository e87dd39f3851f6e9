"""Files of pictures that no product names any more are removed."""

from huuva_backend.menu.service import ImageService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Executor


class PicturesLoop:
    name = "pictures"
    caller = system(name)

    def __init__(self, images: ImageService, database: Executor, interval: float) -> None:
        self.interval = interval
        self._images = images
        self._database = database

    async def run_once(self) -> int:
        return await self._images.remove_orphans(self.caller, self._database)
