"""Every command on our pages is run against a fresh server, and prints what the page says."""

import re
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from tests.conftest import create_database
from tests.docs.expected import Knowledge
from tests.docs.pages import PAGES, ROOT, Block, blocks
from tests.docs.shell import Shell
from tests.server import Server, free_port

RUN = [page for page in PAGES if any(block.is_run for block in blocks(page))]
SETTINGS = {
    "docs/keys.md": {"AUTH": "keys"},
    "docs/integrations.md": {"WEBHOOK_ALLOWED_HOSTS": "127.0.0.1:{hooks}"},
}
"""What a page says a server must be started with."""
SET_UP = re.compile(r"^✓ (?:database|migrations)[^\n]*\n", re.M)
"""What our commands say before they begin, which pages leave out."""
NOT_RUN = {
    "CONTRIBUTING.md": 1,
    "docs/deploying.md": 6,
    "docs/developing.md": 4,
    "docs/webhooks.md": 1,
}
"""How many blocks of each page say that no test runs them."""


@pytest.fixture
async def shell(page: Path, room: Path, migrated: str, worker_id: str) -> AsyncIterator[Shell]:
    """With a server behind it, unless the page starts one."""
    starts_one = "$ make run" in (ROOT / page).read_text()
    port, hooks = free_port(), free_port()
    url = await create_database(f"pages_{worker_id}", template=migrated)
    given = {name: value.format(hooks=hooks) for name, value in SETTINGS.get(str(page), {}).items()}
    async with AsyncExitStack() as stack:
        if not starts_one:
            server = Server(room, **(given := given | {"DATABASE_URL": url}))
            await stack.enter_async_context(server)
            port = server.port
        variables = {f"HUUVA_BACKEND_{name}": value for name, value in given.items()}
        variables |= {"HUUVA_BACKEND_PORT": str(port), "HOOKS": str(hooks)}
        yield await stack.enter_async_context(Shell(room, variables))


@pytest.mark.timeout(240)
@pytest.mark.parametrize("page", RUN, ids=str)
async def test_what_a_page_shows_is_what_happens(page: Path, shell: Shell) -> None:
    ports = {"8000": shell.variables["HUUVA_BACKEND_PORT"], "9000": shell.variables["HOOKS"]}
    knowledge = Knowledge(
        {
            f"{host}:{port}": f"{host}:{ours}"
            for host in ("localhost", "127.0.0.1")
            for port, ours in ports.items()
        }
        | {'("127.0.0.1", 9000)': f'("127.0.0.1", {shell.variables["HOOKS"]})'}
    )
    for block in blocks(page):
        if block.is_run:
            await try_out(block, shell, knowledge)


async def try_out(block: Block, shell: Shell, knowledge: Knowledge) -> None:
    for command in block.commands():
        shell.begin(knowledge.in_command(command.text))
        began, missing = time.monotonic(), "nothing was printed"
        while True:
            over = await shell.is_over(began)
            if shell.has_answered:
                printed = shell.printed()
                if "✓" not in command.output:
                    printed = SET_UP.sub("", printed)
                found = knowledge.missing(command.output, printed, varies=block.varies)
                if found is None:
                    break
                missing = found
            if over:
                where = f"{block.page}:{command.line}"
                said = f"{missing}\nAll that was printed, and logged:\n{shell.all_printed()}"
                raise AssertionError(f"{where}: {command.text}\n{said}")


def test_blocks_that_are_not_run_say_so_and_are_counted() -> None:
    counted = Counter(
        str(block.page) for page in PAGES for block in blocks(page) if not block.is_run
    )
    assert counted == NOT_RUN
