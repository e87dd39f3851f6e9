"""Changes of which others are told."""

from collections.abc import Awaitable, Callable, Sequence

from huuva_backend.menu.availability import ProductEvent, ProductNews
from huuva_backend.platform.db.database import Executor, Session, retried


async def announced(
    on: Executor,
    news: ProductNews,
    brand_id: str,
    location_id: str | None,
    change: Callable[[Session], Awaitable[Sequence[ProductEvent]]],
) -> None:
    """Change it in a transaction, and tell in the same what came of it."""

    async def unit() -> None:
        async with on.transaction() as session:
            await news.open(session, location_id)
            changed = await change(session)
            await news.tell(session, brand_id, location_id, changed)

    await retried(unit)
