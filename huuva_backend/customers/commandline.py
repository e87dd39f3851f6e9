"""Customers by the command line: whoever may reach the database may erase and export."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Annotated, Any
from uuid import UUID

import typer

customers_cli = typer.Typer(help="What is known of one customer.", no_args_is_help=True)

Account = Annotated[str | None, typer.Option(help="All orders of the account.")]
Phone = Annotated[str | None, typer.Option(help="All orders with this number.")]
Orders = Annotated[list[UUID] | None, typer.Option("--order", help="This order; repeat it.")]


@customers_cli.command()
def erase(
    context: typer.Context, account: Account = None, phone: Phone = None, order: Orders = None
) -> None:
    """Empty all that tells who it is, for good. Measures stay as they were."""
    typer.echo(_asked(context, "erase", account, phone, order))


@customers_cli.command()
def export(
    context: typer.Context, account: Account = None, phone: Phone = None, order: Orders = None
) -> None:
    """Print all that is known, as JSON."""
    typer.echo(_asked(context, "export", account, phone, order))


def _asked(context: typer.Context, act: str, *who: Any) -> str:
    """The answer, as the API gives it."""
    opened: Callable[[], AbstractContextManager[str]] = context.obj
    # Not before somebody asks: other commands begin sooner without all of it.
    running = import_module("huuva_backend.customers.running")
    try:
        named = running.named(*who)
        with opened() as url:
            answer: bytes = asyncio.run(running.run(url, act, named))
    except running.NothingDone as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(2) from None
    return answer.decode()
