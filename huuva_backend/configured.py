"""Services as the settings want them, for those who answer and those who work."""

from datetime import timedelta

from huuva_backend.feed.service import FeedService
from huuva_backend.menu.service import MenuService
from huuva_backend.orders.policy import Policy
from huuva_backend.orders.service import OrderService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings


def orders_of(settings: Settings, menu: MenuService) -> OrderService:
    return OrderService(menu, policy_of(settings))


def policy_of(settings: Settings) -> Policy:
    return Policy(
        recall_window=timedelta(seconds=settings.recall_window_seconds),
        release_lead=timedelta(minutes=settings.release_lead_minutes),
        trusted_delay=timedelta(minutes=settings.trusted_delay_minutes),
        valid_phones_only=settings.phone_validation == "strict",
    )


def feed_of(settings: Settings, database: Database) -> FeedService:
    return FeedService(database, timedelta(days=settings.event_retention_days))
