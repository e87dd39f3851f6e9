"""What every table shares: one metadata, predictable constraint names, one column type per kind of value."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, MetaData, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "pk": "%(table_name)s_pkey",
            "uq": "%(table_name)s_%(column_0_N_name)s_key",
            "fk": "%(table_name)s_%(referred_table_name)s_fkey",
            "ix": "%(table_name)s_%(column_0_N_name)s_idx",
            "ck": "%(table_name)s_%(constraint_name)s_check",
        }
    )
    type_annotation_map = {  # noqa: RUF012  (read by SQLAlchemy as a class attribute)
        str: Text,
        UUID: Uuid,
        datetime: DateTime(timezone=True),
        list[Any]: JSONB,
        dict[str, Any]: JSONB,
    }


Money = BigInteger
"""An amount in the currency's minor unit."""


def table_of(model: type[Base]) -> Table:
    """The Core table of a model, typed as one."""
    return cast(Table, model.__table__)
