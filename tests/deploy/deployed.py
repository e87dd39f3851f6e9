"""A PostgreSQL whose roles are those of compose, made by the step that compose has for it."""

import os
import subprocess
from typing import Any
from urllib.parse import parse_qs, urlsplit, urlunsplit

import asyncpg
import yaml  # type: ignore[import-untyped]

from huuva_backend.platform.db import embedded
from tests.server import ROOT

PASSWORDS = {"OWNER_PASSWORD": "o-1", "APP_PASSWORD": "a-1", "MEASURES_PASSWORD": "m-1"}
PROGRAMS = embedded._programs()


def compose() -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    return document


def as_role(url: str, role: str, database: str = "huuva") -> str:
    return urlunsplit(urlsplit(url)._replace(netloc=f"{role}@", path=f"/{database}"))


def libpq(url: str) -> dict[str, str]:
    """For PostgreSQL's own programs."""
    parts = urlsplit(url)
    (host,) = parse_qs(parts.query)["host"]
    return os.environ | {
        "PGHOST": host,
        "PGUSER": parts.username or "postgres",
        "PGDATABASE": parts.path.removeprefix("/"),
    }


async def create(cluster: str, name: str = "huuva") -> None:
    connection = await asyncpg.connect(cluster)
    await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    await connection.execute(f"CREATE DATABASE {name}")
    await connection.close()


def give_roles(cluster: str, database: str = "huuva") -> None:
    """As the superuser, in the words of compose."""
    service = compose()["services"]["roles"]
    program, *options = service["entrypoint"]
    files = [each.replace("/deploy/", f"{ROOT}/deploy/") for each in service["command"]]
    subprocess.run(
        [str(PROGRAMS / program), *options, *files],
        env=libpq(as_role(cluster, "postgres", database)) | PASSWORDS,
        check=True,
        capture_output=True,
        text=True,
    )
