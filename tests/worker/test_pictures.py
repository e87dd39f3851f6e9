from huuva_backend.partners.caller import Caller, system
from huuva_backend.worker.pictures import PicturesLoop


class Images:
    async def remove_orphans(self, caller: Caller, on: object) -> int:
        assert (caller, on) == (system("pictures"), "the database")
        return 3


async def test_what_was_removed_is_counted() -> None:
    assert await PicturesLoop(Images(), "the database", 3600).run_once() == 3  # type: ignore[arg-type]
