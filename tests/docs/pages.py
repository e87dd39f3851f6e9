"""What people can try on a page: its blocks of commands, and what each should print."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = [
    path.relative_to(ROOT)
    for path in (
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *sorted((ROOT / "docs").rglob("*.md")),
    )
]
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
SHELLS = {"console", "sh", "bash", "shell"}
NOT_RUN = re.compile(r'title="Not run by a test: [^"]+"')
"""How a block says that it isn't run, and why; the site shows it above the block."""
VARIES = 'title="The figures are another day\'s"'
"""How a block says that its numbers are those of the demo's day."""


class Command(NamedTuple):
    line: int
    text: str
    output: str


class Block(NamedTuple):
    page: Path
    line: int
    info: str
    text: str

    @property
    def is_run(self) -> bool:
        return NOT_RUN.search(self.info) is None

    @property
    def varies(self) -> bool:
        return VARIES in self.info

    def commands(self) -> Iterator[Command]:
        """Those after a `$`; without any the block is one command, which prints nothing."""
        lines = self.text.splitlines()
        if not any(line.startswith("$ ") for line in lines):
            yield Command(self.line + 1, self.text, "")
            return
        at = 0
        while at < len(lines):
            first, text = at, lines[at].removeprefix("$ ")
            at += 1
            while not is_complete(text):
                text += "\n" + lines[at]
                at += 1
            output = []
            while at < len(lines) and not lines[at].startswith("$ "):
                output.append(lines[at])
                at += 1
            yield Command(self.line + 1 + first, text, "\n".join(output))


def blocks(page: Path) -> list[Block]:
    """Those in a shell's language."""
    source = (ROOT / page).read_text()
    return [
        Block(page, source.count("\n", 0, found.start()) + 1, found["info"], found["text"])
        for found in FENCE.finditer(source)
        if found["info"].split(" ")[0].lower() in SHELLS
    ]


def is_complete(text: str) -> bool:
    """Whether a shell would run it and not wait for more."""
    checked = subprocess.run(
        ["bash", "-n"], input=text + "\n", capture_output=True, text=True, check=False
    )
    return checked.returncode == 0 and not checked.stderr and not text.endswith("\\")
