"""Where somebody stands in a location's feed. Pure."""

import re
from typing import Final, Self

PATTERN: Final = r"^(0|[0-9a-f]{8}\.(0|[1-9][0-9]{0,17}))$"


class Cursor(str):
    """`<epoch>.<seq>`: after which event, and in which epoch of the location's numbers; `0` before the first.

    Numbers are given out anew where a database comes back as it was, and only their epoch tells the old
    ones from the new.
    """

    __slots__ = ()

    @classmethod
    def at(cls, epoch: str, seq: int) -> Self:
        """`epoch` is empty where there has been no event yet."""
        return cls(f"{epoch}.{seq}" if epoch else "0")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError."""
        if re.fullmatch(PATTERN, text) is None:
            raise ValueError("not a cursor")
        return cls(text)

    @property
    def epoch(self) -> str:
        return self.rpartition(".")[0]

    @property
    def seq(self) -> int:
        return int(self.rpartition(".")[2])


BEGINNING: Final = Cursor("0")
