"""Roll-ups by the command line: made anew, or compared with history."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Annotated

import typer

rollups_cli = typer.Typer(help="What history comes to, summed up.", no_args_is_help=True)


@rollups_cli.command()
def rebuild(context: typer.Context) -> None:
    """Sum all of history up anew. Answers are right meanwhile."""
    opened: Callable[[], AbstractContextManager[str]] = context.obj
    # Not before somebody asks: other commands begin sooner without all of it.
    running = import_module("huuva_backend.analytics.rollup_running")
    with opened() as url:
        typer.echo(f"orders and events added: {running.rebuild(url)}")


@rollups_cli.command()
def verify(
    context: typer.Context,
    days: Annotated[int, typer.Option(min=0, max=400, help="How many, up to today.")] = 7,
) -> None:
    """Compare the last days with history and print each difference; the exit code is 1 where there is one."""
    opened: Callable[[], AbstractContextManager[str]] = context.obj
    running = import_module("huuva_backend.analytics.rollup_running")
    with opened() as url:
        differences = running.verify(url, days)
    for line in differences:
        typer.echo(line)
    typer.echo(f"differences: {len(differences)}")
    raise typer.Exit(1 if differences else 0)
