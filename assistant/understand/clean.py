"""Whatever bytes came in -> readable text within the limit, or the verdict that it cannot be read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from assistant.settings import MAX_QUESTION_CHARACTERS

_KEPT_CONTROLS = {"\n", "\t"}
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_VOWELS = "aeiouyàáâãäåèéêëìíîïòóôõöùúûü"
# No word of a language in Latin letters has more consonants in a row, but for abbreviations and rare ones.
MOST_CONSONANTS = 4
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


def readable(text: str, vocabulary: frozenset[str]) -> bool:
    """Whether the text is made of words that a reader would know.

    Letters of another script count as readable: the question may be in another language. Latin text counts when
    it has words of ``vocabulary``, no fewer than words that could be none in any language, or the shape of words.
    """
    letters = [character for character in text if character.isalpha()]
    if len(letters) < 2:
        return False
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = sum(word in vocabulary for word in words)
    if known:
        strange = [word for word in words if word.isascii() and word not in vocabulary]
        return known >= sum(_consonants(word) > MOST_CONSONANTS for word in strange)
    if any(ord(character) > 0x2FF for character in letters):
        return True
    shaped = [word for word in words if _has_word_shape(word)]
    return len(shaped) >= max(1, len(words) // 2) and max(map(len, shaped)) > 1


def _has_word_shape(word: str) -> bool:
    vowels = sum(character in _VOWELS for character in word)
    return 0.2 <= vowels / len(word) <= 0.8 and _consonants(word) <= MOST_CONSONANTS and len(word) <= 24


def _consonants(word: str) -> int:
    """The longest run of consonants."""
    return max(map(len, re.split(f"[{_VOWELS}]+", word)), default=0)
