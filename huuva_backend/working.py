"""The list of all that is done without anybody's asking, inside the server or alone."""

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.configured import feed_of, orders_of, policy_of
from huuva_backend.connections import open_to_work
from huuva_backend.kitchen.service import StationService
from huuva_backend.locations.service import LocationService
from huuva_backend.media.service import MediaService
from huuva_backend.media.storage import Directory
from huuva_backend.menu.service import ImageService, MenuService
from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.platform import logging, metrics
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from huuva_backend.platform.vault import vault_of
from huuva_backend.webhooks.sending import Sender
from huuva_backend.worker.acceptance import AcceptanceLoop
from huuva_backend.worker.close_of_day import CloseOfDayLoop
from huuva_backend.worker.expiry import ExpiryLoop
from huuva_backend.worker.loop import Loop, running
from huuva_backend.worker.pictures import PicturesLoop
from huuva_backend.worker.release import ReleaseLoop
from huuva_backend.worker.rollups import RollupsLoop
from huuva_backend.worker.webhooks import WebhooksLoop


@asynccontextmanager
async def working(settings: Settings) -> AsyncIterator[None]:
    """What must be done without anybody's asking is done meanwhile, on connections of its own."""
    async with (
        aclosing(await open_to_work(settings)) as database,
        aclosing(Sender(settings.webhook_hosts)) as sender,
        running(_loops(settings, database, sender), database),
    ):
        yield


async def work(settings: Settings) -> None:
    """Do nothing but that, until SIGTERM or SIGINT."""
    logging.configure(settings.log_level, json=settings.logs_json)
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    if settings.worker_metrics_port is not None:
        metrics.serve(settings.host, settings.worker_metrics_port)
    async with working(settings):
        await stopping.wait()


def _loops(settings: Settings, database: Database, sender: Sender) -> list[Loop]:
    orders = orders_of(settings, MenuService())
    feed = feed_of(settings, database)
    images = ImageService(MediaService(Directory(settings.media_dir)))
    acceptances = AcceptanceService(policy_of(settings))
    locations, daily = LocationService(StationService()), settings.close_of_day_interval_seconds
    return [
        AcceptanceLoop(acceptances, database, settings.acceptance_interval_seconds),
        ReleaseLoop(orders, database, settings.release_interval_seconds),
        CloseOfDayLoop(locations, orders, database, daily),
        ExpiryLoop(feed, database, settings.expiry_interval_seconds),
        PicturesLoop(images, database, settings.pictures_interval_seconds),
        RollupsLoop(RollupService(), database, settings.rollups_interval_seconds),
        WebhooksLoop(database, vault_of(settings), sender, settings.webhooks_interval_seconds),
    ]
