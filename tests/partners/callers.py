"""Callers with keys of their own, and an application that asks for them."""

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from huuva_backend.partners.caller import TRUSTED, Scope
from huuva_backend.partners.partner import IssuedKey, PartnerKind
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Executor


async def key_of(
    on: Executor,
    partner: str,
    *scopes: Scope,
    kind: PartnerKind = PartnerKind.PARTNER,
) -> IssuedKey:
    """A key of a new partner."""
    await PartnerService().add(TRUSTED, on, PartnerCreate(id=partner, kind=kind))
    wanted = KeyCreate(scopes=list(scopes or Scope))
    return await KeyService().issue(TRUSTED, on, partner, wanted)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def client_of(app: FastAPI, key: str | None) -> AsyncClient:
    transport = ASGITransport(app, raise_app_exceptions=False)
    headers = None if key is None else bearer(key)
    return AsyncClient(transport=transport, base_url="http://testserver", headers=headers)
