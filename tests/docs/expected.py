"""Whether what a command prints is what the page says it does.

`…` on the page stands for anything. Ids, keys, times and lengths of time are others at each run: one that the page
shows is learned when it is printed first, is expected to be the same from then on, and is what later commands use.
Spaces and line breaks don't count, since pages break long lines.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple


class Kind(NamedTuple):
    """What on a page is another thing at each run: how it looks there, and when it is printed."""

    shown: str
    printed: str
    learned: bool


UUID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
TIME: Final = r"\d{4}-\d\d-\d\d[T ]?\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?"
KINDS: Final = [
    Kind(r"hvk_live_\w+…?", r"hvk_live_\w+", learned=True),
    Kind(r"whsec_[\w+/=]+…?", r"whsec_[\w+/=]+", learned=True),
    Kind(r"v1,[\w+/=]{40,}", r"v1,[\w+/=]+", learned=False),
    Kind(UUID, UUID, learned=True),
    Kind(TIME, TIME, learned=False),
    Kind(r"\b[0-9a-f]{32}\b", r"[0-9a-f]{32}", learned=False),
    Kind(r"\b[0-9a-f]{8}(?=\.\d)", r"[0-9a-f]{8}", learned=True),  # an epoch
    Kind(
        r"\b(?=\w{0,9}\d)(?=\w{0,9}[A-Z])(?=\w{0,9}[a-z])[0-9A-Za-z]{10}\b", r"\w{10}", learned=True
    ),
    Kind(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", r"[0-9A-Z]{4}-[0-9A-Z]{4}", learned=True),
    Kind(r"\d+\.\d{3,}", r"\d+(?:\.\d+)?(?:e-\d+)?", learned=False),
    Kind(r"\b\d+\.\d s\b", r"\d+\.\ds", learned=False),
    Kind(r"(?<=webhook-timestamp: )\d{10}", r"\d{10}", learned=False),
]
SHOWN: Final = re.compile("|".join(f"(?P<k{at}>{kind.shown})" for at, kind in enumerate(KINDS)))
NUMBER: Final = re.compile(r"\d+(?:\.\d+)?(?:e-\d+)?")


class Knowledge:
    """What stands for what: as the page shows it, and as this run printed it."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = addresses
        self._known: dict[str, str] = {}

    def learn(self, shown: str, printed: str) -> None:
        self._known[shown] = printed

    def in_command(self, text: str) -> str:
        for shown in sorted(self._known, key=len, reverse=True):
            text = text.replace(shown, self._known[shown])
        return self._addressed(text)

    def _addressed(self, text: str) -> str:
        for shown, ours in self._addresses.items():
            text = text.replace(shown, ours)
        return text

    def missing(self, shown: str, printed: str, *, varies: bool) -> str | None:
        """What of the page's output isn't in what was printed; None where all of it is, and nothing else."""
        rest = _bare(printed)
        pieces = list(_pieces(self._addressed(shown)))
        at = 0
        for number, piece in enumerate(pieces):
            pattern, learning = self._pattern(piece, varies=varies)
            last = number == len(pieces) - 1
            found = _find(pattern, rest, at, first=number == 0, last=last)
            if found is None:
                return f"{piece.strip()!r} not in {rest[at:][:2000]!r}"
            for group, name in learning.items():
                self.learn(name, found[group])
            at = found.end()
        return None

    def _pattern(self, piece: str, *, varies: bool) -> tuple[str, dict[str, str]]:
        made, at = "", 0
        learning: dict[str, str] = {}
        for found in SHOWN.finditer(piece):
            made += _literal(piece[at : found.start()], varies=varies)
            at = found.end()
            kind = KINDS[int((found.lastgroup or "k0")[1:])]
            if found[0] in self._known:
                made += re.escape(_bare(self._known[found[0]]))
            elif kind.learned:
                name = f"g{len(learning)}"
                again = next((key for key, value in learning.items() if value == found[0]), None)
                made += f"(?P={again})" if again else f"(?P<{name}>{kind.printed})"
                learning |= {} if again else {name: found[0]}
            else:
                made += kind.printed
        return made + _literal(piece[at:], varies=varies), learning


def _pieces(shown: str) -> Iterator[str]:
    """What stands between the dots that stand for anything."""
    start = 0
    keys = [found.span() for found in SHOWN.finditer(shown) if found[0].endswith("…")]
    for found in re.finditer("…", shown):
        if any(begin <= found.start() < end for begin, end in keys):
            continue
        yield shown[start : found.start()]
        start = found.end()
    yield shown[start:]


def _find(pattern: str, rest: str, at: int, *, first: bool, last: bool) -> re.Match[str] | None:
    compiled = re.compile(pattern + r"\Z" if last else pattern)
    return compiled.match(rest, at) if first else compiled.search(rest, at)


def _literal(text: str, *, varies: bool) -> str:
    if not varies:
        return re.escape(_bare(text))
    pieces = [re.escape(each) for each in NUMBER.split(_bare(text))]
    return NUMBER.pattern.join(pieces)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
