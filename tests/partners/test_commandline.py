"""The first key is made by the command line, which needs none."""

import re
import subprocess
import sys
from contextlib import aclosing
from pathlib import Path

import asyncpg
import pytest

from huuva_backend.partners import keys
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.partners.pairing_service import PairingService
from huuva_backend.platform.db.database import Database
from tests.test_main import environment


def run(tmp_path: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "huuva_backend", "keys", *arguments],
        cwd=tmp_path,
        env=environment(DATABASE_URL=url),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


async def test_a_key_is_made_listed_and_revoked(tmp_path: Path, own_database: str) -> None:
    made = run(
        tmp_path,
        own_database,
        *("create", "--name", "anna", "--kind", "operator", "--scope", "admin"),
        *("--scope", "orders:read", "--expires-in-days", "90"),
    )
    assert made.returncode == 0, made.stderr
    key = made.stdout.strip()
    key_id = keys.prefix_of(key)
    assert key_id is not None

    listed = run(tmp_path, own_database, "list").stdout.splitlines()
    assert listed[0].split() == [
        "ID",
        "NAME",
        "KIND",
        "STATE",
        "LAST",
        "USED",
        "EXPIRES",
        "SCOPES",
        "LIMITED",
        "TO",
    ]
    assert re.fullmatch(
        rf"{key_id}  anna  operator  live   -          \d{{4}}-\d\d-\d\d \d\d:\d\d  admin orders:read  -",
        listed[1],
    )

    revoked = run(tmp_path, own_database, "revoke", key)
    assert (revoked.returncode, revoked.stdout) == (0, "")
    assert revoked.stderr.splitlines()[-1] == f"revoked: {key_id}"
    assert "revoked" in run(tmp_path, own_database, "list").stdout.splitlines()[1]
    assert run(tmp_path, own_database, "revoke", "0000000000").returncode == 2


async def test_what_is_printed_is_the_key_alone(tmp_path: Path, own_database: str) -> None:
    made = run(tmp_path, own_database, "create", "--name", "wolt", "--scope", "orders:write")
    connection = await asyncpg.connect(own_database)
    try:
        (row,) = await connection.fetch(
            "SELECT * FROM api_keys JOIN partners ON partner_id = partners.id"
        )
    finally:
        await connection.close()
    assert row["digest"] == keys.digest(made.stdout.rstrip("\n"))
    assert (row["partner_id"], row["kind"], row["scopes"]) == ("wolt", "partner", ["orders:write"])


async def test_a_screen_is_paired_by_the_code_that_it_shows(
    tmp_path: Path, own_database: str
) -> None:
    opened = Database.open(own_database, size=1, name="tests", statement_seconds=5)
    async with aclosing(await opened) as database:
        shown, key = await PairingService().open(TRUSTED, database, None)
    key_id = keys.prefix_of(key)
    screen = ("--name", "grill-1", "--location", "kamppi", "--brand", "napoli", "--station", "fry")
    paired = run(tmp_path, own_database, "pair", shown.code.lower(), *screen)
    assert (paired.returncode, paired.stdout) == (0, "")
    assert paired.stderr.splitlines()[-1] == f"paired: grill-1, key {key_id}"
    (listed,) = run(tmp_path, own_database, "list").stdout.splitlines()[1:]
    assert listed.split()[:4] == [key_id, "grill-1", "display", "live"]
    assert listed.endswith("napoli kamppi fry")
    again = run(tmp_path, own_database, "pair", shown.code, *screen)
    assert again.returncode == 2
    assert again.stderr.splitlines()[-1] == "No screen shows this code, or not any more"


def test_a_screen_is_somewhere(tmp_path: Path) -> None:
    nowhere = run(tmp_path, "postgresql://127.0.0.1:1/none", "pair", "K7QX-3MTR", "--name", "n")
    assert nowhere.returncode == 2
    assert "--location" in nowhere.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--scope", "everything"], "--scope"),
        ([], "--scope"),
        (["--scope", "admin", "--expires-in-days", "0"], "--expires-in-days"),
    ],
)
def test_what_makes_no_sense_is_said_before_anything_starts(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    refused = run(tmp_path, "postgresql://127.0.0.1:1/none", "create", "--name", "n", *arguments)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_name_that_cannot_be_is_said_in_one_line(tmp_path: Path) -> None:
    url = "postgresql://127.0.0.1:1/none"
    refused = run(tmp_path, url, "create", "--name", "a\nb", "--scope", "admin")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert refused.stderr.startswith("id: Text should have no control characters")
