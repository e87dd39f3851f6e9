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


class ModelOrder:
    """Subject 0 is the order, the others are its lines."""

    def __init__(self, lines: int) -> None:
        self.version = 1
        self.statuses = ["RECEIVED", *["ORDERED"] * lines]
        self.histories: list[History] = [
            [(1, None, status, False, "request")] for status in self.statuses
        ]

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
        goal = ITEM_AT[target]
        for line, status in enumerate(self.statuses[1:], 1):
            behind = RANK[status] < RANK[goal]
            ahead = RANK[status] > RANK[goal]
            if status != "CANCELLED" and (ahead if kind == "recall" else behind):
                self._take(line, goal, kind == "recall", "cascade")
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
        self._follow()
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

    def _is_closed(self) -> bool:
        return self.statuses[0] in ("PICKED_UP", "CANCELLED")

    def _follow(self) -> None:
        order, *items = self.statuses
        live = [status for status in items if status != "CANCELLED"]
        all_ready = all(status == "READY" for status in live)
        if not live:
            self._take(0, "CANCELLED", False, "rollup")
        elif order in ("RECEIVED", "PREPARING") and all_ready:
            self._take(0, "READY", False, "rollup")
        elif order == "READY" and not all_ready:
            self._take(0, "PREPARING", True, "rollup")
        elif order == "RECEIVED" and set(live) != {"ORDERED"}:
            self._take(0, "PREPARING", False, "rollup")

    def _take(self, subject: int, status: str, recall: bool, cause: str) -> None:
        before = self.statuses[subject]
        self.statuses[subject] = status
        self.histories[subject].append((self.version, before, status, recall, cause))
