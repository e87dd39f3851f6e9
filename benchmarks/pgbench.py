"""The product's own statements for an operation, driven by pgbench as prepared statements."""

import math
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from typing import Any

from benchmarks.driver import Result
from benchmarks.specimen import Query, Specimen
from benchmarks.workload import LOCATIONS, location_id, order_id
from huuva_backend.platform.db import embedded

# Transaction number `count` of a client: which order it is about, and which of its statements' turn it is.
_HEAD = r"""\set count :count + 1
\set step :count % {steps}
\set n :first + (:client_id + :clients * (:count / {steps})) % :orders
"""

# To the planner a parameter like any other; pgbench itself has no way to send a NULL.
_NULL = "nullif(:none::text, :none::text)"


def script(specimen: Specimen) -> tuple[str, dict[str, str]]:
    """A script whose transactions are the operation's requests in turn, and the variables that it needs.

    Every argument stays a parameter, as it is for the product, so that plans are the same.
    """
    text, variables = _HEAD.format(steps=len(specimen.queries)), {"none": "-"}
    for step, queries in enumerate(specimen.queries):
        text += f"\\{'elif' if step else 'if'} :step = {step}\n"
        for position, query in enumerate(queries):
            sql, values = _with_variables(query, specimen, f"s{step}q{position}p")
            text += f"{sql.strip()};\n"
            variables |= values
    return text + "\\endif\n", variables


def _with_variables(query: Query, specimen: Specimen, prefix: str) -> tuple[str, dict[str, str]]:
    variables: dict[str, str] = {}

    def place(match: re.Match[str]) -> str:
        value = query.arguments[int(match[1]) - 1]
        if value is None:
            return _NULL
        known = _text(value).replace(str(specimen.order_id), str(order_id(specimen.number)))
        number, location = str(specimen.number), location_id(specimen.number)
        parts = []
        for piece, text in enumerate(re.split(rf"({number}|{location})", known)):
            if text == number:
                variables["n"] = number
                parts.append(":n")
            elif text == location:
                variables["n"] = number
                parts.append(f"('kitchen-' || :n::bigint % {LOCATIONS})")
            elif text:  # a variable can't be empty
                name = f"{prefix}{match[1]}_{piece}"
                variables[name] = text
                parts.append(f":{name}")
        return f"({' || '.join(parts)})"

    return re.sub(r"\$(\d+)", place, query.sql), variables


def _text(value: Any) -> str:
    """A parameter in PostgreSQL's text format."""
    if isinstance(value, list):
        return f"{{{','.join(map(_element, value))}}}"
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    escaped = _text(value).replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


@dataclass(frozen=True)
class Runner:
    url: str
    session: Mapping[str, str]
    directory: Path

    def start(
        self, specimen: Specimen, numbers: range, clients: int, seconds: float
    ) -> Callable[[], Result]:
        """Begin; the function returned waits for the end."""
        text, variables = script(specimen)
        path = self.directory / "script.sql"
        path.write_text(text)
        variables |= {"count": "-1", "first": str(numbers[0]), "orders": str(len(numbers))}
        variables["clients"] = str(clients)
        logs = self.directory / "pgbench"
        options = [f"--define={name}={value}" for name, value in variables.items()]
        options += [f"--client={clients}", f"--jobs={min(2, clients)}", f"--file={path}"]
        options += [f"--time={math.ceil(seconds)}", "--log", f"--log-prefix={logs}"]
        process = subprocess.Popen(
            [_program(), "--no-vacuum", "--protocol=prepared", *options, self.url],
            env=os.environ
            | {"PGOPTIONS": " ".join(f"-c {k}={v}" for k, v in self.session.items())},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

        def finish() -> Result:
            before = getrusage(RUSAGE_CHILDREN)
            output, _ = process.communicate()
            after = getrusage(RUSAGE_CHILDREN)
            result = self._result(specimen, numbers, clients)
            used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            result.cpu_share = used / math.ceil(seconds)
            if process.returncode:
                result.refusals.append(output[-1000:])
            return result

        return finish

    def _result(self, specimen: Specimen, numbers: range, clients: int) -> Result:
        result = Result()
        steps = len(specimen.queries)
        for path in self.directory.glob("pgbench.*"):
            for line in path.read_text().splitlines():
                client, count, micros, _, second, micro = map(int, line.split())
                result.ends.append(second + micro / 1e6)
                result.latencies.append(micros / 1e6)
                if specimen.operation.changes:
                    number = numbers[0] + (client + clients * ((count - 1) // steps)) % len(numbers)
                    version = (count - 1) % steps + (1 if specimen.operation.source is None else 2)
                    result.acknowledged.append((order_id(number), version))
            path.unlink()
        return result


def _program() -> Path:
    return embedded._programs() / "pgbench"
