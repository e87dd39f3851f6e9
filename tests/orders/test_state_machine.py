"""Any sequence of requests: what a model in memory says, what the API answers and what SQL holds are one.

`HUUVA_TEST_MACHINE_RUNS=2000` runs it for longer than `make test` does.
"""

import asyncio
import os
from collections.abc import Iterator

import asyncpg
import pytest
from httpx import ASGITransport, AsyncClient, Response
from hypothesis import settings, strategies
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from huuva_backend.application import connect, create_app
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import create_database
from tests.factories import order
from tests.orders.agreement import Placed, Site
from tests.orders.answering_rules import BEHIND, Answering
from tests.orders.bundles import Shape, lines_of, posted
from tests.orders.invariants import violations
from tests.orders.kitchen import Json, Kitchen
from tests.orders.model_answers import ModelAnswered
from tests.orders.model_lines import ModelLine

RUNS = int(os.environ.get("HUUVA_TEST_MACHINE_RUNS", "200"))
OPEN = ["RECEIVED", "PREPARING", "READY"]
STATUSES = strategies.sampled_from([*OPEN, *OPEN, "PICKED_UP", "CANCELLED"])
"""Seldom one that ends all."""
ITEM_STATUSES = strategies.sampled_from(["ORDERED", "PREPARING", "READY", "CANCELLED"])
LINES = strategies.integers(1, 12)
ORDERS = 2
"""At most that are open; so that much happens to each."""
QUANTITIES = strategies.integers(1, 4)
SHAPES = strategies.lists(
    strategies.tuples(
        strategies.sampled_from([0, 1, 1, 2, 2]),
        strategies.booleans(),
        strategies.booleans(),
        QUANTITIES,
    ),
    min_size=1,
    max_size=5,
)
CHANGES = strategies.fixed_dictionaries(
    {},
    optional={
        "quantity": strategies.integers(1, 6),
        "held": strategies.booleans(),
        "note": strategies.sampled_from(["no ice", None]),
        "course": strategies.sampled_from([1, 2, None]),
    },
)
"""Of a line."""


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


def has_room(machine: "Machine") -> bool:
    return sum(not placed.model.is_closed() for placed in machine.placed) < ORDERS


class Machine(Answering):
    orders = Answering.orders

    def __init__(self) -> None:
        super().__init__()
        self.placed: list[Placed] = []

    @precondition(has_room)
    @rule(
        target=orders,
        shape=SHAPES,
        waits=strategies.booleans(),
        pass_required=strategies.booleans(),
    )
    def place(self, shape: Shape, waits: bool, pass_required: bool) -> Placed:
        """Where what the location says of its pass is another than for the orders before."""
        self.site.say_of_pass("required" if pass_required else "automatic")
        lines = lines_of(shape)
        body = order(items=posted(lines)) | ({"acceptBy": "2126-01-31T18:30:00Z"} if waits else {})
        answer = self.site.run(self.site.kitchen.post(body))
        assert answer.status_code == 201, answer.text
        placed = Placed(body, answer.json(), ModelAnswered(lines, waits=waits))
        placed.model.pass_required = pass_required
        self.placed.append(placed)
        assert self.site.checked(placed) == answer.json()
        return placed

    @rule(placed=orders, status=STATUSES, recall=strategies.booleans(), behind=BEHIND)
    def move(self, placed: Placed, status: str, recall: bool, behind: int | None) -> None:
        answer = self._asked(placed, None, status, recall, behind)
        expected = placed.model.move(status, recall=recall, stale=bool(behind))
        self.site.compare(placed, 0, answer, expected)

    @rule(
        placed=orders, line=LINES, status=ITEM_STATUSES, recall=strategies.booleans(), behind=BEHIND
    )
    def move_item(
        self, placed: Placed, line: int, status: str, recall: bool, behind: int | None
    ) -> None:
        line = placed.line(line)
        answer = self._asked(placed, line, status, recall, behind)
        expected = placed.model.move_item(line, status, recall=recall, stale=bool(behind))
        self.site.compare(placed, line, answer, expected)

    @rule(
        placed=orders,
        line=LINES,
        status=ITEM_STATUSES,
        recall=strategies.booleans(),
        share=strategies.integers(0, 100),
        behind=BEHIND,
    )
    def move_part(
        self, placed: Placed, line: int, status: str, recall: bool, share: int, behind: int | None
    ) -> None:
        line = placed.line(line)
        # Once in a while one more than there are.
        quantity = 1 + share % (placed.model.in_all(line) + 1)
        answer = self._asked(placed, line, status, recall, behind, quantity=quantity)
        expected = placed.model.move_item(
            line, status, recall=recall, stale=bool(behind), quantity=quantity
        )
        self.site.compare(placed, line, answer, expected)

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
        self._answered(placed, amend, placed.model.amend(table, stale=bool(behind)))

    @rule(
        placed=orders,
        made=strategies.booleans(),
        held=strategies.booleans(),
        quantity=QUANTITIES,
        behind=BEHIND,
    )
    def add(
        self, placed: Placed, made: bool, held: bool, quantity: int, behind: int | None
    ) -> None:
        plu = f"PLU-{len(placed.model.lines) + 1}"
        line = ModelLine(plu=plu, made=made, held=held, quantity=quantity, origin=("added", None))
        (body,) = posted([line])
        add = self.site.kitchen.add(placed.order, body, headers=placed.tag(behind))
        self._answered(placed, add, placed.model.add(line, stale=bool(behind)))

    @rule(placed=orders, line=LINES, changes=CHANGES, behind=BEHIND)
    def amend_item(self, placed: Placed, line: int, changes: Json, behind: int | None) -> None:
        line, before = placed.line(line), placed.sold
        known = placed.model.line(line)
        more = max(0, changes.get("quantity", known.quantity) - known.quantity)
        in_all = more * placed.model.in_all(known.parent)
        amend = self.site.kitchen.amend_item(
            placed.order,
            known.plu,
            headers=placed.tag(behind),
            params={"line": str(line)},
            **changes,
        )
        expected = placed.model.amend_item(line, changes, stale=bool(behind))
        self._answered(placed, amend, expected)
        if expected != 200 or not more:
            assert placed.sold == before
        else:
            assert placed.sold[known.plu] == before[known.plu] + in_all

    @rule(placed=orders, line=LINES, quantity=strategies.integers(1, 6))
    def more_or_fewer(self, placed: Placed, line: int, quantity: int) -> None:
        self.amend_item(placed, line, {"quantity": quantity}, behind=None)

    @rule(placed=orders, line=LINES, behind=BEHIND)
    def amend_item_to_what_it_is(self, placed: Placed, line: int, behind: int | None) -> None:
        line, version = placed.line(line), placed.model.version
        known = placed.model.line(line)
        changes = {name: vars(known)[name] for name in ("quantity", "note", "course")}
        self.amend_item(placed, line, changes, behind)
        assert placed.model.version == version

    @rule(placed=orders)
    def retry(self, placed: Placed) -> None:
        again = self.site.run(self.site.kitchen.post(placed.body))
        other = self.site.run(self.site.kitchen.post(placed.body | {"note": "another"}))
        assert (again.status_code, again.json()) == (200, self.site.checked(placed))
        assert (other.status_code, other.json()["differing"]) == (409, ["note"])

    @rule(placed=orders, line=LINES)
    def void_and_send_again(self, placed: Placed, line: int) -> None:
        self.move_part(placed, line, "CANCELLED", recall=False, share=0, behind=None)
        self.send_again(placed, again=False, cancel=False)

    @rule(placed=orders, again=strategies.booleans(), cancel=strategies.booleans())
    def send_again(self, placed: Placed, again: bool, cancel: bool) -> None:
        """All of it but another table, whatever the kitchen voided or set apart meanwhile."""
        if again and placed.messages:
            answer = self.site.run(self.site.kitchen.post(placed.messages[0], ifExists="amend"))
            assert answer.headers["Idempotent-Replayed"] == "true"
            assert (answer.status_code, answer.json()) == (200, self.site.checked(placed))
        elif not placed.model.amended_fields - {"table", "held", "course"}:
            table = f"sent-{len(placed.messages)}"
            message = placed.body | ({"status": "CANCELLED"} if cancel else {}) | {"table": table}
            send = self.site.kitchen.post(message, ifExists="amend")
            if cancel:
                expected = placed.model.move("CANCELLED", recall=False, stale=False)
            else:
                expected = placed.model.amend(table, stale=False)
            self._answered(placed, send, expected)
            placed.messages += [message] if expected == 200 else []

    def teardown(self) -> None:
        for placed in self.placed:
            self.site.checked(placed)

    def _asked(
        self,
        placed: Placed,
        line: int | None,
        status: str,
        recall: bool,
        behind: int | None,
        **body: int,
    ) -> Response:
        kitchen, order, headers = self.site.kitchen, placed.order, placed.tag(behind)
        if line is None:
            return self.site.run(kitchen.move(order, status, headers=headers, recall=recall))
        plu, params = placed.model.line(line).plu, {"line": str(line)}
        return self.site.run(
            kitchen.move_item(
                order, plu, status, headers=headers, params=params, recall=recall, **body
            )
        )


@pytest.mark.timeout(60 + RUNS)
def test_model_answers_and_rows_agree_after_any_requests(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Machine, "site", site, raising=False)

    run_state_machine_as_test(
        Machine,
        settings=settings(max_examples=RUNS, stateful_step_count=25, deadline=None),
    )

    assert site.run(violations(site.sql)) == []
