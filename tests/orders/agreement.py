"""That a model of an order, what the API answers of it and what SQL holds are one."""

import asyncio
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

from httpx import Response

from tests.conftest import Connection
from tests.orders.bundles import every, sold, told
from tests.orders.kitchen import Json, Kitchen
from tests.orders.model import ModelOrder
from tests.orders.model_answers import ModelAnswered

T = TypeVar("T")

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
class Placed:
    """`sold` is how many of each PLU there are, `messages` those that have all of it again."""

    body: Json
    order: Json
    model: ModelAnswered
    sold: Counter[str] = field(default_factory=Counter)
    messages: list[Json] = field(default_factory=list)

    def line(self, number: int) -> int:
        """One that there is."""
        return (number - 1) % len(self.model.lines) + 1

    def tag(self, behind: int | None) -> dict[str, str]:
        return {} if behind is None else {"If-Match": f'"{self.model.version - behind}"'}


@dataclass
class Site:
    """The application on a database of its own, in a loop of its own that synchronous code can drive."""

    runner: asyncio.Runner
    kitchen: Kitchen
    sql: Connection

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def say_of_pass(self, packing: str) -> None:
        assert self.run(self.kitchen.say_of_pass(packing)).status_code in (200, 201)

    def checked(self, placed: Placed) -> Json:
        """The order as the API answers it: the model's and that of the rows."""
        answer = self.run(self.kitchen.get(placed.order))
        rows = self.run(self.sql.fetch(STANDING, placed.order["id"]))
        history = self.run(self.sql.fetch(HISTORY, placed.order["id"]))
        model = placed.model
        lines = lines_by_number(answer)
        assert model.statuses == [answer["status"], *(line["status"] for line in lines)]
        assert model.statuses == [row["status"] for row in rows]
        assert model.version == answer["version"] == rows[0]["version"]
        assert (model.acceptance, model.cancellation) == tuple(
            answer[name] and answer[name]["state"] for name in ("acceptance", "cancellationRequest")
        )
        assert as_modelled(model) == [as_answered(line) for line in lines]
        assert amendments(answer) == [
            (version, sorted(changes, key=str)) for version, changes in model.amendments
        ]
        assert model.histories == [told(part) for part in (answer, *lines)]
        assert [(subject, *entry) for subject, entry in model.entries()] == [
            tuple(row) for row in history
        ]
        placed.sold = sold(answer["items"])
        return answer

    def compare(self, placed: Placed, subject: int, answer: Response, expected: int) -> None:
        """What became of a move. `subject` is 0 for the order and else the line that was asked to move."""
        assert answer.status_code == expected, answer.text
        before = placed.sold
        told, standing, model = answer.json(), self.checked(placed), placed.model
        assert placed.sold == before
        if expected == 409:
            assert (told["current"], told["version"]) == (model.statuses[subject], model.version)
            assert (told["allowed"], told["recallable"]) == model.options(subject)
        elif expected == 412:
            assert answer.headers["ETag"] == f'"{model.version}"'
        elif expected == 422:
            assert [each["code"] for each in told["errors"]] == ["quantity-not-there"]
        elif "orderId" in told:
            assert lines_by_number(standing)[told["line"] - 1].items() <= told.items()
            assert told["plu"] == model.line(subject).plu
            assert (told["orderStatus"], told["orderVersion"]) == (
                standing["status"],
                standing["version"],
            )
        else:
            assert told == standing


def lines_by_number(order: Json) -> list[Json]:
    lines = sorted(every(order["items"]), key=lambda line: int(line["line"]))
    assert [line["line"] for line in lines] == [*range(1, len(lines) + 1)]
    return lines


def as_answered(line: Json) -> tuple[Any, ...]:
    origin = (line["origin"]["kind"], line["origin"]["fromLine"])
    names = ("plu", "parentLine", "quantity", "held", "note", "course")
    return (*(line[name] for name in names), origin)


def as_modelled(model: ModelOrder) -> list[tuple[Any, ...]]:
    return [
        (
            *(line.plu, line.parent or None, line.quantity, model.is_held(number)),
            *(line.note, line.course, line.origin),
        )
        for number, line in enumerate(model.lines, 1)
    ]


def amendments(order: Json) -> list[tuple[int, list[Any]]]:
    """Of each the version and the changes."""
    return [
        (
            amendment["version"],
            sorted(
                (
                    (change["line"], change["field"], change["before"], change["after"])
                    for change in amendment["changes"]
                ),
                key=str,
            ),
        )
        for amendment in order["amendments"]
    ]
