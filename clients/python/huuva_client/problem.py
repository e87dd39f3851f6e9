"""What the API refuses, or fails at (RFC 9457)."""

import json
from typing import Any

from huuva_client.models import ProblemFault


class Problem(Exception):
    """`code` is stable, `detail` is for people.

    `errors` tells what is wrong with the request and where: each `pointer` is a JSON pointer into its body, or such as
    `query/limit`. `members` is all that was said, with the members of this code alone, such as `version` of
    `stale-version`.
    """

    def __init__(self, status: int, members: dict[str, Any]) -> None:
        self.status = status
        self.title: str = members.get("title", f"HTTP {status}")
        self.detail: str = members.get("detail", self.title)
        # Who stands in between, such as a proxy, answers in other words.
        self.code: str = members.get("code", f"http-{status}")
        self.request_id: str | None = members.get("requestId")
        self.errors: list[ProblemFault] = members.get("errors") or []
        self.members = members
        super().__init__(f"{self.code}: {self.detail}")

    @classmethod
    def of(cls, status: int, content: bytes) -> "Problem":
        try:
            members = json.loads(content)
        except ValueError:
            members = None
        return cls(status, members if isinstance(members, dict) else {})
