"""What isn't committed is never acknowledged."""

import pytest

from tests.conftest import Connection, contents
from tests.factories import order
from tests.orders.kitchen import Kitchen

FAILING_COMMIT = """
    CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'no commit for you' USING ERRCODE = '{sqlstate}';
    END
    $$;
    CREATE CONSTRAINT TRIGGER failing_commit AFTER INSERT OR UPDATE ON orders
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail();
"""


@pytest.mark.parametrize(
    ("sqlstate", "status"), [("P0001", 500), ("53100", 503), ("40001", 503), ("40P01", 503)]
)
async def test_a_commit_that_fails_is_never_a_success(
    committing: Kitchen, watcher: Connection, sqlstate: str, status: int
) -> None:
    placed = await committing.place()
    await watcher.execute(FAILING_COMMIT.format(sqlstate=sqlstate))
    before = await contents(watcher)

    answers = [
        await committing.post(order()),
        await committing.move(placed, "READY"),
        await committing.move_item(placed, "SUSHI", "READY"),
    ]

    assert [answer.status_code for answer in answers] == [status] * 3
    assert await contents(watcher) == before
    assert await committing.get(placed) == placed


async def test_after_a_failed_commit_the_next_one_works(
    committing: Kitchen, watcher: Connection
) -> None:
    placed = await committing.place()
    await watcher.execute(FAILING_COMMIT.format(sqlstate="P0001"))
    failed = await committing.move(placed, "READY")
    await watcher.execute("DROP TRIGGER failing_commit ON orders")

    moved = await committing.move(placed, "READY")

    assert (failed.status_code, moved.status_code) == (500, 200)
    assert moved.json()["version"] == 2
