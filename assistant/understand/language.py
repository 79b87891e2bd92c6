"""Which language a message is written in, offline: by script, then by frequent words and letters.

Much English that reaches us is a second language, full of acronyms, names of places and slips. So the burden of
proof lies with the other language: it must have more of its own frequent words in the text than English has.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from assistant.understand.language_data import ENGLISH, languages

_WORD = re.compile(r"[^\W\d_]+")
# Languages that their letters alone give away. Those without a file of their own get English sentences.
_SCRIPTS = {
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "CYRILLIC": "ru",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "THAI": "th",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "MYANMAR": "my",
    "KHMER": "km",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
}
_URDU_LETTERS = frozenset("ٹڈڑںےہھۓ")
_PERSIAN_LETTERS = frozenset("پچژگک")
_UKRAINIAN_LETTERS = frozenset("іїєґ")
# A foreign word or two in an English question (a degree's name, a place) does not make it foreign.
FOREIGN_SCRIPT_SHARE = 0.3
MIN_WORDS = 2.0


def detect(text: str) -> str:
    """Code of the language of ``text``; «en» where no other language is evident."""
    letters = [character for character in text.lower() if character.isalpha()]
    if not letters:
        return ENGLISH
    scripts = Counter(_script(character) for character in letters)
    foreign = {script: count for script, count in scripts.items() if script in _SCRIPTS}
    # A Chinese character says as much as several letters of an acronym beside it.
    weight = sum(
        count * (3 if script in ("CJK", "HIRAGANA", "KATAKANA", "HANGUL") else 1) for script, count in foreign.items()
    )
    if foreign and weight >= FOREIGN_SCRIPT_SHARE * (weight + scripts["LATIN"]):
        return _by_script(foreign, frozenset(letters))
    return _by_words(text.lower())


def _by_script(scripts: dict[str, int], letters: frozenset[str]) -> str:
    if "HIRAGANA" in scripts or "KATAKANA" in scripts:
        return "ja"
    code = _SCRIPTS[max(scripts, key=lambda script: scripts[script])]
    if code == "ar" and letters & _URDU_LETTERS:
        return "ur"
    if code == "ar" and letters & _PERSIAN_LETTERS:
        return "fa"
    return "uk" if code == "ru" and letters & _UKRAINIAN_LETTERS else code


def _by_words(text: str) -> str:
    words = _WORD.findall(text)
    known = languages()
    english = sum(word in known[ENGLISH].words for word in words)
    best_code, best = ENGLISH, 0.0
    for code, own_words in _own_words().items():
        own = sum(1.0 if word in own_words else 0.0 for word in words)
        own += 0.5 * sum(any(mark in word for mark in known[code].marks) for word in words)
        own += 1.0 * any(mark in text for mark in "¿¡" if mark in known[code].marks)
        if own > best:
            best_code, best = code, own
    needed = 1.0 if len(words) <= 3 and not english else MIN_WORDS
    return best_code if best >= needed and best > english else ENGLISH


@lru_cache(maxsize=1)
def _own_words() -> dict[str, frozenset[str]]:
    """The frequent words of each language in Latin letters that are no English words."""
    known = languages()
    return {
        code: language.words - known[ENGLISH].words
        for code, language in known.items()
        if code != ENGLISH and all(_script(word[0]) == "LATIN" for word in language.words)
    }


@lru_cache(maxsize=4_096)
def _script(character: str) -> str:
    """First word of the Unicode name: «LATIN», «ARABIC», «CJK» …."""
    return unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0]
