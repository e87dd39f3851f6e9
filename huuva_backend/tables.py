"""All tables, for Alembic and the tests: importing a `models.py` is what registers its tables."""

import huuva_backend.analytics.rollup_models
import huuva_backend.kitchen.models
import huuva_backend.locations.models
import huuva_backend.menu.models
import huuva_backend.orders.feed_models
import huuva_backend.orders.history_models
import huuva_backend.orders.models
import huuva_backend.partners.idempotency_models
import huuva_backend.partners.integration_models
import huuva_backend.partners.models
import huuva_backend.partners.pairing_models
import huuva_backend.webhooks.models
import huuva_backend.worker.models  # noqa: F401
from huuva_backend.platform.db.base import Base

metadata = Base.metadata
