"""Text -> canonical tokens, so that two ways to write the same fact compare equal.

«$1,020», «USD 1020» and «USD 1,020.00» give the same tokens; so do «12 January 2026», «2026-01-12» and
«January 12, 2026», «four» and «4», «can't» and «cannot».
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assistant.verify.lexicon import number_words, stem

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_SHORT_MONTH = re.compile(r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?(?= ?\d)")
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?: of)? ({_MONTH})\b,?")
_ISO_DATE = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_ZERO_CENTS = re.compile(r"(?<=\d)\.0+\b")
_CURRENCY = {"$": " USD ", "€": " EUR ", "£": " GBP ", "₹": " INR "}
_REPLACED = (
    (re.compile(r"(?:US|U\.S\.) ?\$"), "$"),
    (re.compile(r"\b(?:the )?(?:U\.\s?S\.A?\.?|United States(?: of America)?\b)"), "US"),
    (re.compile(r"\be-mail", re.IGNORECASE), "email"),
    (re.compile(r"\bD\.C\."), "DC"),
    (re.compile(r"\b([ap])\.m\.?", re.IGNORECASE), r"\1m"),
    (re.compile(r"\b(?:US|U\.S\.) dollars\b|\bdollars\b", re.IGNORECASE), "USD"),
    (re.compile(r"\bonce(?= (?:the|you|your|they|it|its|a|an|all|this|these|their)\b)", re.IGNORECASE), "if"),
    (re.compile(r"%"), " percent "),
    (re.compile(r"\bper cent\b"), "percent"),
    (re.compile(r"\bcan(?:'t|not)\b", re.IGNORECASE), "can not"),
    (re.compile(r"\bwon't\b", re.IGNORECASE), "will not"),
    (re.compile(r"n't\b", re.IGNORECASE), " not"),
    (re.compile(r"'(?:re|ve|ll|s|d|m)\b", re.IGNORECASE), ""),
)
_QUOTES = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": " - ", "‑": "-", "−": "-", "‹": "<", "›": ">"}
)
# No sentence ends after «p.m.», «U.S.», «Dr.» and the like.
_SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[A-Za-z]\.)(?<!\b(?:Dr|St|No|vs|Mr|Ms)\.)\s+(?=[«\"(A-Z\d])|;\s+")
_TOKEN = re.compile(
    r"[A-Za-z]{1,3}-\d+[A-Za-z]?\b|[A-Za-z]/[A-Za-z]\b|\d+(?::\d\d)?(?:\.\d+)?|[^\W\d_]+\d*|[;.?!](?=\s|$)"
)
# A number that belongs to a name, and the words it belongs to: «Step 2 CK», «Pathways 3, 4 and 5», «Form 186».
_LABELS = frozenset(["step", "pathway", "form", "section", "level", "tier", "pgy", "box", "phase"])

Kind = Literal["number", "word", "stop"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or number: as written, and the key by which it compares."""

    written: str
    kind: Kind
    key: str

    @property
    def lower(self) -> str:
        """As written, in lower case."""
        return self.written.lower()

    @property
    def is_name(self) -> bool:
        """Written like a proper name, an acronym or a code."""
        return self.kind == "word" and (
            self.written[0].isupper() or any(c.isdigit() or c.isupper() for c in self.written)
        )


def plain(text: str) -> str:
    """One form for quotes, dashes, spaces and compatibility characters; case kept."""
    text = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    return " ".join(text.split())


def canonical(text: str) -> str:
    """:func:`plain`, with dates, amounts, ordinals and contractions written in one way."""
    text = _THOUSANDS.sub("", plain(text))
    for pattern, replacement in _REPLACED:
        text = pattern.sub(replacement, text)
    for sign, code in _CURRENCY.items():
        text = text.replace(sign, code)
    text = _SHORT_MONTH.sub(lambda found: next(month for month in MONTHS if month.startswith(found[1][:3])), text)
    text = _ISO_DATE.sub(lambda found: _written_date(found[1], found[2], found[3]), text)
    text = _DAY_FIRST.sub(r"\2 \1", text)
    return _ZERO_CENTS.sub("", _ORDINAL.sub(r"\1", text))


def _written_date(year: str, month: str, day: str) -> str:
    return f"{MONTHS[int(month) - 1]} {int(day)} {year}" if 1 <= int(month) <= 12 else f"{year} {month} {day}"


@lru_cache(maxsize=20_000)
def tokens(text: str) -> tuple[Token, ...]:
    """Canonical tokens in order; sentence ends are tokens of kind ``stop``."""
    found: list[Token] = []
    for written in _TOKEN.findall(canonical(text)):
        found.append(_token(written, found))
    return tuple(found)


def _token(written: str, before: list[Token]) -> Token:
    lower = written.lower()
    if written in ";.?!":
        return Token(written, "stop", written)
    if written[0].isdigit():
        return Token(written, "number", _number(lower, before))
    if lower in number_words() and not _is_pronoun(lower, before):
        return Token(written, "number", number_words()[lower])
    return Token(written, "word", stem(lower))


def _is_pronoun(lower: str, before: list[Token]) -> bool:
    """«this one», «no one»: no number."""
    return (
        lower == "one"
        and bool(before)
        and before[-1].lower in {"no", "this", "that", "which", "the", "any", "every", "old", "new"}
    )


def _number(digits: str, before: list[Token]) -> str:
    """Digits without leading zeros; after a label with it: «step#2»."""
    value = digits.removesuffix(":00")
    value = value.lstrip("0") or "0"
    label = _label(before)
    return f"{label}#{value}" if label else value


def _label(before: list[Token]) -> str | None:
    for token in reversed(before):
        if token.kind == "number" and "#" in token.key:
            return token.key.split("#")[0]
        if token.kind == "word" and token.key in _LABELS:
            return token.key
        if token.lower not in {"and", "or", "to"} and token.kind != "number":
            return None
        if token.kind == "number":
            return None
    return None


@lru_cache(maxsize=20_000)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text; a semicolon ends one too."""
    parts = _SENTENCE_END.split(plain(text))
    return tuple(part for part in (part.strip() for part in parts) if part)
