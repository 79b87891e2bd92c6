"""Whatever bytes came in -> text within the limit, without hidden characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.settings import MAX_QUESTION_CHARACTERS

_KEPT_CONTROLS = {"\n", "\t"}
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_REPEATED = re.compile(r"(.)\1{5,}", re.DOTALL)


@dataclass(frozen=True)
class CleanText:
    """Text in NFKC without control, format and surrogate characters; ``truncated`` where it was cut."""

    text: str
    truncated: bool


def clean(raw: str) -> CleanText:
    """Normalise user text; never raises. Hidden characters (zero width, bidi, tags) are dropped."""
    truncated = len(raw) > MAX_QUESTION_CHARACTERS
    # Cut first: normalising may lengthen a text many times over.
    text = unicodedata.normalize("NFKC", raw[:MAX_QUESTION_CHARACTERS].replace("\r\n", "\n"))
    text = "".join(
        character if character in _KEPT_CONTROLS or unicodedata.category(character)[0] != "C" else _stand_in(character)
        for character in text
    )
    text = _REPEATED.sub(lambda run: run[1] * 3, _SPACES.sub(" ", text))
    return CleanText(_BLANK_LINES.sub("\n\n", text).strip()[:MAX_QUESTION_CHARACTERS], truncated)


def _stand_in(character: str) -> str:
    """A control character separates words; a format character (zero width …) joins them."""
    return " " if unicodedata.category(character) == "Cc" else ""
