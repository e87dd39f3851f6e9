"""Where platforms that sign what they send are kept."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from huuva_backend.partners.errors import IntegrationNotFound
from huuva_backend.partners.integration import Integration
from huuva_backend.partners.integration_writes import ADD, FIND, GET, OF, REVOKE, ROTATE
from huuva_backend.platform.db.database import Executor


class IntegrationRepository:
    def __init__(self, on: Executor) -> None:
        self._on = on

    async def find(self, integration_id: UUID) -> Integration | None:
        """Whichever partner's it is."""
        row = await self._on.fetchrow(FIND, {"id": integration_id})
        return None if row is None else Integration(*row)

    async def get(self, partner_id: str, integration_id: UUID) -> Integration:
        row = await self._on.fetchrow(GET, {"id": integration_id, "partner_id": partner_id})
        if row is None:
            raise IntegrationNotFound
        return Integration(*row)

    async def of(self, partner_id: str) -> list[Integration]:
        """The newest first."""
        return [Integration(*row) for row in await self._on.fetch(OF, {"partner_id": partner_id})]

    async def add(self, values: Mapping[str, Any]) -> None:
        await self._on.fetchrow(ADD, values)

    async def rotate(
        self, partner_id: str, integration_id: UUID, sealed: bytes, overlap: timedelta
    ) -> bool:
        """False where it is revoked or there is none."""
        values = {"id": integration_id, "partner_id": partner_id}
        given = values | {"sealed": sealed, "overlap": overlap}
        return await self._on.fetchrow(ROTATE, given) is not None

    async def revoke(self, partner_id: str, integration_id: UUID) -> bool:
        """False where there is none."""
        values = {"id": integration_id, "partner_id": partner_id}
        return await self._on.fetchrow(REVOKE, values) is not None
