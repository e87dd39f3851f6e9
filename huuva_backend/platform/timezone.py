"""Names of time zones, as requests give them."""

from functools import cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from huuva_backend.platform.text import Text64


@cache
def _zones() -> frozenset[str]:
    # `localtime` is the machine's own and `Factory` nobody's: files beside the zones, none of IANA's.
    return frozenset(available_timezones() - {"Factory", "localtime", "posixrules"})


def _known(name: str) -> str:
    if name in _zones():
        return name
    raise PydanticCustomError(
        "unknown_timezone", "Input should be an IANA time zone, such as Europe/Helsinki"
    )


Timezone = Annotated[Text64, AfterValidator(_known)]

CLOCK_TIME = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
"""A time of day as a clock on the wall shows it, from 00:00 to 23:59."""
