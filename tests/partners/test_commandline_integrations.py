"""Integrations by the command line; their secrets are asked for, and never printed."""

import subprocess
import sys
from contextlib import aclosing
from pathlib import Path
from uuid import UUID

from huuva_backend.partners.caller import TRUSTED
from huuva_backend.partners.dialect import Dialect
from huuva_backend.partners.integration_service import IntegrationService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.vault import Vault
from tests.partners.signed import NOBODYS, OTHER, SECRET
from tests.test_main import environment


def run(
    tmp_path: Path, url: str, *arguments: str, secret: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "huuva_backend", "integrations", *arguments],
        cwd=tmp_path,
        env=environment(DATABASE_URL=url, DATA_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        input=secret and secret + "\n",
        timeout=50,
        check=False,
    )


async def test_one_is_registered_rotated_listed_and_revoked(
    tmp_path: Path, own_database: str
) -> None:
    told = ("add", "--name", "deliverect", "--dialect", "deliverect", "--brand", "burgers")
    made = run(tmp_path, own_database, *told, secret=SECRET)
    assert made.returncode == 0, made.stderr
    integration = UUID(made.stdout.strip())

    named = (str(integration), "--name", "deliverect")
    rotated = run(tmp_path, own_database, "rotate", *named, secret=OTHER)
    assert rotated.stderr.splitlines()[-1] == f"rotated: {integration}"
    opened = Database.open(own_database, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        service = IntegrationService(Vault([], tmp_path))
        signer = await service.signer(TRUSTED, database, integration, Dialect.DELIVERECT)
    assert (signer.secrets, signer.caller.id) == ([OTHER, SECRET], "deliverect")
    assert signer.caller.brands == frozenset({"burgers"})

    revoked = run(tmp_path, own_database, "revoke", *named)
    assert (revoked.returncode, revoked.stdout) == (0, "")
    heading, row = run(tmp_path, own_database, "list", "--name", "deliverect").stdout.splitlines()
    assert heading.split() == ["ID", "NAME", "DIALECT", "REVOKED", "LIMITED", "TO"]
    assert row.split()[:3] == [str(integration), "deliverect", "deliverect"]
    assert row.endswith("burgers")
    printed = made.stdout + made.stderr + rotated.stdout + rotated.stderr + heading + row
    assert SECRET not in printed
    assert OTHER not in printed


def test_what_is_not_there_is_said(tmp_path: Path, own_database: str) -> None:
    nobodys = run(tmp_path, own_database, "revoke", NOBODYS, "--name", "nobody")
    assert nobodys.returncode == 2
    assert nobodys.stderr.splitlines()[-1] == "No such integration of this partner"


def test_a_secret_that_is_too_short_is_said_before_anything_starts(tmp_path: Path) -> None:
    told = ("add", "--name", "uber", "--dialect", "uberEats")
    refused = run(tmp_path, "postgresql://127.0.0.1:1/none", *told, secret="short")
    assert refused.returncode == 2
    assert "secret: String should have at least 16 characters" in refused.stderr
    assert "Traceback" not in refused.stderr
