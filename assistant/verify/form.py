"""What may never be in a sentence that a model wrote: links, addresses, markup, hidden characters."""

from __future__ import annotations

import re
import unicodedata

MAX_SENTENCE_CHARACTERS = 600
MIN_SENTENCE_WORDS = 3
_LINK = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?//|\bwww\.|\b(?:mailto|javascript|data|tel|file|ftp):|\[[^\]]*\]\s*[(\[]|!\[|<\s*/?\s*[a-z!]|&(?:#\w+|[a-z]+);|`",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:/\S*)?", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^(?:[a-z]\.)+[a-z]?$", re.IGNORECASE)
_OWN_MARKERS = re.compile(r"\s*(?:\[\d{1,3}(?:\s*,\s*\d{1,3})*\]|\(passages? \d+(?:(?:,| and) \d+)*\))", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def tidy(text: str) -> str:
    """The sentence on one line without bullet, bold marks and the model's own citation markers."""
    text = _OWN_MARKERS.sub("", _BULLET.sub("", text.replace("**", "").replace("__", "")))
    return " ".join(text.split())


def is_sentence(text: str) -> bool:
    """Whether the text stands on its own: no fragment of a few words, no start in the middle."""
    return len(text.split()) >= MIN_SENTENCE_WORDS and not text.lstrip("«\"'(")[:1].islower()


def is_clean(text: str, carried_by: str = "") -> bool:
    """No link, markup or hidden character; an address or domain only where ``carried_by`` holds the same."""
    if not text or len(text) > MAX_SENTENCE_CHARACTERS or _LINK.search(text):
        return False
    if any(unicodedata.category(character)[0] == "C" for character in text):
        return False
    known = carried_by.casefold()
    return all(
        _ABBREVIATION.match(found[0]) or found[0].rstrip(".,").casefold() in known for found in _ADDRESS.finditer(text)
    )
