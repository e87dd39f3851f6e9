"""An order in memory, written from the handbook and not from the code, for the state machine."""

from tests.orders.drawings import ITEM_KINDS, ORDER_KINDS

ITEM_AT = {
    "RECEIVED": "ORDERED",
    "PREPARING": "PREPARING",
    "READY": "READY",
    "PICKED_UP": "PICKED_UP",
    "CANCELLED": "CANCELLED",
}
RANK = {"ORDERED": 1, "PREPARING": 2, "READY": 3, "PICKED_UP": 4, "CANCELLED": 5}

Entry = tuple[int, str | None, str, bool, str]
"""Version, from, to, recall, cause."""
History = list[Entry]


class ModelLine:
    """What is asked for; `parent` is the number of the bundle that it is a part of."""

    def __init__(self, parent: int = 0, *, made: bool = True, held: bool = False) -> None:
        self.parent = parent
        self.made = made
        self.held = held


class ModelOrder:
    """Subject 0 is the order, the others are its lines."""

    def __init__(self, lines: list[ModelLine]) -> None:
        self.version = 1
        self.lines = lines
        self.held = [
            False,
            *(line.held and not self._parts(at) for at, line in enumerate(lines, 1)),
        ]
        self.statuses = ["RECEIVED", *["ORDERED"] * len(lines)]
        self.histories: list[History] = [
            [(1, None, status, False, "request")] for status in self.statuses
        ]

    def fire(self, line: int, *, stale: bool) -> int:
        """The HTTP status that firing a line, or a bundle of them, is answered with."""
        fired = [each for each in (self._parts(line) or [line]) if self.held[each]]
        if self._is_closed():
            return 409
        if fired and stale:
            return 412
        for each in fired:
            self.held[each] = False
        self.version += bool(fired)
        return 200

    def amend(self, *, changed: bool, stale: bool) -> int:
        """The HTTP status that a change of what was told of the order is answered with."""
        if self._is_closed():
            return 409
        if changed and stale:
            return 412
        self.version += changed
        return 200

    def add(self, line: ModelLine, *, stale: bool) -> int:
        """The HTTP status that adding a line is answered with."""
        if self._is_closed():
            return 409
        if stale:
            return 412
        self.version += 1
        before = self.statuses[0]
        made = any(self.lines[at - 1].made for at in self._that_count(self._leaves()))
        ready = before == "READY" and made and not line.made
        status = "READY" if ready else "ORDERED"
        self.lines.append(line)
        self.statuses.append(status)
        self.held.append(line.held and not ready)
        self.histories.append([(self.version, None, status, False, "request")])
        self._follow()
        self._go_along(before)
        for bundle in self._bundles():
            self._follow_parts(bundle, "rollup")
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
        self._take(0, target, kind == "recall", "request")
        leaves = self._leaves()
        begun = [line for line in self._that_count(leaves) if not self.held[line]]
        self._bring(leaves, begun, ITEM_AT[target], kind == "recall")
        for bundle in self._bundles():
            self._follow_parts(bundle, "cascade")
        return 200

    def move_item(self, line: int, target: str, *, recall: bool, stale: bool) -> int:
        """The HTTP status that a command for one item is answered with."""
        kind = ITEM_KINDS[self.statuses[line], target]
        if kind == "same":
            return 200
        if stale:
            return 412
        if self._is_closed() or kind == "refused" or (kind == "recall" and not recall):
            return 409
        self.version += 1
        self._take(line, target, kind == "recall", "request")
        parts = self._parts(line)
        self._bring(parts, self._that_count(parts), target, kind == "recall")
        before = self.statuses[0]
        self._follow()
        self._go_along(before)
        for bundle in self._bundles():
            self._follow_parts(bundle, "cascade" if self._is_within(bundle, line) else "rollup")
        return 200

    def options(self, subject: int) -> tuple[list[str], list[str]]:
        """Where a subject may go by a move and by a recall."""
        current = self.statuses[subject]
        kinds = ITEM_KINDS if subject else ORDER_KINDS
        if subject and self._is_closed():
            return [], []
        targets = [target for status, target in kinds if status == current]
        forward = [target for target in targets if kinds[current, target] == "forward"]
        return forward, [target for target in targets if kinds[current, target] == "recall"]

    def entries(self) -> list[tuple[int, Entry]]:
        """All histories, each entry with its subject."""
        return [
            (subject, entry) for subject, history in enumerate(self.histories) for entry in history
        ]

    def is_held(self, line: int) -> bool:
        parts = [part for part in self._parts(line) if self.statuses[part] != "CANCELLED"]
        return all(self.held[part] for part in parts) if parts else self.held[line]

    def _is_closed(self) -> bool:
        return self.statuses[0] in ("PICKED_UP", "CANCELLED")

    def _is_within(self, line: int, bundle: int) -> bool:
        parent = self.lines[line - 1].parent
        return line == bundle or (parent > 0 and self._is_within(parent, bundle))

    def _bundles(self) -> list[int]:
        return sorted({line.parent for line in self.lines} - {0})

    def _leaves(self) -> list[int]:
        return [at for at in range(1, len(self.lines) + 1) if at not in self._bundles()]

    def _parts(self, bundle: int) -> list[int]:
        """The leaves in a bundle; none in what isn't one."""
        return [at for at in self._leaves() if at != bundle and self._is_within(at, bundle)]

    def _that_count(self, leaves: list[int]) -> list[int]:
        live = [line for line in leaves if self.statuses[line] != "CANCELLED"]
        return [line for line in live if self.lines[line - 1].made] or live

    def _bring(self, leaves: list[int], begun: list[int], target: str, back: bool) -> None:
        for line in leaves:
            status = self.statuses[line]
            goal = "ORDERED" if target == "PREPARING" and line not in begun else target
            behind = RANK[status] < RANK[goal]
            ahead = RANK[status] > RANK[goal]
            if status != "CANCELLED" and (ahead if back else behind):
                self._take(line, goal, back, "cascade")

    def _follow(self) -> None:
        order = self.statuses[0]
        counting = [self.statuses[line] for line in self._that_count(self._leaves())]
        all_ready = all(status == "READY" for status in counting)
        if not counting:
            self._take(0, "CANCELLED", False, "rollup")
        elif order in ("RECEIVED", "PREPARING") and all_ready:
            self._take(0, "READY", False, "rollup")
        elif order == "READY" and not all_ready:
            self._take(0, "PREPARING", True, "rollup")
        elif order == "RECEIVED" and set(counting) != {"ORDERED"}:
            self._take(0, "PREPARING", False, "rollup")

    def _go_along(self, before: str) -> None:
        """What isn't made becomes ready with the order, and is no longer when the order isn't."""
        if (before == "READY") == (self.statuses[0] == "READY"):
            return
        ready = self.statuses[0] == "READY"
        goal = "READY" if ready else "ORDERED"
        for line in set(self._leaves()) - set(self._that_count(self._leaves())):
            if self.statuses[line] not in (goal, "CANCELLED"):
                self._take(line, goal, not ready, "cascade")

    def _follow_parts(self, bundle: int, cause: str) -> None:
        statuses = {self.statuses[part] for part in self._that_count(self._parts(bundle))}
        goal = "PREPARING" if len(statuses) > 1 else min(statuses, default="CANCELLED")
        if goal != self.statuses[bundle]:
            self._take(bundle, goal, RANK[goal] < RANK[self.statuses[bundle]], cause)

    def _take(self, subject: int, status: str, recall: bool, cause: str) -> None:
        before = self.statuses[subject]
        self.statuses[subject] = status
        self.held[subject] = False
        self.histories[subject].append((self.version, before, status, recall, cause))
