"""What is asked for under an idempotency key is done once."""

from collections.abc import Awaitable, Callable, Collection

from huuva_backend.partners.caller import Caller
from huuva_backend.partners.idempotency import KeptAnswer, once
from huuva_backend.partners.idempotency_repository import IdempotencyRepository
from huuva_backend.platform.db.database import Executor, Session, retried


class IdempotencyService:
    async def answer(
        self,
        caller: Caller,
        on: Executor,
        key: str,
        content: bytes,
        act: Callable[[Session], Awaitable[KeptAnswer]],
    ) -> tuple[KeptAnswer, bool]:
        """The answer to `content`, and whether it had been given before. What `act` does and it are one transaction.

        What `act` raises is never kept: it did nothing, and is asked anew. Raises `InvalidIdempotencyKey`,
        `IdempotencyKeyReused`, and `Busy` where somebody else is at it for long.
        """
        asked = once(caller, key, content)

        async def unit() -> tuple[KeptAnswer, bool]:
            async with on.patient() as session, session.transaction():
                keys = IdempotencyRepository(session)
                if (before := await keys.claim(asked)) is not None:
                    return before, True
                answer = await act(session)
                await keys.keep(asked, answer)
            return answer, False

        async with on.turn((asked.caller, asked.key)):
            return await retried(unit)

    async def expire(self, caller: Caller, on: Executor, limit: int) -> int:
        """Forget answers that nobody may ask for any more, at most so many; how many."""
        return await IdempotencyRepository(on).expire(limit)

    async def forget(self, caller: Caller, on: Executor, about: Collection[str]) -> int:
        """Empty all answers in which one of these texts stands; how many. Who retries such a POST is refused."""
        return await IdempotencyRepository(on).forget(about)
