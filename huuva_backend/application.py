"""The application: the list of all that exists, put together."""

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager, nullcontext
from datetime import timedelta

from fastapi import APIRouter, FastAPI, Request
from structlog import get_logger

from huuva_backend.analytics.export_routes import exports_router
from huuva_backend.analytics.export_service import ExportService
from huuva_backend.analytics.order_routes import order_measures_router
from huuva_backend.analytics.order_service import OrderMeasureService
from huuva_backend.analytics.routes import analytics_router
from huuva_backend.analytics.service import AnalyticsService
from huuva_backend.configured import feed_of, orders_of, policy_of
from huuva_backend.connections import open_database, open_to_measure
from huuva_backend.customers.routes import customers_router
from huuva_backend.description import DESCRIPTION, TAGS
from huuva_backend.feed.routes import feed_router
from huuva_backend.feed.service import FeedService
from huuva_backend.integrations.routes import integrations_router
from huuva_backend.integrations.service import MessageService
from huuva_backend.kitchen.now_routes import now_router
from huuva_backend.kitchen.now_service import NowService
from huuva_backend.kitchen.routes import kitchen_router
from huuva_backend.kitchen.service import KitchenService, StationService
from huuva_backend.locations.intake_routes import intake_router
from huuva_backend.locations.intake_service import IntakeService
from huuva_backend.locations.routes import locations_router
from huuva_backend.locations.service import LocationService
from huuva_backend.media.routes import media_router
from huuva_backend.media.service import MediaService
from huuva_backend.media.storage import Directory
from huuva_backend.menu.brand_routes import brand_menu_router
from huuva_backend.menu.image_routes import images_router
from huuva_backend.menu.page_service import MenuPageService
from huuva_backend.menu.routes import menu_router
from huuva_backend.menu.service import ImageService, MenuService, WholeMenuService
from huuva_backend.menu.snooze_routes import snooze_router
from huuva_backend.menu.snooze_service import SnoozeService
from huuva_backend.menu.stock_routes import stock_router
from huuva_backend.menu.stock_service import StockService
from huuva_backend.orders.acceptance_routes import acceptance_router
from huuva_backend.orders.acceptance_service import AcceptanceService
from huuva_backend.orders.amendment_routes import amendments_router
from huuva_backend.orders.amendment_service import AmendmentService
from huuva_backend.orders.announcements import Announcements
from huuva_backend.orders.routes import orders_router
from huuva_backend.partners.authentication import Keyring
from huuva_backend.partners.caller import Caller
from huuva_backend.partners.dependencies import answered_once, by_key, by_proxy, trusted
from huuva_backend.partners.idempotency_service import IdempotencyService
from huuva_backend.partners.integration_routes import partner_integrations_router
from huuva_backend.partners.integration_service import IntegrationService
from huuva_backend.partners.limiting import Limiter
from huuva_backend.partners.pairing_service import PairingService
from huuva_backend.partners.routes import partners_router
from huuva_backend.partners.screen_routes import screen_router
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.partners.shared_windows import shared
from huuva_backend.platform import logging, metrics
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.http import openapi
from huuva_backend.platform.http.api import Api
from huuva_backend.platform.http.draining import draining_when_told
from huuva_backend.platform.http.health import health_router
from huuva_backend.platform.http.routing import Router
from huuva_backend.platform.settings import VERSION, Settings, read_settings
from huuva_backend.platform.vault import vault_of
from huuva_backend.quotes.routes import quotes_router
from huuva_backend.quotes.service import QuoteService
from huuva_backend.web.routes import web_router
from huuva_backend.webhooks.message_schemas import MESSAGES
from huuva_backend.webhooks.routes import webhooks_router
from huuva_backend.webhooks.service import WebhookService
from huuva_backend.working import working

log = get_logger(__name__)

ALLOCATIONS_UNTIL_COLLECTED = 50_000
"""More than hundreds of requests under way hold together."""


ROUTERS: list[APIRouter | Router] = [
    health_router,
    media_router,
    partners_router,
    partner_integrations_router,
    screen_router,
    customers_router,
    web_router,
    webhooks_router,
    analytics_router,
    order_measures_router,
    exports_router,
    feed_router,
    integrations_router,
    locations_router,
    intake_router,
    quotes_router,
    now_router,
    kitchen_router,
    brand_menu_router,
    snooze_router,
    stock_router,
    menu_router,
    images_router,
    acceptance_router,
    amendments_router,
    orders_router,
]
"""The busiest last, so that their routes come first."""


def create_app(settings: Settings | None = None) -> FastAPI:
    settings = settings or read_settings()
    app = Api(
        title="huuva_backend",
        version=VERSION,
        description=DESCRIPTION,
        contact={"name": "The huuva_backend developers"},
        license_info={"name": "MIT", "identifier": "MIT"},
        servers=[{"url": "/", "description": "Where this document comes from"}],
        openapi_tags=TAGS,
        docs_url=None,  # both are pages of ours: huuva_backend/web
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lambda app: _lifespan(app, settings),
        redirect_slashes=False,
        # We have our own; asking at each request whether somebody wants FastAPI's costs it 3 µs.
        telemetry={"metrics": False, "logs": False},
    )
    for router in ROUTERS:
        _mount(app, router)
    app.state.identify = _identifying(settings)
    app.state.once = answered_once
    openapi.register(app, MESSAGES)
    return app


def _identifying(settings: Settings) -> Callable[[Request], Awaitable[Caller]]:
    if settings.auth == "keys":
        return by_key
    return by_proxy(settings.proxy_user_header) if settings.proxy_user_header else trusted


def _mount(app: FastAPI, *routers: APIRouter | Router) -> None:
    """Put routers' routes before all others and unwrapped.

    FastAPI matches routes in turn and wraps those of `include_router` once more, which costs the busiest
    endpoints a quarter of their throughput.
    """
    app.router.routes[:0] = [route for router in routers for route in router.routes]


@asynccontextmanager
async def _lifespan(app: FastAPI, settings: Settings) -> AsyncIterator[None]:
    logging.configure(settings.log_level, json=settings.logs_json)
    if settings.auth == "off":
        log.warning("nobody is asked for a key: whoever reaches the port may do all", auth="off")
    if settings.pooler:
        log.warning(
            "through a pooler: three round trips more for a statement, which is planned each time; "
            "the roles' settings count (deploy/pooler.sql), and nothing is migrated at the start",
            analytics=(
                "a role of its own"
                if settings.read_database_url != settings.database_url
                else "has the requests' role and its time limits: set READ_DATABASE_URL"
            ),
        )
    async with (
        aclosing(await open_database(settings, "huuva_backend", settings.pool_size)) as database,
        aclosing(await open_to_measure(settings)) as measured,
        aclosing(await open_database(settings, "huuva_backend health", 1)) as health,
    ):
        connect(app, settings, database, measured, health)
        # What is there now stays, and what a request makes is freed without the collector: it need look neither at
        # the one again and again nor often for the other.
        gc.freeze()
        gc.set_threshold(ALLOCATIONS_UNTIL_COLLECTED)
        inside = working(settings) if settings.worker == "inside" else nullcontext()
        async with (
            aclosing(app.state.keyring),
            aclosing(app.state.feed),
            inside,
            metrics.shared_gauges(),
        ):
            with draining_when_told(app.state, settings.drain_seconds, app.state.feed.hub.stop):
                yield


def connect(
    app: FastAPI,
    settings: Settings,
    database: Database,
    measured: Database | None = None,
    health: Database | None = None,
) -> None:
    """Make the application's services and name the databases that they work on; `measured` may be a replica.

    `health` is asked whether the database answers, however busy the others are.
    """
    app.state.database = database
    app.state.measured = measured or database
    app.state.health = health or database
    _connect_partners(app, settings, database)
    _connect_menu_and_orders(app, settings)
    app.state.amendments = AmendmentService(app.state.menu, app.state.orders, policy_of(settings))
    app.state.acceptances = AcceptanceService(policy_of(settings))
    app.state.messages = MessageService(app.state.amendments, app.state.acceptances)
    app.state.idempotency = IdempotencyService()
    app.state.stations = StationService()
    app.state.locations = LocationService(app.state.stations)
    app.state.kitchen = KitchenService(app.state.locations)
    app.state.now = NowService(app.state.locations)
    app.state.intake = IntakeService(app.state.locations)
    app.state.quotes = QuoteService(app.state.locations, app.state.intake, app.state.menu)
    app.state.analytics = AnalyticsService(
        app.state.locations, timedelta(minutes=settings.trusted_delay_minutes)
    )
    app.state.order_measures = OrderMeasureService(app.state.locations)
    app.state.exports = ExportService(settings.export_stall_seconds)
    app.state.webhooks = WebhookService(vault_of(settings), settings.webhook_hosts)
    app.state.feed = feed_of(settings, database)
    _show_in_metrics(database, app.state.feed, app.state.exports)


def _connect_menu_and_orders(app: FastAPI, settings: Settings) -> None:
    announcements = Announcements()
    app.state.media = MediaService(Directory(settings.media_dir))
    app.state.menu = MenuService(announcements)
    app.state.menu_pages = MenuPageService()
    app.state.images = ImageService(app.state.media)
    app.state.whole_menus = WholeMenuService()
    app.state.orders = orders_of(settings, app.state.menu)
    app.state.snoozes = SnoozeService(app.state.orders, announcements)
    app.state.stocks = StockService(announcements)


def _connect_partners(app: FastAPI, settings: Settings, database: Database) -> None:
    app.state.partners, app.state.keys = PartnerService(), KeyService()
    app.state.integrations = IntegrationService(vault_of(settings))
    app.state.pairings = PairingService()
    app.state.keyring = Keyring(app.state.keys, database)
    app.state.limiter = Limiter(settings.rate, shared(settings.rate_limit_store))


def _show_in_metrics(database: Database, feed: FeedService, exports: ExportService) -> None:
    pool, sharing = database.pool, database.sharing
    metrics.gauge("huuva_database_pool_size", "Connections held.", lambda: pool.size)
    metrics.gauge("huuva_database_pool_idle", "Connections not in use.", lambda: pool.idle)
    if (breaker := database.breaker) is not None:
        metrics.gauge(
            "huuva_writes_refused", "Processes that refuse writes.", lambda: breaker.refusing
        )
        metrics.gauge(
            "huuva_commits_hanging", "Given up without an answer.", lambda: breaker.hanging
        )
    metrics.gauge("huuva_batches_waiting", "Requests that wait for one.", lambda: sharing.waiting)
    metrics.gauge("huuva_batches_under_way", "Shared statements begun.", lambda: sharing.under_way)
    metrics.gauge("huuva_event_streams", "Streams of events open.", lambda: feed.hub.watches)
    metrics.gauge("huuva_exports", "Exports under way.", lambda: exports.under_way)
