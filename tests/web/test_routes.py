"""The pages as files: what is served, and what it may do."""

import re
from hashlib import sha256

import pytest
from httpx import AsyncClient

from huuva_backend.__main__ import ADDRESSES
from huuva_backend.platform.settings import VERSION
from huuva_backend.web.routes import HERE, PAGES, STATIC, VENDORED

VENDOR = HERE / "vendor"
OURS = PAGES | {f"/static/{name}": asset for name, asset in STATIC.items()}
FILES = OURS | {f"/static/{name}": asset for name, asset in VENDORED.items()}
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


@pytest.mark.parametrize("path", FILES)
async def test_whoever_has_any_version_is_sent_nothing(api: AsyncClient, path: str) -> None:
    answer = await api.get(path, headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize("path", FILES)
async def test_every_line_of_what_a_client_has_counts(api: AsyncClient, path: str) -> None:
    etag = (await api.get(path)).headers["etag"]
    for lines in ([etag, '"another"'], ['"another"', etag]):
        answer = await api.get(path, headers=[("If-None-Match", line) for line in lines])
        assert (answer.status_code, answer.headers["etag"]) == (304, etag)


@pytest.mark.parametrize("path", FILES)
async def test_head_tells_of_a_file_what_get_does(api: AsyncClient, path: str) -> None:
    whole, head = await api.get(path), await api.head(path)
    told = ("etag", "content-type", "content-length", "content-security-policy")
    assert (head.status_code, head.content) == (200, b"")
    assert [head.headers[name] for name in told] == [whole.headers[name] for name in told]


@pytest.mark.parametrize(
    "path", [*PAGES, "/static/icon.svg", "/api/openapi.json", "/media/x", "/livez"]
)
async def test_what_can_be_read_may_be_asked_for_with_head(api: AsyncClient, path: str) -> None:
    for method in ("OPTIONS", "POST"):
        answer = await api.request(method, path)
        assert answer.status_code == 405
        assert sorted(answer.headers["allow"].split(", ")) == ["GET", "HEAD"]


@pytest.mark.parametrize("path", ["/kitchen?locationId=main&anything=else", "/board?name=x"])
async def test_what_a_page_is_to_show_stands_in_its_address(api: AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith("default-src 'self';")


@pytest.mark.parametrize("path", [page for page in PAGES if not page.startswith("/api/")])
async def test_our_own_pages_run_nothing_that_stands_in_them_and_in_nobodys_frame(
    api: AsyncClient, path: str
) -> None:
    assert (await api.get(path)).headers["content-security-policy"] == (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    )


async def test_the_documentation_may_load_nothing_from_elsewhere(api: AsyncClient) -> None:
    for path in ("/api/docs", "/api/redoc"):
        answer = await api.get(path)
        assert answer.headers["content-security-policy"] == (
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; "
            "worker-src 'self' blob:"
        )


@pytest.mark.parametrize(
    "path",
    [
        "/static/README.md",
        "/static/SHA256SUMS",
        "/static/",
        "/static/nothing.js",
        "/static/..%2froutes.py",
        "/static/%00",
    ],
)
async def test_nothing_else_is_served(api: AsyncClient, path: str) -> None:
    answer = await api.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_nothing_that_its_policy_forbids(page: str) -> None:
    text = PAGES[page].body.decode()
    assert re.findall(r"<style|style=|\son\w+=|javascript:|//", text) == []
    used = re.findall(r'(?:src|href|spec-url)="([^"]+)"', text)
    assert used
    assert set(used) <= FILES.keys() | {"/readyz", "/api/openapi.json"}


def test_the_first_page_says_which_version_is_running() -> None:
    assert f'<span id="version">{VERSION}</span>' in PAGES["/"].body.decode()


@pytest.mark.parametrize("page", set(PAGES) - {"/api/docs", "/api/redoc"})
def test_a_page_is_small_enough_for_a_slow_network_with_all_that_it_loads(page: str) -> None:
    loaded = loaded_by(page)
    assert f"/static/{page[1:]}.js" in loaded or page in ("/", "/sign-in")
    assert sum(len(FILES[path].body) for path in loaded) <= 120 * 1024


def test_no_script_is_loaded_by_no_page() -> None:
    assert FILES.keys() == set().union(*map(loaded_by, PAGES))


def test_what_others_made_is_as_they_made_it() -> None:
    """And each file that is served has its licence beside it."""
    sums = dict(line.split("  ")[::-1] for line in (VENDOR / "SHA256SUMS").read_text().splitlines())
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir()}
    assert sums.items() <= found.items()
    assert found.keys() - sums.keys() == {"README.md", "SHA256SUMS"}
    for name in VENDORED:
        assert f"{re.split(r'-bundle|[.]', name)[0]}.LICENSE" in sums


def test_scripts_keep_to_what_old_tablets_understand() -> None:
    """ES2020: no private or static members, no logical assignments, no `.at()` or `replaceAll`."""
    younger = re.compile(
        r"this\.#|^\s*(static|#)|\|\|=|&&=|\?\?=|\.at\(|replaceAll|structuredClone"
    )
    for name, file in STATIC.items():
        if name.endswith(".js"):
            assert [line for line in file.body.decode().splitlines() if younger.search(line)] == []


def test_the_command_line_names_the_pages() -> None:
    assert PAGES.keys() <= set(ADDRESSES.values())


def loaded_by(path: str) -> set[str]:
    """The page, and what it and its scripts name, directly or not."""
    found, new = set[str](), {path}
    while new:
        found |= new
        new = {
            f"/static/{name}"
            for each in new
            for name in re.findall(r'"(?:[.]|/static)/([^"]+)"', FILES[each].body.decode())
        } - found
    return found
