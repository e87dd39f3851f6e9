"""deploy/roles.sql on a real PostgreSQL: each role can do what it is for, and nothing else."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient

from huuva_backend.__main__ import upgrade
from huuva_backend.platform.db import embedded
from tests.conftest import Connection, _room
from tests.deploy import business
from tests.deploy.deployed import as_role, create, give_roles
from tests.feed.served import until
from tests.server import Server

LOOPS = {"acceptance", "close_of_day", "expiry", "pictures", "release", "rollups", "webhooks"}
REFUSED = asyncpg.InsufficientPrivilegeError
OWNERS = """
    SELECT DISTINCT pg_get_userbyid(relowner) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')
    UNION
    SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
GRANTED = """
    SELECT 'relation ' || relname, relacl::text FROM pg_class
    WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT 'database ' || datname, datacl::text FROM pg_database
    UNION ALL SELECT 'schema ' || nspname, nspacl::text FROM pg_namespace
    UNION ALL SELECT 'default ' || defaclrole::regrole, defaclacl::text FROM pg_default_acl
    UNION ALL SELECT 'function ' || proname, proacl::text FROM pg_proc WHERE proacl IS NOT NULL
    UNION ALL SELECT 'role ' || rolname, r::text FROM pg_roles AS r
    ORDER BY 1
"""


@pytest.fixture(scope="module")
def cluster(postgres: str) -> Iterator[str]:
    """Roles are the cluster's, so this one is nobody else's; `postgres` only says that it takes time."""
    with _room() as directory, embedded.running(directory / "data", durable=False) as url:
        yield url


@pytest.fixture(scope="module")
async def deployed(cluster: str) -> str:
    """A database as compose brings it up."""
    await create(cluster)
    await asyncio.to_thread(give_roles, cluster)
    await asyncio.to_thread(upgrade, as_role(cluster, "huuva_owner"))
    await asyncio.to_thread(give_roles, cluster)  # as at the next start
    return cluster


@pytest.fixture
async def superuser(deployed: str) -> AsyncIterator[Connection]:
    connection = await asyncpg.connect(as_role(deployed, "postgres"))
    yield connection
    await connection.close()


async def loops_that_ran(server: Server) -> set[str]:
    text = (await server.get("/metrics")).body.decode()
    runs = re.findall(r'^huuva_loop_runs_total\{loop="(\w+)"\} (\S+)$', text, re.M)
    return {loop for loop, times in runs if float(times) > 0}


async def test_the_app_can_do_all_that_it_is_asked_for(deployed: str, tmp_path: Path) -> None:
    settings = {
        "ENVIRONMENT": "prod",
        "AUTH": "proxy",
        "DATABASE_URL": as_role(deployed, "huuva_app"),
        "READ_DATABASE_URL": as_role(deployed, "huuva_measures"),
        "DATA_DIR": str(tmp_path / "data"),
        "DRAIN_SECONDS": "0",
        "EXPIRY_INTERVAL_SECONDS": "1",
        "PICTURES_INTERVAL_SECONDS": "1",
        "CLOSE_OF_DAY_INTERVAL_SECONDS": "1",
    }
    async with Server(tmp_path, **settings) as server:
        async with AsyncClient(base_url=server.url, timeout=30) as api:
            await business.put_menu(api)
            orders = await business.serve_guests(api, 9)
            await business.keep_the_rest(api)
            await business.answers(api, orders)
        await until(partial(loops_that_ran, server), LOOPS)
        metrics = (await server.get("/metrics")).body.decode()

    failures = re.findall(r"^huuva_loop_failures_total.* (\S+)$", metrics, re.M)
    assert failures == ["0.0"] * len(LOOPS)
    assert "permission denied" not in server.log
    assert "unexpected failure" not in server.log


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE more ()",
        "CREATE TEMPORARY TABLE more ()",
        "CREATE SCHEMA more",
        "CREATE INDEX ON orders (channel)",
        "CREATE ROLE more",
        "CREATE DATABASE more",
        "CREATE FUNCTION more() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "ALTER TABLE orders ADD COLUMN more integer",
        "ALTER TABLE order_status_history DISABLE TRIGGER append_only",
        "DROP TABLE orders CASCADE",
        "DROP FUNCTION refuse_history_change() CASCADE",
        "TRUNCATE order_events",
        "UPDATE alembic_version SET version_num = 'more'",
        "SET ROLE huuva_owner",
        "SET session_replication_role = replica",
        "SELECT rolpassword FROM pg_authid",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY orders TO PROGRAM 'cat'",
    ],
)
async def test_the_app_changes_nothing_but_rows(deployed: str, statement: str) -> None:
    connection = await asyncpg.connect(as_role(deployed, "huuva_app"))
    with pytest.raises(REFUSED):
        await connection.execute(statement)
    await connection.close()


async def test_measures_read_and_never_write(deployed: str) -> None:
    connection = await asyncpg.connect(as_role(deployed, "huuva_measures"))
    assert await connection.fetchval("SELECT count(*) FROM order_status_history") is not None
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await connection.execute("DELETE FROM order_events")
    await connection.execute("SET default_transaction_read_only = off")
    with pytest.raises(REFUSED):
        await connection.execute("DELETE FROM order_events")
    await connection.close()


async def test_an_analyst_reads_the_views_and_no_table(superuser: Connection) -> None:
    await superuser.execute("CREATE ROLE anna LOGIN IN ROLE huuva_analyst")
    tables = await superuser.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    )
    views = await superuser.fetch(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'"
    )
    await superuser.execute("SET ROLE anna")
    assert len(views) == 5
    for view in views:
        await superuser.fetch(f"SELECT * FROM {view['relname']} LIMIT 1")
    for table in tables:
        with pytest.raises(REFUSED):
            await superuser.fetch(f"SELECT * FROM {table['relname']} LIMIT 1")
    await superuser.execute("RESET ROLE")
    await superuser.execute("DROP ROLE anna")


@pytest.mark.parametrize("role", ["huuva_owner", "huuva_app", "huuva_measures"])
async def test_no_role_gets_into_another_database(deployed: str, role: str) -> None:
    for database in ("postgres", "template1"):
        with pytest.raises(REFUSED):
            await asyncpg.connect(as_role(deployed, role, database))


async def test_who_is_not_named_does_not_get_in(deployed: str, superuser: Connection) -> None:
    await superuser.execute("CREATE ROLE stranger LOGIN")
    with pytest.raises(REFUSED):
        await asyncpg.connect(as_role(deployed, "stranger"))
    await superuser.execute("DROP ROLE stranger")


async def test_each_who_logs_in_has_the_password_that_was_given(superuser: Connection) -> None:
    rows = await superuser.fetch(
        "SELECT rolname, left(rolpassword, 14) AS kept FROM pg_authid WHERE rolname LIKE 'huuva%'"
    )

    assert dict(map(tuple, rows)) == {
        "huuva_owner": "SCRAM-SHA-256$",
        "huuva_app": "SCRAM-SHA-256$",
        "huuva_measures": "SCRAM-SHA-256$",
        "huuva_analyst": None,
    }


async def test_twice_changes_nothing(deployed: str, superuser: Connection) -> None:
    before = await superuser.fetch(GRANTED)
    await asyncio.to_thread(give_roles, deployed)

    assert await superuser.fetch(GRANTED) == before


async def test_what_a_superuser_migrated_becomes_the_owners_who_goes_on_migrating(
    cluster: str, deployed: str
) -> None:
    """As compose had it before there were roles."""
    await create(cluster, "before")
    await asyncio.to_thread(upgrade, as_role(cluster, "postgres", "before"))
    await asyncio.to_thread(give_roles, cluster, "before")
    owner = as_role(cluster, "huuva_owner", "before")
    connection = await asyncpg.connect(owner)
    owners = {row[0] for row in await connection.fetch(OWNERS)}
    await connection.execute("ALTER TABLE orders ADD COLUMN more integer")
    await connection.close()
    await asyncio.to_thread(upgrade, owner)
    app = await asyncpg.connect(as_role(cluster, "huuva_app", "before"))
    orders = await app.fetch("SELECT more FROM orders")
    await app.close()

    assert owners == {"huuva_owner"}
    assert orders == []
