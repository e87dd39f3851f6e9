"""From rows to partners and keys."""

from dataclasses import fields
from typing import Final

from asyncpg import Record

from huuva_backend.partners.partner import KeptKey, KnownPartner

_KEPT: Final = [field.name for field in fields(KeptKey)]


def kept(row: Record) -> KeptKey:
    return KeptKey(**{name: row[name] for name in _KEPT})


def partner(row: Record) -> KnownPartner:
    return KnownPartner(row["id"], row["name"], row["kind"], row["created_at"])
