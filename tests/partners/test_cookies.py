"""A key in a cookie, and the pages that it may come from."""

import pytest

from huuva_backend.partners import cookies
from huuva_backend.partners.errors import FromAnotherSite


def headers(**lines: str) -> list[tuple[bytes, bytes]]:
    return [
        (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in lines.items()
    ]


@pytest.mark.parametrize(
    ("cookie", "key"),
    [
        ("huuva_key=a", "a"),
        ("other=x; huuva_key=a;last=y", "a"),
        ("huuva_key=plain; __Host-huuva_key=secure", "secure"),
        ("huuva_key=first; huuva_key=second", "first"),
        ("huuva_key=a=b", "a=b"),
        ("huuva_key=", None),
        ("huuva_key", None),
        ("Huuva_Key=a", None),
        ("", None),
        ("huuva_key=\u00e4", "\u00e4"),
    ],
)
def test_the_key_is_in_a_cookie_of_its_name(cookie: str, key: str | None) -> None:
    assert cookies.key_in(headers(cookie=cookie)) == key


def test_cookies_may_come_in_several_lines() -> None:
    lines = [*headers(cookie="a=b"), *headers(cookie="huuva_key=k")]
    assert cookies.key_in(lines) == "k"
    assert cookies.key_in([]) is None


def test_by_https_only_a_cookie_counts_that_no_other_host_can_put() -> None:
    by_https = headers(x_forwarded_proto="https")

    assert cookies.key_in([*headers(cookie="huuva_key=planted"), *by_https]) is None
    both = headers(cookie="huuva_key=planted; __Host-huuva_key=ours")
    assert cookies.key_in([*both, *by_https]) == "ours"


OURS = [
    {"host": "kitchen.example.com", "origin": "https://kitchen.example.com"},
    {"host": "kitchen.example.com:443", "origin": "https://kitchen.example.com"},
    {"host": "KITCHEN.example.com", "origin": "https://kitchen.example.com"},
    {"host": "127.0.0.1:8000", "origin": "http://127.0.0.1:8000"},
    {"host": "[::1]:8000", "origin": "http://[::1]:8000"},
    {"host": "h", "origin": "http://h", "sec_fetch_site": "same-origin"},
    {"host": "h", "sec_fetch_site": "same-origin"},
]
ANOTHERS = [
    {"host": "kitchen.example.com", "origin": "https://example.com"},
    {"host": "kitchen.example.com", "origin": "https://kitchen.example.com.evil.example"},
    {"host": "kitchen.example.com", "origin": "https://kitchen.example.com@evil.example"},
    {"host": "kitchen.example.com", "origin": "https://kitchen.example.com:8443"},
    {"host": "kitchen.example.com", "origin": "null"},
    {"host": "kitchen.example.com", "origin": ""},
    {"host": "", "origin": "https://"},
    {"host": "", "origin": "null"},
    {"origin": "https://kitchen.example.com"},
    {"host": "h", "origin": "file://h"},
    {"host": "h", "origin": "http://h:x"},
    {"host": "h", "origin": "http://evil", "sec_fetch_site": "same-origin"},
    {"host": "h", "sec_fetch_site": "cross-site"},
    {"host": "h", "sec_fetch_site": "same-site"},
    {"host": "h", "sec_fetch_site": "anything"},
]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


@pytest.mark.parametrize("told", OURS, ids=str)
@pytest.mark.parametrize("method", METHODS)
def test_our_own_pages_may_ask(told: dict[str, str], method: str) -> None:
    for keyed in (True, False):
        cookies.must_be_ours(method, headers(**told), keyed=keyed)


@pytest.mark.parametrize("told", ANOTHERS, ids=str)
@pytest.mark.parametrize("method", METHODS)
def test_another_sites_pages_may_not(told: dict[str, str], method: str) -> None:
    for keyed in (True, False):
        with pytest.raises(FromAnotherSite):
            cookies.must_be_ours(method, headers(**told), keyed=keyed)


def test_two_origins_are_none() -> None:
    twice = headers(host="h", origin="http://h") + headers(origin="http://h")
    with pytest.raises(FromAnotherSite):
        cookies.must_be_ours("GET", twice, keyed=True)


def test_whoever_types_an_address_may_read() -> None:
    typed = headers(host="h", sec_fetch_site="none")
    cookies.must_be_ours("GET", typed, keyed=True)
    with pytest.raises(FromAnotherSite):
        cookies.must_be_ours("POST", typed, keyed=True)


def test_who_tells_nothing_may_read_with_a_cookie_and_do_all_without() -> None:
    cookies.must_be_ours("GET", headers(host="h"), keyed=True)
    cookies.must_be_ours("POST", headers(host="h"), keyed=False)
    for method in METHODS[2:]:
        with pytest.raises(FromAnotherSite):
            cookies.must_be_ours(method, headers(host="h"), keyed=True)


@pytest.mark.parametrize(
    ("told", "secure"),
    [
        ({"origin": "https://h"}, True),
        ({"x_forwarded_proto": "https"}, True),
        ({"origin": "http://h", "x_forwarded_proto": "http"}, False),
        ({}, False),
    ],
)
def test_a_page_that_came_by_https_is_told_by_its_origin_or_the_proxy(
    told: dict[str, str], secure: bool
) -> None:
    assert cookies.is_secure(headers(**told)) is secure


def test_a_cookie_is_for_no_script_no_other_site_and_by_https_for_nothing_else() -> None:
    assert cookies.setting("k", secure=False) == (
        "huuva_key=k; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict"
    )
    assert cookies.setting("k", secure=True) == (
        "__Host-huuva_key=k; Max-Age=34560000; Path=/; HttpOnly; SameSite=Strict; Secure"
    )
    assert cookies.clearing() == [
        "__Host-huuva_key=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure",
        "huuva_key=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict",
    ]
