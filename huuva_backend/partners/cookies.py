"""A key in a cookie, as people at screens bring it, and which pages it may come from. Pure.

`__Host-` says to browsers that it comes by HTTPS from this host alone: no other host of the domain can put one. They
take such a cookie by HTTPS only, so that it has a plain name where pages come without.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from huuva_backend.partners.errors import FromAnotherSite

SECURE_NAME: Final = "__Host-huuva_key"
PLAIN_NAME: Final = "huuva_key"
MAX_AGE_SECONDS: Final = 400 * 86_400
"""As long as browsers keep one at most; a page that is opened asks for it anew."""

_ATTRIBUTES: Final = "Path=/; HttpOnly; SameSite=Strict"
_PORTS: Final = {"http": 80, "https": 443}
_READING: Final = frozenset({"GET", "HEAD"})

Headers = Sequence[tuple[bytes, bytes]]


def key_in(headers: Headers) -> str | None:
    """The key in the cookies; the first where there are several of a name.

    Where the proxy in front says that it came by HTTPS, only the one counts that no other host can have put.
    """
    found: dict[str, str] = {}
    for line in _values(headers, b"cookie"):
        for pair in line.split(";"):
            name, _, value = pair.strip().partition("=")
            found.setdefault(name, value)
    by_https = "https" in _values(headers, b"x-forwarded-proto")
    plain = None if by_https else found.get(PLAIN_NAME)
    return found.get(SECURE_NAME) or plain or None


def must_be_ours(method: str, headers: Headers, *, keyed: bool) -> None:
    """Raises `FromAnotherSite` where another site's page asks, as the browser tells.

    Where it doesn't tell it is no browser that we know: with a cookie (`keyed`) that may only read.
    """
    (host, *_), origin = [*_values(headers, b"host"), ""], _values(headers, b"origin")
    site = _values(headers, b"sec-fetch-site")
    if origin:
        ours = len(origin) == 1 and _is_at(origin[0], host)
    elif site:
        ours = site == ["same-origin"] or (site == ["none"] and method in _READING)
    else:
        ours = not keyed or method in _READING
    if not ours:
        raise FromAnotherSite


def is_secure(headers: Headers) -> bool:
    """Whether the page came by HTTPS, maybe to a proxy in front of us. Who lies harms nobody else."""
    told = [
        *(origin.startswith("https://") for origin in _values(headers, b"origin")),
        *(scheme == "https" for scheme in _values(headers, b"x-forwarded-proto")),
    ]
    return any(told)


def setting(key: str, *, secure: bool) -> str:
    """The header `Set-Cookie`."""
    return _cookie(key, MAX_AGE_SECONDS, secure=secure)


def clearing() -> list[str]:
    return [_cookie("", 0, secure=secure) for secure in (True, False)]


def _cookie(value: str, seconds: int, *, secure: bool) -> str:
    name, more = (SECURE_NAME, "; Secure") if secure else (PLAIN_NAME, "")
    return f"{name}={value}; Max-Age={seconds}; {_ATTRIBUTES}{more}"


def _values(headers: Headers, name: bytes) -> list[str]:
    return [value.decode("latin-1") for each, value in headers if each == name]


def _is_at(origin: str, host: str) -> bool:
    """Whether a page of this origin came from `host`; by which scheme only the proxy in front knows."""
    try:
        parts, asked = urlsplit(origin), urlsplit(f"//{host}")
        usual = _PORTS.get(parts.scheme)
        return usual is not None and _place(parts.hostname, parts.port, usual) == _place(
            asked.hostname, asked.port, usual
        )
    except ValueError:  # a port that is none
        return False


def _place(host: str | None, port: int | None, usual: int) -> Iterable[object]:
    return host or object(), port or usual
