"""Keys by the command line, which needs none: whoever may reach the database may make the first."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager, aclosing, suppress
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

import typer
from pydantic import ValidationError

from huuva_backend.partners import keys
from huuva_backend.partners.caller import Scope, system
from huuva_backend.partners.dialect import Dialect
from huuva_backend.partners.errors import PartnerExists
from huuva_backend.partners.integration import Integration
from huuva_backend.partners.integration_schemas import IntegrationCreate, IntegrationRotate
from huuva_backend.partners.integration_service import IntegrationService
from huuva_backend.partners.pairing_schemas import PairingConfirm
from huuva_backend.partners.pairing_service import PairingService
from huuva_backend.partners.partner import IssuedKey, KeptKey, PartnerKind
from huuva_backend.partners.schemas import KeyCreate, PartnerCreate
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.clock import utc_now
from huuva_backend.platform.db.database import Database, Executor
from huuva_backend.platform.errors import DomainError, Invalid
from huuva_backend.platform.settings import read_settings
from huuva_backend.platform.vault import vault_of

T = TypeVar("T")

CALLER: Final = system("keys")
INTEGRATION_COLUMNS: Final = ("ID", "NAME", "DIALECT", "REVOKED", "LIMITED TO")
COLUMNS: Final = ("ID", "NAME", "KIND", "STATE", "LAST USED", "EXPIRES", "SCOPES", "LIMITED TO")

Name = Annotated[str, typer.Option(help="Whose: history names them by this.")]
Scopes = Annotated[list[Scope], typer.Option("--scope", help="What it may do; repeat it.")]
Kind = Annotated[PartnerKind, typer.Option(help="What sort of caller, if the name is new.")]
Brands = Annotated[list[str] | None, typer.Option("--brand", help="Of these alone; repeat it.")]
Locations = Annotated[
    list[str] | None, typer.Option("--location", help="At these alone; repeat it.")
]
Stations = Annotated[list[str] | None, typer.Option("--station", help="Of a display; repeat it.")]
Often = Annotated[
    str | None, typer.Option("--rate-limit", help="How often it may ask: 1200/minute.")
]
Days = Annotated[int | None, typer.Option(min=1, max=36_500, help="Else until it is revoked.")]
Screens = Annotated[list[str], typer.Option("--location", help="It shows these alone; repeat it.")]
Code = Annotated[str, typer.Argument(help="As the screen shows it.")]
Which = Annotated[str, typer.Argument(help="Its id, or the key itself.")]
IntegrationId = Annotated[UUID, typer.Argument(help="Its id.")]
Platform = Annotated[Dialect, typer.Option(help="Whose words and signatures they are.")]
Overlap = Annotated[int, typer.Option(min=0, help="How long the one before is taken too.")]


keys_cli = typer.Typer(help="The keys that callers come with.", no_args_is_help=True)


@keys_cli.command()
def create(
    context: typer.Context,
    *,
    name: Name,
    scope: Scopes,
    kind: Kind = PartnerKind.PARTNER,
    brand: Brands = None,
    location: Locations = None,
    station: Stations = None,
    rate_limit: Often = None,
    expires_in_days: Days = None,
) -> None:
    """Make a key and print it, this once."""
    expires_at = expires_in_days and utc_now() + timedelta(days=expires_in_days)
    try:
        partner = PartnerCreate(id=name, kind=kind)
        wanted = KeyCreate(
            scopes=scope,
            brand_ids=brand or None,
            location_ids=location or None,
            stations=station or None,
            rate_limit=rate_limit,
            expires_at=expires_at or None,
        )
    except ValidationError as refusal:
        raise _unreadable(refusal) from None
    with _opened(context) as url:
        typer.echo(_create(url, partner, wanted).key)


@keys_cli.command()
def pair(
    context: typer.Context,
    code: Code,
    *,
    name: Name,
    location: Screens,
    brand: Brands = None,
    station: Stations = None,
) -> None:
    """Let the screen that shows this code in: it has a key of its own from then on."""
    try:
        screen = PairingConfirm(
            name=name, location_ids=location, brand_ids=brand or None, stations=station or None
        )
    except ValidationError as refusal:
        raise _unreadable(refusal) from None
    with _opened(context) as url:
        try:
            kept = _run(url, lambda on: PairingService().confirm(CALLER, on, code, screen))
        except DomainError as refusal:
            raise _refused(refusal.detail) from None
    typer.echo(f"paired: {kept.partner_id}, key {kept.id}", err=True)


@keys_cli.command("list")
def list_all(context: typer.Context) -> None:
    """All keys, also those that are over."""
    with _opened(context) as url:
        found = _run(url, lambda on: KeyService().all(CALLER, on))
    for line in _table([COLUMNS, *(_row(key) for key in found)]):
        typer.echo(line)


@keys_cli.command()
def revoke(context: typer.Context, key: Which) -> None:
    """For good, within a second everywhere."""
    key_id = keys.prefix_of(key) or key
    with _opened(context) as url:
        known = _run(url, lambda on: KeyService().revoke_by_prefix(CALLER, on, key_id))
    if not known:
        raise _refused("no such key")
    typer.echo(f"revoked: {key_id}", err=True)


integrations_cli = typer.Typer(
    help="The platforms that bring no key but sign what they send.", no_args_is_help=True
)


@integrations_cli.command()
def add(
    context: typer.Context,
    *,
    name: Name,
    dialect: Platform,
    brand: Brands = None,
    location: Locations = None,
) -> None:
    """Register one, ask for the secret that the platform gave you, and print its id: for `integration=` in the address
    of the hook.
    """
    try:
        partner = PartnerCreate(id=name)
        wanted = IntegrationCreate(
            dialect=dialect,
            secret=_secret(),
            brand_ids=brand or None,
            location_ids=location or None,
        )
    except ValidationError as refusal:
        raise _unreadable(refusal) from None

    async def work(on: Executor) -> Integration:
        with suppress(PartnerExists):
            await PartnerService().add(CALLER, on, partner)
        return await _integrations().add(CALLER, on, partner.id, wanted)

    typer.echo(_done(context, work).id)


@integrations_cli.command()
def rotate(
    context: typer.Context,
    integration: IntegrationId,
    *,
    name: Name,
    overlap_seconds: Overlap = 86_400,
) -> None:
    """Ask for another secret, and take signatures by it, and for a while by the one before too."""
    try:
        told = IntegrationRotate(secret=_secret(), overlap_seconds=overlap_seconds)
    except ValidationError as refusal:
        raise _unreadable(refusal) from None
    overlap = timedelta(seconds=told.overlap_seconds)
    service = _integrations()
    _done(context, lambda on: service.rotate(CALLER, on, name, integration, told.secret, overlap))
    typer.echo(f"rotated: {integration}", err=True)


@integrations_cli.command("list")
def list_integrations(context: typer.Context, *, name: Name) -> None:
    """Those of a partner, also those that are revoked."""
    found = _done(context, lambda on: _integrations().of(CALLER, on, name))
    rows = [
        (
            *(str(each.id), each.partner_id, each.dialect, _day(each.revoked_at)),
            " ".join([*(each.brand_ids or ()), *(each.location_ids or ())]) or "-",
        )
        for each in found.items
    ]
    for line in _table([INTEGRATION_COLUMNS, *rows]):
        typer.echo(line)


@integrations_cli.command("revoke")
def revoke_integration(context: typer.Context, integration: IntegrationId, *, name: Name) -> None:
    """For good, at once."""
    _done(context, lambda on: _integrations().revoke(CALLER, on, name, integration))
    typer.echo(f"revoked: {integration}", err=True)


def _secret() -> str:
    """No argument, which other processes and the shell's history would see."""
    asked: str = typer.prompt("Secret", hide_input=True, err=True)
    return asked


def _integrations() -> IntegrationService:
    return IntegrationService(vault_of(read_settings()))


def _done(context: typer.Context, work: Callable[[Executor], Awaitable[T]]) -> T:
    with _opened(context) as url:
        try:
            return _run(url, work)
        except DomainError as refusal:
            raise _refused(refusal.detail) from None


def _opened(context: typer.Context) -> AbstractContextManager[str]:
    """The URL of the database, which is there meanwhile: whoever is above the commands knows how."""
    opened: Callable[[], AbstractContextManager[str]] = context.obj
    return opened()


def _create(url: str, partner: PartnerCreate, wanted: KeyCreate) -> IssuedKey:
    async def work(on: Executor) -> IssuedKey:
        with suppress(PartnerExists):
            await PartnerService().add(CALLER, on, partner)
        return await KeyService().issue(CALLER, on, partner.id, wanted)

    try:
        return _run(url, work)
    except Invalid as refusal:
        raise _refused(*(f"{fault.pointer}: {fault.message}" for fault in refusal.faults)) from None
    except DomainError as refusal:
        raise _refused(refusal.detail) from None


def _run(url: str, work: Callable[[Executor], Awaitable[T]]) -> T:
    async def connected() -> T:
        opened = Database.open(url, size=1, name="huuva_backend keys", statement_seconds=30)
        async with aclosing(await opened) as database:
            return await work(database)

    return asyncio.run(connected())


def _unreadable(refusal: ValidationError) -> typer.Exit:
    return _refused(*(f"{error['loc'][0]}: {error['msg']}" for error in refusal.errors()))


def _refused(*lines: str) -> typer.Exit:
    for line in lines:
        typer.echo(line, err=True)
    return typer.Exit(2)


def _row(key: KeptKey) -> tuple[str, ...]:
    limits: list[Any] = [*(key.brand_ids or ()), *(key.location_ids or ()), *(key.stations or ())]
    limits += [] if key.rate_limit is None else [key.rate_limit]
    times = (_day(key.last_used_at), _day(key.taken_until))
    owner = (key.id, key.partner_id, key.kind, key.state)
    return (*owner, *times, " ".join(key.scopes), " ".join(limits) or "-")


def _day(moment: datetime | None) -> str:
    return "-" if moment is None else f"{moment:%Y-%m-%d %H:%M}"


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
