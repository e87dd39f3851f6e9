"""Programs that use the clients."""

import asyncio
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / "clients" / "python"
TYPESCRIPT = ROOT / "clients" / "typescript"
PATIENCE_SECONDS = 30


class Program:
    def __init__(self, command: list[str]) -> None:
        self._command = command

    async def run(self, *arguments: str, **variables: str) -> list[str]:
        """The lines that it prints. It must end well."""
        async with self.running(*arguments, **variables) as process:
            output, _ = await asyncio.wait_for(process.communicate(), PATIENCE_SECONDS)
        assert process.returncode == 0
        return output.decode().splitlines()

    async def act(self, scenario: str, url: str, *arguments: object) -> list[Any]:
        return [json.loads(line) for line in await self.run(scenario, url, json.dumps(arguments))]

    @asynccontextmanager
    async def running(
        self, *arguments: str, **variables: str
    ) -> AsyncIterator[asyncio.subprocess.Process]:
        process = await asyncio.create_subprocess_exec(
            *self._command,
            *arguments,
            env=os.environ | {"PYTHONPATH": str(PYTHON)} | variables,
            stdout=asyncio.subprocess.PIPE,
        )
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def told(process: asyncio.subprocess.Process) -> Any:
    """The next thing that a scenario tells."""
    assert process.stdout is not None
    return json.loads(await asyncio.wait_for(process.stdout.readline(), PATIENCE_SECONDS))
