"""The command line; without a command it serves."""

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from socket import socket
from typing import Annotated, NoReturn

import alembic.config
import typer
import uvloop
from alembic import command
from sqlalchemy.exc import DBAPIError

from huuva_backend import server
from huuva_backend.analytics.rollup_commandline import rollups_cli
from huuva_backend.configured import policy_of
from huuva_backend.customers.commandline import customers_cli
from huuva_backend.partners.commandline import integrations_cli, keys_cli
from huuva_backend.platform.db import embedded
from huuva_backend.platform.settings import (
    PREFIX,
    VERSION,
    InvalidSettings,
    Settings,
    read_settings,
)
from huuva_backend.platform.steps import Steps, console

ROOT = Path(__file__).parents[1]
ADDRESSES = {
    "Index": "/",
    "Kitchen": "/kitchen",
    "Board": "/board",
    "Dashboard": "/dashboard",
    "Sign in": "/sign-in",
    "API docs": "/api/docs",
    "ReDoc": "/api/redoc",
    "OpenAPI": "/api/openapi.json",
    "Health": "/readyz",
    "Metrics": "/metrics",
}
cli = typer.Typer(
    name="huuva_backend", help=__doc__, add_completion=False, pretty_exceptions_enable=False
)
menu_cli = typer.Typer(help="The menus of brands.", no_args_is_help=True)
cli.add_typer(menu_cli, name="menu")
feed_cli = typer.Typer(help="The feed of events.", no_args_is_help=True)
cli.add_typer(feed_cli, name="feed")
cli.add_typer(keys_cli, name="keys")
cli.add_typer(integrations_cli, name="integrations")
cli.add_typer(customers_cli, name="customers")
cli.add_typer(rollups_cli, name="rollups")


@contextmanager
def database(settings: Settings, steps: Steps, *, migrated: bool = True) -> Iterator[str]:
    """The URL of the database, for this process and its children; the embedded one runs meanwhile."""
    if settings.database_url is not None:
        if migrated and not settings.pooler:
            with steps.step("migrations"):
                upgrade(settings.database_url)
        yield settings.database_url
        return
    with steps.step(f"database: embedded PostgreSQL in {settings.data_dir}"):
        url = embedded.start(settings.data_dir)
    os.environ[PREFIX + "DATABASE_URL"] = url
    try:
        with _watched(settings.data_dir):
            if migrated:
                with steps.step("migrations"):
                    upgrade(url)
            yield url
    finally:
        embedded.stop(settings.data_dir)


@contextmanager
def _watched(data_dir: Path) -> Iterator[None]:
    """Nobody else would start the embedded server again when it is killed."""
    leaving = threading.Event()

    def watch() -> None:
        while not leaving.wait(1):
            try:
                embedded.start(data_dir)
            except (embedded.EmbeddedDatabaseError, OSError) as error:
                console.print(f"[red]{error}[/red]")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        leaving.set()
        watcher.join()


def upgrade(url: str | None, revision: str = "head", *, sql: bool = False) -> None:
    config = alembic.config.Config(ROOT / "alembic.ini")
    config.attributes["database_url"] = url
    command.upgrade(config, revision, sql=sql)


@cli.callback(invoke_without_command=True)
def main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    context.obj = _migrated
    if version:
        typer.echo(VERSION)
    elif context.invoked_subcommand is None:
        serve()


@cli.command()
def serve() -> None:
    """Set up what is missing, then serve the API until SIGTERM or Ctrl-C."""
    settings = _settings()
    config = server.configured(settings)
    try:
        listener = config.bind_socket()
    except SystemExit:
        _refuse(f"cannot listen on {settings.host}:{settings.port}: see {PREFIX}PORT")
    # In production the migrator has done it before this starts.
    migrated = settings.environment != "prod"
    with database(settings, Steps(3), migrated=migrated):
        _announce(settings.host, listener)
        server.run(config, listener)


@cli.command()
def worker() -> None:
    """Do what nobody asks for, until SIGTERM or Ctrl-C: for servers that run with WORKER=none."""
    settings = _settings()
    with database(settings, Steps(2), migrated=settings.environment != "prod") as url:
        working = import_module("huuva_backend.working")
        served = settings.model_copy(update={"database_url": url})
        uvloop.run(working.work(served))


@cli.command()
def migrate(
    revision: Annotated[str, typer.Option(help="How far.")] = "head",
    sql: Annotated[bool, typer.Option("--sql", help="Print the SQL, touch nothing.")] = False,
) -> None:
    """Bring the database to a revision."""
    settings = _settings()
    if sql:
        upgrade(None, revision, sql=True)
        return
    if settings.pooler:
        _refuse(
            f"{PREFIX}POOLER: a migration goes past the pooler, see deploy/pgbouncer.ini", code=2
        )
    with database(settings, Steps(2), migrated=False) as url:
        upgrade(url, revision)


@cli.command()
def demo(
    orders: Annotated[int, typer.Option(min=1, help="About how many.")] = 3000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same day.")] = 1,
    years: Annotated[
        int | None,
        typer.Option(
            min=0, max=20, help="Of how many years they are; if left out of a day, of many 3."
        ),
    ] = None,
    live: Annotated[
        bool, typer.Option("--live", help="Kitchens that work until Ctrl-C, instead of a day.")
    ] = False,
    speed: Annotated[
        float, typer.Option(min=0.1, max=1000, help="With --live: how much faster than a clock.")
    ] = 1,
) -> None:
    """Fill the database with menus and a simulated day of several kitchens; with many orders, with years of them."""
    settings = _settings()
    with database(settings, Steps(2)) as url:
        loading = import_module("huuva_backend.demo.loading")
        loading.run(url, settings.media_dir, list(loading.FILES.values()))
        if live:
            working = import_module("huuva_backend.demo.live")
            working.run(url, policy_of(settings), seed=seed, speed=speed, port=settings.port)
            return
        simulation = import_module("huuva_backend.demo")
        kept = timedelta(days=settings.event_retention_days)
        simulation.run(url, seed=seed, orders=orders, years=years, kept=kept, port=settings.port)


@cli.command()
def openapi() -> None:
    """Print the API document, from which clients are made."""
    application = import_module("huuva_backend.application")
    document = application.create_app(Settings(_env_file=None)).openapi()
    typer.echo(json.dumps(document, indent=1, ensure_ascii=False))


@menu_cli.command()
def load(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="As `GET /api/menu/brands/{brandId}` gives it; the pizzas if left out."
        ),
    ] = None,
) -> None:
    """Make a file's products the menu of its brand. Pictures of those that stay are kept."""
    settings = _settings()
    loading = import_module("huuva_backend.demo.loading")
    with database(settings, Steps(2)) as url:
        try:
            loading.run(url, settings.media_dir, [file or loading.PIZZAS])
        except loading.NoMenu as refusal:
            _refuse(*str(refusal).splitlines(), code=2)


@feed_cli.command()
def renew(location: Annotated[str | None, typer.Option(help="Else of all.")] = None) -> None:
    """Begin another epoch: who follows takes a new snapshot, no cursor of before goes on."""
    renewal = import_module("huuva_backend.feed.renewal")
    with database(_settings(), Steps(2)) as url:
        renewed = renewal.run(url, location)
    if location is not None and not renewed:
        _refuse(f"{location}: has had no events", code=2)
    console.print(f"locations with another epoch: {renewed}")


@contextmanager
def _migrated() -> Iterator[str]:
    settings = _settings()
    with database(settings, Steps(2), migrated=settings.environment != "prod") as url:
        yield url


def _settings() -> Settings:
    # Leaving through SystemExit lets every `finally` run, so the embedded database stops too.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    try:
        return read_settings()
    except InvalidSettings as refusal:
        _refuse(*refusal.lines, code=2)


def _refuse(*lines: str, code: int = 1) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(code)


def _announce(host: str, listener: socket) -> None:
    port = listener.getsockname()[1]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    for name, path in ADDRESSES.items():
        console.print(f"  {name:9} [cyan]http://{shown}:{port}{path}[/cyan]")


def run() -> None:
    try:
        cli()
    except (embedded.EmbeddedDatabaseError, OSError) as error:
        sys.exit(f"cannot start: {error}")
    except DBAPIError as error:
        if error.statement is not None:
            raise
        sys.exit(f"cannot start: {error.orig}")  # it refused the connection


if __name__ == "__main__":
    run()
