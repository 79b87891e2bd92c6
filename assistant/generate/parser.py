"""Text of a model, as it streams in -> sentences as soon as each is complete.

Tolerant: prose or a code fence around the JSON, thinking aloud before it, a list of sentences without the object
around them, one object a line, single keys missing, a cut end. What cannot be read as a sentence is skipped.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from assistant.generate.reply import FACT_KEYS, Reply, Sentence

MAX_TEXT = 60_000
MAX_SENTENCES = 40
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL | re.IGNORECASE)
_REFUSAL = re.compile(
    r"\b(?:i(?:['’]m| am) (?:sorry|unable|not able)|i (?:can(?:no|['’])t|cannot|won['’]t|must decline)|as an ai\b)",
    re.IGNORECASE,
)
_OTHER_KEYS = {
    "sentence": "claim",
    "text": "claim",
    "statement": "claim",
    "citations": "support",
    "sources": "support",
    "supports": "support",
}


class ReplyParser:
    """Feed it text; it gives back each sentence once. :meth:`close` gives the rest of the reply."""

    def __init__(self) -> None:
        self._text = ""
        self._seen = 0
        self._sentences = 0

    @property
    def text(self) -> str:
        """All text so far, without what a model thinks aloud."""
        return _THINKING.sub("", self._text)

    @property
    def found_nothing(self) -> bool:
        """Whether no sentence has been read so far."""
        return self._sentences == 0

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Take a further piece of text; yields the sentences that are complete with it."""
        if len(self._text) >= MAX_TEXT:
            return
        self._text += piece
        if "}" not in piece:
            return
        text = self.text
        for start, end in _objects(text, self._seen):
            if end <= self._seen:
                continue
            sentence = _sentence(text[start:end])
            if sentence and self._sentences < MAX_SENTENCES:
                self._seen = end
                self._sentences += 1
                yield sentence

    def close(self) -> Reply:
        """What stands beside the sentences; empty where it is missing or unreadable."""
        rest = _last_object(self.text)
        missing = rest.get("missing")
        ask = rest.get("ask")
        return Reply(
            missing=tuple(str(part) for part in missing[:8] if isinstance(part, str) and part.strip())
            if isinstance(missing, list)
            else (),
            ask=ask if ask in FACT_KEYS else None,
        )

    def is_refusal(self) -> bool:
        """Whether the text declines instead of answering."""
        return self.found_nothing and bool(_REFUSAL.search(self.text[:400]))


def _objects(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Places of complete JSON objects that hold no sentence list themselves, in the order in which they end."""
    opened: list[int] = []
    in_string = escaped = False
    for position, character in enumerate(text):
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"' and opened:
            in_string = True
        elif character == "{":
            opened.append(position)
        elif character == "}" and opened:
            begin = opened.pop()
            if position >= start:
                yield begin, position + 1


def _sentence(text: str) -> Sentence | None:
    found = _read(text)
    if not isinstance(found, dict) or "sentences" in found:
        return None
    found = {_OTHER_KEYS.get(key, key): value for key, value in found.items()}
    if "claim" not in found:
        return None
    if "support" not in found and "quote" in found:
        found["support"] = {"passage": found.get("passage", 0), "quote": found["quote"]}
    try:
        return Sentence.model_validate(found)
    except ValidationError:
        return None


def _last_object(text: str) -> dict[str, Any]:
    """The outermost object as far as it can be read."""
    whole = [(start, end) for start, end in _objects(text, 0)]
    for start, end in sorted(whole, key=lambda place: place[0] - place[1]):
        found = _read(text[start:end])
        if isinstance(found, dict) and ("missing" in found or "ask" in found):
            return found
    return {}


def _read(text: str) -> Any:
    for attempt in (text, re.sub(r",\s*([}\]])", r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except ValueError:
            continue
    return None
