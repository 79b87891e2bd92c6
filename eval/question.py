"""A question of a set, with what a right answer must and must not say."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Kind

# Long patterns are hard to judge by eye, and the ones that backtrack for minutes are long.
MAX_PATTERN_CHARACTERS = 600


@lru_cache(maxsize=20_000)
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern as it is searched: anywhere in the text, ignoring case."""
    return re.compile(pattern, re.IGNORECASE)


def _sound(pattern: str) -> str:
    if not pattern.strip():
        raise ValueError("is an empty pattern, which matches everything")
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        raise ValueError(f"is a pattern of {len(pattern)} characters; the limit is {MAX_PATTERN_CHARACTERS}")
    try:
        found = compiled(pattern)
    except re.error as error:
        raise ValueError(f"is no regular expression ({error})") from None
    if found.search(""):
        raise ValueError("is a pattern that matches an empty text, so every answer would match")
    return pattern


Pattern = Annotated[str, AfterValidator(_sound)]
KeyPoint = Annotated[tuple[Pattern, ...], Field(min_length=1)]


class Question(BaseModel):
    """One line of a set.

    Each entry of ``must`` is a key point, met when any of its alternatives is found in the answer's text;
    ``must_not`` are stale or wrong claims; ``first`` are alternatives one of which the first sentence must make
    (for a question on a false premise: its correction); ``sources`` ids of documents that hold the answer;
    ``today`` the day for which the answer shall hold, where it is not the runner's.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(pattern=r"^[\w.:-]{1,80}$")
    question: str
    history: tuple[tuple[Literal["user", "assistant"], str], ...] = ()
    expect: Kind
    must: tuple[KeyPoint, ...] = ()
    must_not: tuple[Pattern, ...] = ()
    first: tuple[Pattern, ...] = ()
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    today: date | None = None

    def met_in(self, text: str) -> tuple[bool, ...]:
        """For each key point, whether ``text`` makes it."""
        return tuple(any(compiled(pattern).search(text) for pattern in point) for point in self.must)

    def wrong_claims_in(self, text: str) -> tuple[str, ...]:
        """The patterns of stale or wrong claims that ``text`` makes."""
        return tuple(pattern for pattern in self.must_not if compiled(pattern).search(text))

    def tag_value(self, name: str) -> str | None:
        """What follows ``name:`` in the first such tag, or None."""
        return next((tag.split(":", 1)[1] for tag in self.tags if tag.startswith(f"{name}:")), None)

    def is_type(self, *types: str) -> bool:
        """Whether the question carries one of these as ``type:`` tag."""
        return any(f"type:{name}" in self.tags for name in types)


class Problem(BaseModel):
    """A fault of one line, told so that its writer can mend it."""

    model_config = ConfigDict(frozen=True)

    line: int
    what: str
    to_do: str


_ADVICE = {
    "missing": "add it",
    "extra_forbidden": "remove it or correct its spelling",
    "literal_error": "use one of the kinds in eval/README.md",
    "too_short": "write at least one alternative or remove the entry",
    "string_pattern_mismatch": "use up to 80 letters, digits and . : - _",
}


def parse_question(text: str, line: int) -> tuple[Question | None, list[Problem]]:
    """The question of one line of JSON, or what is wrong with the line."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        return None, [Problem(line=line, what=f"no JSON ({error.msg})", to_do="write one object on the line")]
    if not isinstance(raw, dict):
        return None, [Problem(line=line, what="JSON that is no object", to_do='write {"id": "…", …}')]
    try:
        return Question.model_validate_json(text), []
    except ValidationError as error:
        entries = error.errors()
        places = [entry["loc"] for entry in entries]
        return None, [
            _problem(line, entry["loc"], entry["type"], entry["msg"])
            for entry in entries
            # A refused part makes the whole around it too short as well: only the part is worth telling.
            if not any(place != entry["loc"] and place[: len(entry["loc"])] == entry["loc"] for place in places)
        ]


def _problem(line: int, place: Sequence[int | str], kind: str, message: str) -> Problem:
    message = message.removeprefix("Value error, ")
    told = f" {message}" if message.startswith("is ") else f": {message[0].lower()}{message[1:]}"
    return Problem(line=line, what=_path(place) + told, to_do=_ADVICE.get(kind, "correct it"))


def _path(place: Sequence[int | str]) -> str:
    """«must[0][1]» for ("must", 0, 1)."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
