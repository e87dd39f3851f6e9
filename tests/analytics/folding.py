"""Roll-ups in tests: history added to them, and answers by them."""

from huuva_backend.analytics.rollup_service import RollupService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database
from tests.conftest import Connection

CALLER = system("tests")


async def fold(database: Database) -> int:
    return await RollupService().fold(CALLER, database)


async def everything(sql: Connection) -> list[list[str]]:
    """What is in cells, byte by byte, and up to where."""
    found = []
    for table in ("rollups", "everywhere_rollups", "rollup_spans", "rollup_marks"):
        rows = await sql.fetch(f"SELECT {table}::text AS whole FROM {table} ORDER BY whole")
        found.append([row["whole"] for row in rows])
    return found
