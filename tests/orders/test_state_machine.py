"""Any sequence of requests: what a model in memory says, what the API answers and what SQL holds are one.

`HUUVA_TEST_MACHINE_RUNS=2000` runs it for longer than `make test` does.
"""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import settings, strategies
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule, run_state_machine_as_test

from huuva_backend.application import connect, create_app
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import Connection, create_database
from tests.factories import item, order
from tests.orders.bundles import every, lines_of, posted, told
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.model import ModelLine, ModelOrder

T = TypeVar("T")

RUNS = int(os.environ.get("HUUVA_TEST_MACHINE_RUNS", "200"))
STATUSES = strategies.sampled_from(["RECEIVED", "PREPARING", "READY", "PICKED_UP", "CANCELLED"])
ITEM_STATUSES = strategies.sampled_from(["ORDERED", "PREPARING", "READY", "CANCELLED"])
LINES = strategies.integers(1, 6)
SHAPES = strategies.lists(
    strategies.tuples(strategies.integers(0, 4), strategies.booleans(), strategies.booleans()),
    min_size=1,
    max_size=4,
)
"""Of each line: how many lines before it its bundle is, whether it is made, whether it is held."""
BEHIND = strategies.sampled_from([None, None, 0, 1])
"""How many versions `If-Match` is behind; None: it isn't sent."""

STANDING = """
    SELECT status, version FROM orders WHERE id = $1
    UNION ALL
    (SELECT status, NULL FROM order_items WHERE order_id = $1 ORDER BY line)
"""
HISTORY = """
    SELECT line, version, from_status, to_status, recall, cause
    FROM (
        SELECT 0 AS line, seq, order_id, version, from_status, to_status, recall, cause
        FROM order_status_history
        UNION ALL
        SELECT line, seq, order_id, version, from_status, to_status, recall, cause
        FROM item_status_history
    ) AS history
    WHERE order_id = $1
    ORDER BY line, seq
"""


@dataclass
class Site:
    """The application on a database of its own, in a loop of its own that synchronous code can drive."""

    runner: asyncio.Runner
    kitchen: Kitchen
    sql: Connection

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)


@pytest.fixture
def site(migrated: str, worker_id: str, settings: Settings) -> Iterator[Site]:
    with asyncio.Runner() as runner:
        url = runner.run(create_database(f"machine_{worker_id}", template=migrated))
        database = runner.run(Database.open(url, size=1, name="machine", statement_seconds=5))
        app = create_app(settings)
        connect(app, settings, database)
        transport = ASGITransport(app, raise_app_exceptions=False)
        client = AsyncClient(transport=transport, base_url="http://testserver")
        sql = runner.run(asyncpg.connect(url))
        yield Site(runner, Kitchen(client), sql)
        runner.run(sql.close())
        runner.run(client.aclose())
        runner.run(database.aclose())


@dataclass
class Placed:
    body: Json
    order: Json
    model: ModelOrder
    table: str | None = None

    def line(self, number: int) -> int:
        """One that there is."""
        return min(number, len(self.model.lines))

    def tag(self, behind: int | None) -> dict[str, str]:
        return {} if behind is None else {"If-Match": f'"{self.model.version - behind}"'}


class Machine(RuleBasedStateMachine):
    site: ClassVar[Site]
    orders: "Bundle[Placed]" = Bundle("orders")

    def __init__(self) -> None:
        super().__init__()
        self._placed: list[Placed] = []

    @rule(target=orders, lines=strategies.integers(1, 3))
    def place(self, lines: int) -> Placed:
        return self._place([ModelLine() for _ in range(lines)])

    @rule(target=orders, shape=SHAPES)
    def place_bundles(self, shape: list[tuple[int, bool, bool]]) -> Placed:
        return self._place(lines_of(shape))

    def _place(self, lines: list[ModelLine]) -> Placed:
        body = order(items=posted(lines))
        answer = self.site.run(self.site.kitchen.post(body))
        assert answer.status_code == 201
        placed = Placed(body, answer.json(), ModelOrder(lines))
        self._placed.append(placed)
        assert self._checked(placed) == answer.json()
        return placed

    @rule(placed=orders, status=STATUSES, recall=strategies.booleans(), behind=BEHIND)
    def move(self, placed: Placed, status: str, recall: bool, behind: int | None) -> None:
        answer = self._asked(placed, None, status, recall, behind)
        expected = placed.model.move(status, recall=recall, stale=bool(behind))
        self._compare(placed, 0, answer, expected)

    @rule(
        placed=orders, line=LINES, status=ITEM_STATUSES, recall=strategies.booleans(), behind=BEHIND
    )
    def move_item(
        self, placed: Placed, line: int, status: str, recall: bool, behind: int | None
    ) -> None:
        line = placed.line(line)
        answer = self._asked(placed, line, status, recall, behind)
        expected = placed.model.move_item(line, status, recall=recall, stale=bool(behind))
        self._compare(placed, line, answer, expected)

    @rule(placed=orders, status=STATUSES)
    def recall(self, placed: Placed, status: str) -> None:
        self.move(placed, status, recall=True, behind=None)

    @rule(placed=orders, line=LINES, status=ITEM_STATUSES)
    def recall_item(self, placed: Placed, line: int, status: str) -> None:
        self.move_item(placed, line, status, recall=True, behind=None)

    @rule(placed=orders)
    def cancel(self, placed: Placed) -> None:
        self.move(placed, "CANCELLED", recall=False, behind=None)

    @rule(placed=orders, line=LINES)
    def cancel_item(self, placed: Placed, line: int) -> None:
        self.move_item(placed, line, "CANCELLED", recall=False, behind=None)

    @rule(placed=orders, line=LINES, behind=BEHIND)
    def repeat(self, placed: Placed, line: int, behind: int | None) -> None:
        line = placed.line(line)
        status = placed.model.statuses[line]
        self.move(placed, placed.model.statuses[0], recall=False, behind=behind)
        if status == "PICKED_UP":  # that it is goes without asking
            assert self._asked(placed, line, status, False, behind).status_code == 422
        else:
            self.move_item(placed, line, status, recall=False, behind=behind)

    @rule(placed=orders, line=LINES, behind=BEHIND)
    def fire(self, placed: Placed, line: int, behind: int | None) -> None:
        line = placed.line(line)
        fire = self.site.kitchen.fire(placed.order, headers=placed.tag(behind), lines=[line])
        self._answered(placed, fire, placed.model.fire(line, stale=bool(behind)))

    @rule(placed=orders, table=strategies.sampled_from(["1", "2", None]), behind=BEHIND)
    def amend(self, placed: Placed, table: str | None, behind: int | None) -> None:
        amend = self.site.kitchen.amend(placed.order, headers=placed.tag(behind), table=table)
        changed = placed.table != table
        self._answered(placed, amend, placed.model.amend(changed=changed, stale=bool(behind)))
        placed.table = self._checked(placed)["table"]

    @rule(placed=orders, made=strategies.booleans(), held=strategies.booleans(), behind=BEHIND)
    def add(self, placed: Placed, made: bool, held: bool, behind: int | None) -> None:
        line = item(f"PLU-{len(placed.model.lines) + 1}", toMake=made, held=held)
        add = self.site.kitchen.add(placed.order, line, headers=placed.tag(behind))
        added = ModelLine(made=made, held=held)
        self._answered(placed, add, placed.model.add(added, stale=bool(behind)))

    def _answered(self, placed: Placed, work: Coroutine[Any, Any, Response], expected: int) -> None:
        answer = self.site.run(work)
        assert answer.status_code == expected, answer.text
        standing = self._checked(placed)
        if expected == 200:
            assert answer.json() == standing

    @rule(placed=orders)
    def retry(self, placed: Placed) -> None:
        again = self.site.run(self.site.kitchen.post(placed.body))
        other = self.site.run(self.site.kitchen.post(placed.body | {"note": "another"}))
        assert (again.status_code, again.json()) == (200, self._checked(placed))
        assert (other.status_code, other.json()["differing"]) == (409, ["note"])

    def teardown(self) -> None:
        for placed in self._placed:
            self._checked(placed)

    def _asked(
        self, placed: Placed, line: int | None, status: str, recall: bool, behind: int | None
    ) -> Response:
        kitchen, order = self.site.kitchen, placed.order
        if line is None:
            move = kitchen.move(order, status, headers=placed.tag(behind), recall=recall)
        else:
            headers = placed.tag(behind)
            move = kitchen.move_item(order, f"PLU-{line}", status, headers=headers, recall=recall)
        return self.site.run(move)

    def _compare(self, placed: Placed, subject: int, answer: Response, expected: int) -> None:
        """`subject` is 0 for the order and else the line that was asked to move."""
        assert answer.status_code == expected
        told, standing, model = answer.json(), self._checked(placed), placed.model
        if expected == 409:
            assert (told["current"], told["version"]) == (model.statuses[subject], model.version)
            assert (told["allowed"], told["recallable"]) == model.options(subject)
        elif expected == 412:
            assert answer.headers["ETag"] == f'"{model.version}"'
        elif "orderId" in told:
            assert every(standing["items"])[told["line"] - 1].items() <= told.items()
            assert (told["orderStatus"], told["orderVersion"]) == (
                standing["status"],
                standing["version"],
            )
        else:
            assert told == standing

    def _checked(self, placed: Placed) -> Json:
        """The order as the API answers it: the model's and that of the rows."""
        answer = self.site.run(self.site.kitchen.get(placed.order))
        rows = self.site.run(self.site.sql.fetch(STANDING, placed.order["id"]))
        history = self.site.run(self.site.sql.fetch(HISTORY, placed.order["id"]))
        model = placed.model
        lines = every(answer["items"])
        stand = [answer["status"], *(line["status"] for line in lines)]
        assert model.statuses == stand == [row["status"] for row in rows]
        assert [model.is_held(line["line"]) for line in lines] == [line["held"] for line in lines]
        assert model.version == answer["version"] == rows[0]["version"]
        assert model.histories == [told(part) for part in (answer, *lines)]
        assert [(subject, *entry) for subject, entry in model.entries()] == [
            tuple(row) for row in history
        ]
        return answer


@pytest.mark.timeout(60 + RUNS)
def test_model_answers_and_rows_agree_after_any_requests(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Machine, "site", site, raising=False)

    run_state_machine_as_test(
        Machine,
        settings=settings(max_examples=RUNS, stateful_step_count=15, deadline=None),
    )

    assert site.run(violations(site.sql)) == []
