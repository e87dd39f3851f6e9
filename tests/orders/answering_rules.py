"""What the state machine asks of orders that wait for an answer, and of those that a partner wants cancelled."""

from collections.abc import Coroutine
from typing import Any, ClassVar

from httpx import Response
from hypothesis import strategies
from hypothesis.stateful import Bundle, RuleBasedStateMachine, rule

from tests.orders.agreement import Placed, Site

BEHIND = strategies.sampled_from([None, None, 0, 1])
"""How many versions `If-Match` is behind; None: it isn't sent."""
REQUEST, CONFIRM = "request_cancellation", "confirm_cancellation"
ANSWERS = strategies.sampled_from(
    ["accept", "accept", "deny", REQUEST, REQUEST, CONFIRM, "refuse_cancellation"]
)


class Answering(RuleBasedStateMachine):
    site: ClassVar[Site]
    orders: "Bundle[Placed]" = Bundle("orders")

    @rule(placed=orders, what=ANSWERS, behind=BEHIND)
    def answer(self, placed: Placed, what: str, behind: int | None) -> None:
        ask = getattr(self.site.kitchen, what)(placed.order, headers=placed.tag(behind))
        self._answered(placed, ask, getattr(placed.model, what)(stale=bool(behind)))

    @rule(placed=orders, behind=BEHIND)
    def delay(self, placed: Placed, behind: int | None) -> None:
        kitchen, headers = self.site.kitchen, placed.tag(behind)
        before = self.site.run(kitchen.get(placed.order))["pickupTime"]
        answer = self.site.run(kitchen.delay(placed.order, minutes=5, headers=headers))
        after = answer.json().get("pickupTime", "")
        self._agrees(placed, answer, placed.model.delay(before, after, stale=bool(behind)))

    def _answered(self, placed: Placed, work: Coroutine[Any, Any, Response], expected: int) -> None:
        self._agrees(placed, self.site.run(work), expected)

    def _agrees(self, placed: Placed, answer: Response, expected: int) -> None:
        assert answer.status_code == expected, answer.text
        standing = self.site.checked(placed)
        if expected == 200:
            assert answer.json() == standing
        elif expected == 412:
            assert answer.headers["ETag"] == f'"{placed.model.version}"'
