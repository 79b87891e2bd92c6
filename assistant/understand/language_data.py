"""What is known of each language: frequent words, terms of the field, fixed sentences, words of despair.

One file per language under ``data/languages``; adding a language is adding a file.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

ENGLISH = "en"


class Language(BaseModel):
    """One language's file. ``code`` is a BCP 47 tag, ``hi-latn`` for Hindi or Urdu in Latin letters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: str
    words: frozenset[str] = Field(description="Frequent words, lower case.")
    marks: str = Field("", description="Letters that English text hardly ever has.")
    terms: dict[str, str] = Field(description="Word, word* for a beginning, or phrase -> English search words.")
    official: frozenset[str] = Field(frozenset(), description="Terms that are the same in every language.")
    borrowed: frozenset[str] = Field(
        frozenset(), description="English words of the field that writers of other languages use as they are."
    )
    crisis: tuple[re.Pattern[str], ...] = ()
    found: str = Field("", description="Stands before quoted English statements.")
    not_found: str = ""
    more: str = Field("", description="How to get more than quotes.")
    elsewhere: str = Field("", description="For messages that are out of scope.")
    declined: str = ""
    care: str = Field("", description="Humane words before the crisis lines.")


@lru_cache(maxsize=1)
def languages() -> dict[str, Language]:
    """All languages by code."""
    folder = files("assistant.understand") / "data" / "languages"
    found: dict[str, Language] = {}
    for entry in sorted(folder.iterdir(), key=lambda file: file.name):
        raw = tomllib.loads(entry.read_text(encoding="utf-8"))
        code = entry.name.removesuffix(".toml")
        crisis = [re.compile(source, re.IGNORECASE) for source in raw.get("crisis", [])]
        found[code] = Language.model_validate(
            {
                **raw,
                "code": code,
                "words": frozenset(raw["words"].split()),
                "official": frozenset(raw.get("official", "").split()),
                "borrowed": frozenset(raw.get("borrowed", "").split()),
                "crisis": crisis,
            }
        )
    return found


def crisis_in(text: str) -> str | None:
    """Code of the language, English apart, in which the text speaks of suicide or despair; None where in none.

    Looked up in all languages: a cry for help is often too short, or too mixed, for the detector.
    """
    for code, language in languages().items():
        if any(pattern.search(text) for pattern in language.crisis):
            return code
    return None
