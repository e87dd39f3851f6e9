"""Files of pictures that no product names any more are removed."""

from huuva_backend.menu.service import ImageService


class PicturesLoop:
    name = "pictures"

    def __init__(self, images: ImageService, interval: float) -> None:
        self.interval = interval
        self._images = images

    async def run_once(self) -> int:
        return await self._images.remove_orphans()
