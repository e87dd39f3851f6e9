from huuva_backend.worker.pictures import PicturesLoop


class Images:
    async def remove_orphans(self) -> int:
        return 3


async def test_what_was_removed_is_counted() -> None:
    assert await PicturesLoop(Images(), 3600).run_once() == 3  # type: ignore[arg-type]
