"""The one fact about the asker that would decide a personal question, asked back where it is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.select import Evidence

_PERSONAL = re.compile(
    r"\b(i|i'm|im|i've|ive|my|me|mine|we|our|am i|wife|husband|friend|daughter|son|brother|sister)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Deciding:
    """A fact that decides matters with one of ``topics``; ``known`` matches a text that states it."""

    topics: frozenset[str]
    ask: str
    known: re.Pattern[str]


def _deciding(topics: str, ask: str, known: str) -> _Deciding:
    return _Deciding(frozenset(topics.split()), ask, re.compile(known, re.IGNORECASE))


_YEAR = r"\b(?:19[5-9]\d|20[0-3]\d)\b"
_DECIDING = (
    _deciding(
        "sponsor-note school-eligibility medical-school wdoms canadian-graduates canada",
        "When did you graduate, or when will you, and in which country is your school?",
        rf"{_YEAR}",
    ),
    _deciding(
        "pathway-1 pathway-2 pathway-3 pathway-4 pathway-5 pathway-6 pathways",
        "Do you hold a licence to practise in another country, and did you ever fail Step 2 CS?",
        r"\b(licen[cs]\w*|registered|registration|cs|unlicensed)\b",
    ),
    _deciding(
        "certificate-validity permanent-validation expiry certificate",
        "Did you get the certificate through a Pathway or with Step 2 CS, and in which year?",
        rf"\b(pathway\w*|cs)\b|{_YEAR}",
    ),
    _deciding("seven-year-rule time-limit", "On which date did you pass your first Step?", _YEAR),
    _deciding(
        "state-licence licensure state-boards gme-requirements alternate-licensing",
        "In which state do you want to work?",
        r"\b(alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|"
        r"illinois|indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|"
        r"missouri|montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|"
        r"ohio|oklahoma|oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|"
        r"virginia|washington|wisconsin|wyoming)\b",
    ),
    _deciding(
        "j-1 evsp h-1b visas waiver visa",
        "Which visa do you hold or want (J-1, H-1B, other), and which citizenship do you have?",
        r"\b(j-?1|j-?2|h-?1b|h-?4|f-?1|f-?2|b-?1|b-?2|o-?1|green card|citizen\w*|asylum|tn|ead|visa)\b",
    ),
)


def question_back(text: str, profile: str | None, evidence: Sequence[Evidence]) -> str | None:
    """The question to ask back, or None where nothing deciding is missing or the question is not personal."""
    if not evidence or not _PERSONAL.search(text):
        return None
    topics = {topic for item in evidence[:2] for topic in item.document.metadata.topics}
    stated = f"{text}\n{profile or ''}"
    for deciding in _DECIDING:
        if deciding.topics & topics:
            return None if deciding.known.search(stated) else deciding.ask
    return None
