"""Where webhooks may be sent: to the whole world, and to nothing that only we can reach. Pure."""

import ipaddress
from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import SplitResult, urlsplit, urlunsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

DEFAULT_PORTS: Final = {"https": 443, "http": 80}

# What is written in IPv6 and may be routed to an IPv4 address inside, by networks that translate. None of these is a
# receiver's own address, so none is asked what is inside.
TRANSLATED: Final = tuple(
    ipaddress.IPv6Network(each)
    for each in (
        "::/96",  # v4-compatible
        "::ffff:0:0/96",  # v4-mapped
        "::ffff:0:0:0/96",  # v4-translated
        "64:ff9b::/96",  # NAT64
        "64:ff9b:1::/48",  # NAT64 of somebody's own
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "fec0::/10",  # site-local
    )
)
SHARED: Final = tuple(
    ipaddress.IPv4Network(each)
    for each in ("0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24")
)


class RefusedAddress(Exception):
    """Of a host there is no address that everybody can reach."""


def is_public(text: str) -> bool:
    """Whether everybody can reach the IP address. One with a zone never is."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return not any(address in network for network in SHARED)
    return not any(address in network for network in TRANSLATED)


def reachable(addresses: Sequence[str]) -> list[str]:
    """All of them. Raises `RefusedAddress` where one of them isn't public: such a name isn't a receiver's."""
    if not addresses or not all(is_public(address) for address in addresses):
        raise RefusedAddress
    return list(addresses)


def allows(allowed: Collection[str], host: str, port: int) -> bool:
    """Whether the operator lists the host, with this port or without any."""
    host = host.lower()
    return host in allowed or f"{host}:{port}" in allowed


def below(url: str, path: str) -> str:
    """The address of a path that begins with a slash, below the URL's own; its query stays."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + path))


def wrong_with(url: str, allowed: Collection[str]) -> str | None:
    """What speaks against the URL before its host is looked up; None: nothing."""
    parts = _split(url)
    if parts is None or parts.hostname is None:
        return "Should be an absolute URL such as https://example.com/hooks"
    if "@" in parts.netloc or "#" in url:
        return "Should carry no user, no password and no fragment"
    if allows(allowed, parts.hostname, parts.port or DEFAULT_PORTS[parts.scheme]):
        return None
    if parts.scheme != "https":
        return "Should begin with https://"
    if _is_local(parts.hostname):
        return "Should be an address that everybody can reach"
    return None


def _split(url: str) -> SplitResult | None:
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in DEFAULT_PORTS and parts.port != 0 else None
    except ValueError:
        return None


def _is_local(host: str) -> bool:
    """As far as that can be told without looking it up."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return not is_public(host)
