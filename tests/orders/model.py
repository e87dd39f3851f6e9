"""An order in memory, written from the handbook and not from the code, for the state machine."""

from collections.abc import Mapping
from typing import Any

from tests.orders.drawings import ITEM_KINDS, ORDER_KINDS
from tests.orders.model_following import ModelFollowing
from tests.orders.model_lines import Entry, ModelLine

ITEM_AT = {
    "RECEIVED": "ORDERED",
    "PREPARING": "PREPARING",
    "READY": "READY",
    "PICKED_UP": "PICKED_UP",
    "CANCELLED": "CANCELLED",
}

Change = tuple[int | None, str, Any, Any]
"""Line, field, before, after."""


class ModelOrder(ModelFollowing):
    def __init__(self, lines: list[ModelLine]) -> None:
        super().__init__(lines)
        self.table: str | None = None
        self.amendments: list[tuple[int, list[Change]]] = []
        """Each with the version that it made."""

    def fire(self, line: int, *, stale: bool) -> int:
        """The HTTP status that firing a line, or a bundle of them, is answered with."""
        fired = [each for each in (self.parts(line) or [line]) if self.line(each).held]
        if self.is_closed():
            return 409
        if fired and stale:
            return 412
        self.fire_lines(fired)
        self.version += bool(fired)
        return 200

    @property
    def amended_fields(self) -> set[str]:
        return {field for _, changes in self.amendments for _, field, *_ in changes}

    def amend(self, table: str | None, *, stale: bool) -> int:
        """The HTTP status that a change of the table is answered with."""
        if self.is_closed():
            return 409
        if table == self.table:
            return 200
        if stale:
            return 412
        self._amended((None, "table", self.table, table))
        self.table = table
        return 200

    def add(self, line: ModelLine, *, stale: bool) -> int:
        """The HTTP status that adding a line is answered with."""
        if self.is_closed():
            return 409
        if stale:
            return 412
        self._amended((len(self.lines) + 1, "quantity", 0, line.quantity))
        status = self.as_added(made=line.made)
        line.held &= status == "ORDERED"
        self.begin(line, status)
        self.move_lines([], "")
        return 200

    def amend_item(self, number: int, asked: Mapping[str, Any], *, stale: bool) -> int:
        """The HTTP status that a change of a line is answered with."""
        line = self.line(number)
        more = asked.get("quantity", line.quantity) - line.quantity
        told = [
            name
            for name in ("note", "course")
            if asked.get(name, vars(line)[name]) != vars(line)[name]
        ]
        held = self._that_wait(number) if asked.get("held") else self._that_are_held(number)
        if (
            self.is_closed()
            or self.statuses[number] == "CANCELLED"
            or (asked.get("held") and not held)
        ):
            return 409
        changed = [
            each for each in held if "held" in asked and self.line(each).held != asked["held"]
        ]
        if not (more or told or changed):
            return 200
        if stale:
            return 412
        self._amended()
        voided = [self._voided(number, -more)] if more < 0 else []
        for name in told:
            self._tell(number, name, asked[name])
        if changed:
            self._hold(number, changed, held=asked["held"])
        if more > 0:
            self._increase(number, more)
        self.move_lines(voided, "CANCELLED")
        for part in (part for each in voided for part in self.within(each)):
            self.line(part).gone = True
        return 200

    def move(self, target: str, *, recall: bool, stale: bool) -> int:
        """The HTTP status that a command for the whole order is answered with."""
        kind = ORDER_KINDS[self.statuses[0], target]
        if kind == "same":
            return 200
        if stale:
            return 412
        if kind == "refused" or (kind == "recall" and not recall):
            return 409
        self.version += 1
        self.take(0, target, kind == "recall", "request")
        leaves = self.leaves()
        begun = [line for line in self.that_count(leaves) if not self.line(line).held]
        self.bring(leaves, begun, ITEM_AT[target], kind == "recall")
        for bundle in self.bundles():
            self.follow_parts(bundle, "cascade")
        return 200

    def move_item(
        self, line: int, target: str, *, recall: bool, stale: bool, quantity: int | None = None
    ) -> int:
        """The HTTP status that a command for one item, or for so many of it, is answered with."""
        kind = ITEM_KINDS[self.statuses[line], target]
        if kind == "same":
            return 200
        if stale:
            return 412
        if self.is_closed() or kind == "refused" or (kind == "recall" and not recall):
            return 409
        if quantity is not None and quantity > self.in_all(line):
            return 422
        self.version += 1
        lines = [line] if quantity is None else self.set_apart(line, quantity)
        self.move_lines(lines, target, back=kind == "recall")
        return 200

    def options(self, subject: int) -> tuple[list[str], list[str]]:
        """Where a subject may go by a move and by a recall."""
        current = self.statuses[subject]
        kinds = ITEM_KINDS if subject else ORDER_KINDS
        if subject and self.is_closed():
            return [], []
        targets = [target for status, target in kinds if status == current]
        forward = [target for target in targets if kinds[current, target] == "forward"]
        return forward, [target for target in targets if kinds[current, target] == "recall"]

    def entries(self) -> list[tuple[int, Entry]]:
        """All histories, each entry with its subject."""
        return [
            (subject, entry) for subject, history in enumerate(self.histories) for entry in history
        ]

    def _amended(self, *changes: Change) -> None:
        self.version += 1
        self.amendments.append((self.version, [*changes]))

    def _changed(self, *change: Any) -> None:
        """In the amendment that is made just now."""
        line, field, before, after = change
        self.amendments[-1][1].append((line, field, before, after))

    def _voided(self, number: int, fewer: int) -> int:
        """The part of a line that is one too many, which somebody is to void."""
        quantity = self.line(number).quantity
        self._changed(number, "quantity", quantity, quantity - fewer)
        return self.split_off(number, fewer)

    def _tell(self, number: int, name: str, value: Any) -> None:
        before = vars(self.line(number))[name]
        if name == "note":  # may tell of a person, so only its name is said
            self.line(number).note = value
            self._changed(number, name, None, None)
        else:
            self._changed(number, name, before, value)
            for part in map(self.line, self.within(number)):  # of another course they stay so
                part.course = value if part.course == before else part.course

    def _that_wait(self, number: int) -> list[int]:
        """The leaves of a line that can be held, or are: nobody has begun or fired them."""
        leaves = [each for each in self.parts(number) or [number] if not self.line(each).fired]
        return [
            at for at in leaves if self.statuses[at] == "ORDERED" and len(self.histories[at]) == 1
        ]

    def _that_are_held(self, number: int) -> list[int]:
        return [each for each in self.parts(number) or [number] if self.line(each).held]

    def _hold(self, number: int, leaves: list[int], *, held: bool) -> None:
        self._changed(number, "held", not held, held)
        self.fire_lines(leaves)
        for line in map(self.line, leaves):
            line.held = held

    def _increase(self, number: int, more: int) -> None:
        """In the line, or once that has begun in a new one: for a bundle with its parts, held as they are, and void as
        the kitchen made them.
        """
        live = [each for each in self.within(number) if self.statuses[each] != "CANCELLED"]
        quantity = self.line(number).quantity
        if {self.statuses[each] for each in live} == {"ORDERED"}:
            self._changed(number, "quantity", quantity, quantity + more)
            self.line(number).quantity += more
            return
        leaves = set(self.leaves())
        status = self.as_added(made=any(self.line(each).made for each in leaves.intersection(live)))
        ordered = [each for each in self.within(number) if not self.line(each).gone]
        for copy in self.copied(ordered, "added", more, status):
            line = self.line(copy)
            if self.statuses[copy] == "CANCELLED":
                continue
            line.held, line.fired = line.held and status == "ORDERED", False
            self._changed(copy, "quantity", 0, line.quantity)
