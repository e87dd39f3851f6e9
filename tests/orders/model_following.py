"""What else moves in a model where some of its lines do, written from the handbook and not from the code."""

from tests.orders.model_lines import ModelLines

RANK = {"ORDERED": 1, "PREPARING": 2, "READY": 3, "PICKED_UP": 4, "CANCELLED": 5}


class ModelFollowing(ModelLines):
    def is_closed(self) -> bool:
        return self.statuses[0] in ("PICKED_UP", "CANCELLED")

    def as_added(self, *, made: bool) -> str:
        """Where lines begin that are added: with a ready order where nothing of them is made and others are."""
        others = any(self.line(line).made for line in self.that_count(self.leaves()))
        return "READY" if self.statuses[0] == "READY" and others and not made else "ORDERED"

    def move_lines(self, lines: list[int], target: str, *, back: bool = False) -> None:
        """Lines that somebody moves, if any; their parts, the order and all else with them."""
        before = self.statuses[0]
        for line in lines:
            self.take(line, target, back, "request")
            parts = self.parts(line)
            self.bring(parts, self.that_count(parts), target, back)
        self._follow()
        self._go_along(before)
        for bundle in self.bundles():
            asked = any(self.is_within(bundle, line) for line in lines)
            self.follow_parts(bundle, "cascade" if asked else "rollup")

    def bring(self, leaves: list[int], begun: list[int], target: str, back: bool) -> None:
        for line in leaves:
            status = self.statuses[line]
            goal = "ORDERED" if target == "PREPARING" and line not in begun else target
            behind = RANK[status] < RANK[goal]
            ahead = RANK[status] > RANK[goal]
            if status != "CANCELLED" and (ahead if back else behind):
                self.take(line, goal, back, "cascade")

    def follow_parts(self, bundle: int, cause: str) -> None:
        statuses = {self.statuses[part] for part in self.that_count(self.parts(bundle))}
        goal = "PREPARING" if len(statuses) > 1 else min(statuses, default="CANCELLED")
        if goal != self.statuses[bundle]:
            self.take(bundle, goal, RANK[goal] < RANK[self.statuses[bundle]], cause)

    def take(self, subject: int, status: str, recall: bool, cause: str) -> None:
        before = self.statuses[subject]
        self.statuses[subject] = status
        self.histories[subject].append((self.version, before, status, recall, cause))
        if subject:
            self.fire_lines([subject])

    def fire_lines(self, lines: list[int]) -> None:
        for line in map(self.line, lines):
            line.held, line.fired = False, line.fired or line.held

    def _follow(self) -> None:
        order = self.statuses[0]
        counting = [self.statuses[line] for line in self.that_count(self.leaves())]
        all_ready = all(status == "READY" for status in counting)
        if not counting:
            self.take(0, "CANCELLED", False, "rollup")
        elif order in ("RECEIVED", "PREPARING") and all_ready and not self.pass_required:
            self.take(0, "READY", False, "rollup")
        elif order == "READY" and not all_ready:
            self.take(0, "PREPARING", True, "rollup")
        elif order == "RECEIVED" and set(counting) != {"ORDERED"}:
            self.take(0, "PREPARING", False, "rollup")

    def _go_along(self, before: str) -> None:
        """What isn't made becomes ready with the order, and is no longer when the order isn't."""
        if (before == "READY") == (self.statuses[0] == "READY"):
            return
        ready = self.statuses[0] == "READY"
        goal = "READY" if ready else "ORDERED"
        for line in set(self.leaves()) - set(self.that_count(self.leaves())):
            if self.statuses[line] not in (goal, "CANCELLED"):
                self.take(line, goal, not ready, "cascade")
