"""Answers that clients may keep, and ask whether they still hold."""

import re
from hashlib import blake2b

from fastapi import Response

# Finds weak tags (`W/"…"`) too: whether an answer has changed is a weak comparison (RFC 9110).
_ENTITY_TAG = re.compile(r'"([^"]*)"')


def is_held(tag: str, if_none_match: str | None) -> bool:
    """Whether the client has it already."""
    if if_none_match is None:
        return False
    return if_none_match.strip() == "*" or tag in _ENTITY_TAG.findall(if_none_match)


def revalidated(body: bytes, if_none_match: str | None) -> Response:
    """The JSON, tagged by its bytes; 304 without it for a client that has the same already."""
    tag = blake2b(body, digest_size=16).hexdigest()
    headers = {"ETag": f'"{tag}"', "Cache-Control": "no-cache"}
    if is_held(tag, if_none_match):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")
