"""What may be written of an exception: its class, where it came from, and names out of our own schema.

Not its message: PostgreSQL's holds the row that a CHECK refused, Python's and Pydantic's the text that was
no number, all of it a customer's. Messages of errors about code are kept, they name no values.
"""

import errno
import traceback
from collections.abc import Iterator
from typing import Final

_ABOUT_CODE: Final = frozenset(
    {
        ArithmeticError,
        AttributeError,
        DeprecationWarning,
        ImportError,
        ModuleNotFoundError,
        NameError,
        NotImplementedError,
        OverflowError,
        RecursionError,
        RuntimeWarning,
        UnboundLocalError,
        ZeroDivisionError,
    }
)
_SCHEMA: Final = ("schema_name", "table_name", "column_name", "data_type_name", "constraint_name")


def is_about_code(kind: type[BaseException]) -> bool:
    """Not its subclasses, which say what their libraries like."""
    return kind in _ABOUT_CODE


def describe(error: BaseException) -> str:
    """The stack and the facts of an exception, of those it came from and those it holds."""
    return "\n".join(_described(error, set())).rstrip()


def _described(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    hidden = None if error.__suppress_context__ else error.__context__
    origin = error.__cause__ or hidden
    if origin is not None and id(origin) not in seen:
        yield from _described(origin, seen)
        relation = "which was the cause of" if error.__cause__ else "while it was handled"
        yield f"\n{relation}\n"
    if error.__traceback__ is not None:
        yield "Traceback (most recent call last):"
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield _facts(error)
    if isinstance(error, BaseExceptionGroup):
        for number, member in enumerate(error.exceptions, 1):
            yield f"\n{number} of {len(error.exceptions)} in the group\n"
            yield from _described(member, seen)


def _facts(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    if is_about_code(kind):
        return f"{name}: {error}"
    facts = []
    if state := getattr(error, "sqlstate", None):
        named = ((each.removesuffix("_name"), getattr(error, each, None)) for each in _SCHEMA)
        facts = [f"sqlstate {state}", *(f"{what} {value}" for what, value in named if value)]
    if isinstance(error, OSError) and (code := errno.errorcode.get(error.errno or 0)):
        facts.append(code)
    return f"{name} ({', '.join(facts)})" if facts else name
