"""What can be done with platforms that sign what they send: register, list, rotate, revoke, and find who calls."""

from datetime import timedelta
from uuid import UUID

from structlog import get_logger

from huuva_backend.partners.caller import Caller
from huuva_backend.partners.dialect import Dialect
from huuva_backend.partners.errors import IntegrationIsOver, SignatureRefused
from huuva_backend.partners.integration import Integration, Integrations, Signer
from huuva_backend.partners.integration_repository import IntegrationRepository
from huuva_backend.partners.integration_schemas import IntegrationCreate
from huuva_backend.partners.repository import PartnerRepository
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Executor
from huuva_backend.platform.ids import new_id
from huuva_backend.platform.vault import Unreadable, Vault

log = get_logger(__name__)


class IntegrationService:
    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def add(
        self, caller: Caller, on: Executor, partner_id: str, wanted: IntegrationCreate
    ) -> Integration:
        """Raises `PartnerNotFound`."""
        await PartnerRepository(on).get(partner_id)
        made = new_id()
        values = {
            "id": made,
            "partner_id": partner_id,
            "dialect": str(wanted.dialect),
            "brand_ids": wanted.brand_ids,
            "location_ids": wanted.location_ids,
            "sealed": self._vault.seal(wanted.secret),
        }
        repository = IntegrationRepository(on)
        await repository.add(values)
        return await repository.get(partner_id, made)

    async def of(self, caller: Caller, on: Executor, partner_id: str) -> Integrations:
        """The partner's, the newest first. Raises `PartnerNotFound`."""
        await PartnerRepository(on).get(partner_id)
        return Integrations(await IntegrationRepository(on).of(partner_id))

    async def rotate(
        self,
        caller: Caller,
        on: Executor,
        partner_id: str,
        integration_id: UUID,
        secret: str,
        overlap: timedelta,
    ) -> Integration:
        """Another secret signs; the one before is taken for `overlap` more.

        Raises `IntegrationNotFound`, `IntegrationIsOver`.
        """
        repository = IntegrationRepository(on)
        sealed = self._vault.seal(secret)
        rotated = await repository.rotate(partner_id, integration_id, sealed, overlap)
        kept = await repository.get(partner_id, integration_id)
        if not rotated:
            raise IntegrationIsOver
        return kept

    async def revoke(
        self, caller: Caller, on: Executor, partner_id: str, integration_id: UUID
    ) -> None:
        """At once and for good. Raises `IntegrationNotFound`."""
        repository = IntegrationRepository(on)
        if not await repository.revoke(partner_id, integration_id):
            await repository.get(partner_id, integration_id)

    async def signer(
        self, caller: Caller, on: Executor, integration_id: UUID, dialect: Dialect
    ) -> Signer:
        """Who it is that may sign. Raises `SignatureRefused` where there is none such, or no more."""
        kept = await IntegrationRepository(on).find(integration_id)
        if kept is None or kept.dialect != dialect:
            raise SignatureRefused
        secrets = []
        for sealed in kept.sealed_at(utc_now()):
            try:
                secrets.append(self._vault.open(sealed))
            except Unreadable:
                log.warning("the secret was encrypted by a key that is gone", integration=kept.id)
        if not secrets:
            raise SignatureRefused
        return Signer(kept.caller, secrets)
