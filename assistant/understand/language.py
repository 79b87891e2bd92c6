"""Which language a message is written in, offline: by script, then by frequent words and letters.

Much English that reaches us is a second language, full of acronyms, names of places and slips. So the burden of
proof lies with the other language: it must have more of its own frequent words in the text than English has. Words of
the field (fee, exam, deadline) prove nothing: writers of every language borrow them from English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from assistant.understand.folding import fold
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
# A message this short, terms of the field apart, may hold a single word of its language.
SHORT = 3


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
    return _by_words(text.replace("İ", "i").lower())


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
    alike_everywhere = languages()[ENGLISH].official | languages()[ENGLISH].borrowed
    words = [word for word in _WORD.findall(text) if word not in alike_everywhere]
    best_code, best, best_lead, best_english = ENGLISH, 0.0, 0.0, 0
    for code, vocabulary in _vocabularies().items():
        own = sum(1.0 if word in vocabulary.own else 0.0 for word in words)
        own += 0.5 * sum(any(mark in word for mark in vocabulary.marks) for word in words)
        own += 1.0 * any(mark in text for mark in "¿¡" if mark in vocabulary.marks)
        english = sum(word in vocabulary.english for word in words)
        lead = own - english
        # What two languages share decides for neither; words that only one of them knows do.
        if lead > 0 and (lead, own) > (best_lead, best):
            best_code, best, best_lead, best_english = code, own, lead, english
    short = len(words) <= SHORT and not best_english
    return best_code if best >= (1.0 if short else MIN_WORDS) else ENGLISH


@dataclass(frozen=True)
class _Vocabulary:
    """Words that speak for a language in Latin letters, and the English words that speak against it."""

    own: frozenset[str]
    english: frozenset[str]
    marks: str


@lru_cache(maxsize=1)
def _vocabularies() -> dict[str, _Vocabulary]:
    known = languages()
    english = known[ENGLISH].words
    found: dict[str, _Vocabulary] = {}
    for code, language in known.items():
        if code == ENGLISH or any(_script(word[0]) != "LATIN" for word in language.words):
            continue
        # Many write without accents.
        written = language.words | {fold(word) for word in language.words}
        # A letter alone is more often a label or a list mark.
        own = {word for word in written - english if len(word) > 1}
        found[code] = _Vocabulary(frozenset(own), english - written, language.marks)
    return found


@lru_cache(maxsize=4_096)
def _script(character: str) -> str:
    """First word of the Unicode name: «LATIN», «ARABIC», «CJK» …."""
    return unicodedata.name(character, "").split(" ", 1)[0].split("-", 1)[0]
