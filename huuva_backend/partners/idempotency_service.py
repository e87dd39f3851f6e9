"""What is asked for under an idempotency key is done once."""

from collections.abc import Awaitable, Callable

from huuva_backend.partners.idempotency import KeptAnswer, Once, check_same
from huuva_backend.partners.idempotency_repository import IdempotencyRepository
from huuva_backend.platform.db.database import Database, Executor, Session, retried


class IdempotencyService:
    async def answer(
        self, on: Database, asked: Once, act: Callable[[Session], Awaitable[KeptAnswer]]
    ) -> tuple[KeptAnswer, bool]:
        """The answer, and whether it had been given before. What `act` does and its answer are one transaction.

        What `act` raises is never kept: it did nothing, and is asked anew. Raises `IdempotencyKeyReused`, and `Busy`
        where somebody else is at it for long.
        """

        async def unit() -> tuple[KeptAnswer, bool]:
            async with on.patient() as session, session.transaction():
                keys = IdempotencyRepository(session)
                if (before := await keys.claim(asked)) is not None:
                    check_same(asked, before)
                    return before, True
                answer = await act(session)
                await keys.keep(asked, answer)
            return answer, False

        async with on.turn((asked.caller, asked.key)):
            return await retried(unit)

    async def expire(self, on: Executor, limit: int) -> int:
        return await IdempotencyRepository(on).expire(limit)
