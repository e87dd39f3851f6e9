"""All tables, for Alembic and the tests: importing a `models.py` is what registers its tables."""

from huuva_backend.platform.db.base import Base

__all__ = ["metadata"]

metadata = Base.metadata
