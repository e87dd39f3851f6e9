from functools import lru_cache

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    format_number,
    is_valid_number,
    parse,
)


@lru_cache(maxsize=4096)
def e164(number: str) -> str | None:
    """The number in E.164, None where it isn't a valid one. Without a country code none is valid."""
    try:
        parsed = parse(number)
    except NumberParseException:
        return None
    return format_number(parsed, PhoneNumberFormat.E164) if is_valid_number(parsed) else None
