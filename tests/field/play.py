"""Plays the cases of people of this job: files of steps and what must come of them."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

Json = dict[str, Any]

_HOLE = re.compile(r"\{\{(.+?)\}\}")


def case(kind: str, case_id: str) -> Json:
    text = Path(__file__).with_name(f"{kind}.json").read_text()
    (found,) = (each for each in json.loads(text)["cases"] if each["id"] == case_id)
    chosen: Json = found
    return chosen


class Play:
    """One case at a location of its own; `answers` are those of the steps."""

    def __init__(self, api: AsyncClient, location_id: str) -> None:
        self._api = api
        self._location_id = location_id
        self.answers: list[Response] = []
        self._sent: list[Any] = []

    async def steps(
        self,
        case: Json,
        translated: Mapping[str, Any] | None = None,
        paths: Mapping[int, str] | None = None,
    ) -> list[Any]:
        """All steps in order, and what was answered. `translated` has fields whose names or values were open, `paths`
        the steps, from 1, whose doors were."""
        for number, step in enumerate(case["request"], 1):
            body = self._body(step.get("body"))
            if body and step["method"] == "POST":
                body |= translated or {}
            path = self._filled((paths or {}).get(number, step["path"]))
            self.answers.append(await self._api.request(step["method"], path, json=body))
            self._sent.append(body)
        return [answer.json() for answer in self.answers]

    def _body(self, body: Json | None) -> Any:
        """One may say that it is that of another step but for some fields."""
        filled = self._filled(body)
        if filled and (of_step := filled.pop("$ref", None)):
            return self._sent[int(of_step.removeprefix("step")) - 1] | filled
        return filled

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        return _HOLE.sub(self._hole, value) if isinstance(value, str) else value

    def _hole(self, hole: re.Match[str]) -> str:
        match re.split(r"([+:])", hole[1], maxsplit=1):
            case ["loc"]:
                return self._location_id
            case ["uniq"]:
                return str(uuid4())
            case ["now", "+", minutes]:
                later = timedelta(minutes=int(minutes.removesuffix("m")))
                return (datetime.now(UTC) + later).isoformat()
            case [step, ":", pointer]:
                found: Any = self.answers[int(step.removeprefix("step")) - 1].json()
                for name in pointer.removeprefix("/").split("/"):
                    found = found[name]
                return str(found)
        raise ValueError(hole[0])
