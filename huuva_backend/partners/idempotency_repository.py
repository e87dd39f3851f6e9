"""Where idempotency keys are kept."""

from collections.abc import Collection
from dataclasses import asdict
from typing import Any, Final

from pydantic_core import from_json, to_json

from huuva_backend.partners.idempotency import KEPT, IdempotencyKeyReused, KeptAnswer, Once
from huuva_backend.partners.idempotency_writes import CLAIM, EXPIRE, FORGET, GET, KEEP
from huuva_backend.platform.db.database import Executor

LOOKED_THROUGH: Final = 100_000
"""How many times at most one statement that forgets looks for a text in an answer."""


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

    async def forget(self, about: Collection[str]) -> int:
        """Empties the answers in which one of these texts stands, page by page; how many."""
        asked: dict[str, Any] = {
            "patterns": [f"%{text}%" for text in about],
            "after_caller": "",
            "after_key": "",
        }
        asked["limit"] = max(100, LOOKED_THROUGH // len(about))
        gone = 0
        while row := await self._on.fetchrow(FORGET, asked):
            gone += row["forgotten"]
            asked |= {"after_caller": row["caller"], "after_key": row["key"]}
        return gone
