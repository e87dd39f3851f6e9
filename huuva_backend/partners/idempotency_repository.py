"""Where idempotency keys are kept."""

from dataclasses import asdict

from pydantic_core import from_json, to_json

from huuva_backend.partners.idempotency import KEPT, IdempotencyKeyReused, KeptAnswer, Once
from huuva_backend.partners.idempotency_writes import CLAIM, EXPIRE, GET, KEEP
from huuva_backend.platform.db.database import Executor


class IdempotencyRepository:
    def __init__(self, on: Executor) -> None:
        self._on = on

    async def claim(self, asked: Once) -> KeptAnswer | None:
        """None where the key is ours until the transaction ends, else what was answered under it.

        Raises `IdempotencyKeyReused` where that was asked for something else.
        """
        values = asdict(asked) | {"kept": KEPT}
        if await self._on.fetchrow(CLAIM, values) is not None:
            return None
        (row,) = await self._on.fetch(GET, asdict(asked))
        if row["digest"] != asked.digest:
            raise IdempotencyKeyReused
        return KeptAnswer(row["status"], from_json(row["headers"]), row["body"])

    async def keep(self, asked: Once, answer: KeptAnswer) -> None:
        headers = to_json(answer.headers).decode()
        new = {"new_status": answer.status, "new_headers": headers, "new_body": answer.body}
        await self._on.fetchrow(KEEP, asdict(asked) | new)

    async def expire(self, limit: int) -> int:
        """How many of those that have expired are gone now."""
        (row,) = await self._on.fetch(EXPIRE, {"limit": limit})
        gone: int = row["gone"]
        return gone
