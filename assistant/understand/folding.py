"""Text as writers vary it -> one form: case, accents, vowel points, letters that keyboards mix up."""

from __future__ import annotations

import unicodedata

# Combining classes of accents, Arabic vowel points, the Indic dot below. Other marks of Indic scripts are vowels and
# must stay.
_DROPPED = frozenset({7, 27, 28, 29, 30, 31, 32, 33, 34, 35, 202, 220, 230})
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        **dict.fromkeys("ةہۀھ", "ه"),
        "ک": "ك",
        "ؤ": "و",
        # Candrabindu and anusvara, the two signs of a nasal vowel.
        "ँ": "ं",
        "ঁ": "ং",
    }
)


def fold(text: str) -> str:
    """Lower case without accents and vowel points, and with one letter for those that writers mix up."""
    lowered = text.lower().replace("ı", "i")
    decomposed = unicodedata.normalize("NFD", lowered)
    bare = "".join(character for character in decomposed if unicodedata.combining(character) not in _DROPPED)
    return unicodedata.normalize("NFC", bare).translate(_VARIANTS)


def fold_in_place(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its letters the place in ``text`` where it stood."""
    folded = [fold(character) for character in text]
    places = [place for place, characters in enumerate(folded) for _ in characters]
    return "".join(folded), places
