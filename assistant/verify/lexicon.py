"""The verifier's word lists, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

import Stemmer

_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    return tomllib.loads(files("assistant.verify").joinpath("words.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Snowball stem of a lower-case word."""
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=1)
def operators() -> dict[tuple[str, ...], str]:
    """Phrase, word by word -> its class: ``not``, ``must``, ``minimum`` …."""
    return {tuple(phrase.split()): name for name, phrases in _words()["operators"].items() for phrase in phrases}


@lru_cache(maxsize=1)
def number_words() -> dict[str, str]:
    """Number word or ordinal -> digits."""
    return dict(_words()["numbers"])


@lru_cache(maxsize=8)
def word_set(name: str) -> frozenset[str]:
    """One of the lists under ``[words]``: ``generic``, ``persons``, ``addressees``, ``units``."""
    return frozenset(_words()["words"][name])


@lru_cache(maxsize=8)
def tense_words(name: str) -> frozenset[str]:
    """One of the lists under ``[tense]``: ``now``, ``past``, ``present_verbs``."""
    return frozenset(_words()["tense"][name])


@lru_cache(maxsize=1)
def irregular_past() -> dict[str, frozenset[str]]:
    """Present form -> its irregular past forms."""
    return {present: frozenset(past) for present, past in _words()["tense"]["past_of"].items()}


@lru_cache(maxsize=1)
def synonyms() -> dict[str, frozenset[str]]:
    """Stem -> the stems that say the same."""
    found: dict[str, set[str]] = {}
    for line in _words()["words"]["synonyms"]:
        group = {stem(word) for word in line.split()}
        for member in group:
            found.setdefault(member, set()).update(group)
    return {member: frozenset(group) for member, group in found.items()}
