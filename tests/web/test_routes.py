"""The pages as files: what is served, and what it may do."""

import re

import pytest
from httpx import AsyncClient

from huuva_backend.__main__ import ADDRESSES
from huuva_backend.web.routes import PAGES, STATIC

FILES = {f"/{name}": file for name, file in PAGES.items()}
FILES |= {f"/static/{name}": file for name, file in STATIC.items()}
TYPES = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}


@pytest.mark.parametrize("path", FILES)
async def test_a_file_is_served_with_its_type_and_asked_for_again_only_when_changed(
    api: AsyncClient, path: str
) -> None:
    answer = await api.get(path)
    assert answer.status_code == 200
    assert answer.content == FILES[path].body
    assert answer.headers["content-type"] == TYPES.get(
        path.rpartition(".")[2], "text/html; charset=utf-8"
    )
    assert answer.headers["cache-control"] == "no-cache"
    again = await api.get(path, headers={"If-None-Match": f'W/{answer.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    other = await api.get(path, headers={"If-None-Match": '"0000000000000000"'})
    assert other.status_code == 200


@pytest.mark.parametrize("path", ["/kitchen?locationId=main&anything=else", "/board?name=x"])
async def test_what_a_page_is_to_show_stands_in_its_address(api: AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")


@pytest.mark.parametrize(
    "path", ["/static/", "/static/nothing.js", "/static/..%2froutes.py", "/static/%00"]
)
async def test_nothing_else_is_served(api: AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_nothing_that_its_policy_forbids(page: str) -> None:
    text = PAGES[page].body.decode()
    assert re.findall(r"<style|style=|\son\w+=|javascript:|//", text) == []
    used = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert used
    assert set(used) <= FILES.keys()


def test_the_pages_are_small_enough_for_a_slow_network() -> None:
    assert sum(len(file.body) for file in FILES.values()) < 60 * 1024


def test_scripts_keep_to_what_old_tablets_understand() -> None:
    """ES2020: no private or static members, no logical assignments, no `.at()` or `replaceAll`."""
    younger = re.compile(
        r"this\.#|^\s*(static|#)|\|\|=|&&=|\?\?=|\.at\(|replaceAll|structuredClone"
    )
    for name, file in STATIC.items():
        if name.endswith(".js"):
            assert [line for line in file.body.decode().splitlines() if younger.search(line)] == []


def test_the_command_line_names_the_pages() -> None:
    assert {f"/{page}" for page in PAGES} <= set(ADDRESSES.values())
