"""A translated sentence beside the English claim that was verified.

The rules cannot read every language. They refuse a translation with other numbers, other names, a link, or, in the
languages of ``languages.toml``, a negation that the claim does not have or lacks one that it has. The English quote
stands beside every translation that is shown.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Any

from assistant.verify import facts
from assistant.verify.form import is_clean
from assistant.verify.operators import find_operators
from assistant.verify.text import MONTHS, canonical, plain, tokens

_DIGITS = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c' ]\d{3})*(?:[.,\u066b]\d+)?")
_CODE = re.compile(r"\b(?:[A-Z]{1,3}-\d+[A-Z]?|[A-Z]{2,}[A-Za-z]*|[A-Z][a-z]+[A-Z]\w*)\b")
_COUNTRY_SHORT = frozenset({"EE", "UU", "EEUU", "USA", "EUA", "US", "UE", "FAQ", "PDF", "ID", "NO", "SI", "USD"})
_BREAKS = re.compile(r"[\s.,;:!?¡¿()«»\"'’।،؛؟-]+")
# A translation may be this much shorter or longer than its claim, in characters.
LENGTH_RANGE = (0.2, 3.0)


def is_faithful(claim: str, translation: str) -> bool:
    """Whether nothing in the translation speaks against the claim; see the module for what is looked at."""
    if not is_clean(translation, claim) or not LENGTH_RANGE[0] <= len(translation) / len(claim) <= LENGTH_RANGE[1]:
        return False
    return (
        _numbers_agree(claim, translation) and _names_agree(claim, translation) and _negation_agrees(claim, translation)
    )


def is_english(text: str) -> bool:
    """Whether the text is English rather than one of the languages known here, or a language of another script."""
    words = [token.lower for token in tokens(text) if token.kind == "word"]
    english = sum(word in _ENGLISH for word in words)
    return language_of(text) is None and english >= max(1, len(words) // 8)


def language_of(text: str) -> str | None:
    """Code of the language as far as its script or its small words tell; None where they do not."""
    scripts = {unicodedata.name(character, "").split(" ")[0] for character in text if character.isalpha()}
    scripts = {"HIRAGANA" if "HIRAGANA" in scripts and script == "CJK" else script for script in scripts}
    for code, language in _languages().items():
        if language.get("script") in scripts:
            return code
    words = _words(text)
    counts = {code: sum(word in language["common"] for word in words) for code, language in _languages().items()}
    best = max(counts, key=lambda code: counts[code])
    english = sum(word in _ENGLISH for word in words)
    return best if counts[best] >= 2 and counts[best] > english else None


_ENGLISH = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "is",
        "in",
        "for",
        "are",
        "that",
        "with",
        "on",
        "by",
        "must",
        "may",
        "from",
        "not",
        "a",
        "an",
        "as",
        "you",
        "your",
    ]
)


@lru_cache(maxsize=1)
def _languages() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("assistant.verify").joinpath("languages.toml").read_text(encoding="utf-8"))


def _words(text: str) -> list[str]:
    """Words in lower case; combining marks, as Devanagari has them, stay inside."""
    return [word for word in _BREAKS.split(text.lower()) if word]


def _numbers_agree(claim: str, translation: str) -> bool:
    said = {key.split("#")[-1] for _, key in facts.numbers(tokens(claim))}
    months = {str(MONTHS.index(month) + 1) for month in MONTHS if month in canonical(claim)}
    written = [_readings(found) for found in _DIGITS.findall(_western_digits(translation))]
    if any(readings.isdisjoint(said | months) for readings in written):
        return False
    needed = {key for key in said if len(key.replace(".", "")) > 1 and re.search(rf"\d{{{len(key)}}}|\d", claim)}
    shown = {reading for readings in written for reading in readings}
    spelled = {key for key in needed if not re.search(rf"(?<!\d){re.escape(key)}(?!\d)", canonical(claim))}
    return needed - spelled <= shown


def _western_digits(text: str) -> str:
    return "".join(
        str(unicodedata.digit(character))
        if character.isdigit() and unicodedata.digit(character, None) is not None
        else character
        for character in text
    )


def _readings(digits: str) -> set[str]:
    """«1.020» may be a thousand and twenty or one and a bit; «37,4» is 37.4."""
    bare = re.sub(r"[\u00a0\u202f' ]", "", digits)
    as_thousands = re.sub(r"[.,\u066b\u066c]", "", bare)
    as_decimal = re.sub(r"[,\u066b]", ".", bare)
    return {reading.lstrip("0") or "0" for reading in (as_thousands, as_decimal)} | {as_decimal}


def _names_agree(claim: str, translation: str) -> bool:
    known = plain(claim).casefold()
    return all(name in _COUNTRY_SHORT or name.casefold() in known for name in _CODE.findall(plain(translation)))


def _negation_agrees(claim: str, translation: str) -> bool:
    code = language_of(translation)
    if code is None:
        return True
    language = _languages()[code]
    lowered = translation.lower()
    words = set(_words(translation)) if code not in {"zh", "ja", "ko"} else set()
    negated = any(word in words or (not words and word in lowered) for word in language["not"])
    operators = {operator.name for operator in find_operators(tokens(claim))}
    if "not" in operators:
        return negated
    # «unless», «only» and «before» are said with a negation in many languages.
    return not negated or bool(
        operators & {"except", "only", "before", "until", "condition", "part", "maximum", "minimum"}
    )
