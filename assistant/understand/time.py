"""Which time a question asks about: what holds now, what held then, or what changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Tense = Literal["now", "past", "change"]

_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-4]\d)\b")
_CHANGE = re.compile(
    r"\b(what(?:'s| is| has| have)?\b.{0,30}\bchang\w*|chang\w+ (?:from|since|in|between|to)|(?:rules?|fees?|limits?|"
    r"scores?|formats?|dates?|deadlines?) chang\w*|differen\w+ (?:from|between|to) (?:before|last|the old|old)|"
    r"compared? (?:to|with) (?:before|last|the old|old)|used to .{0,60}\b(?:and )?now\b|still\b.{0,60}\bor\b.{0,40}"
    r"\bchang\w*|when did .{0,80}(?:end|stop|chang|start|begin|drop|rise|increase|move|replace)\w*|"
    r"(?:before|old).{0,50}(?:vs\.?|versus|and now)|history of)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAST = re.compile(
    r"\b(used to|was it|were (?:the|they|there|imgs)|what was|what were|how (?:was|were)|how (?:much|many|long) (?:was|were|did)|was then|"
    r"previously|formerly|in the past|at that time|back then|back in|originally|old (?:rule|fee|limit|system|format|"
    r"score|price|portal|requirement)s?|former(?:ly)?|earlier rule|historical(?:ly)?|"
    r"(?:did|could|had) (?:imgs|applicants|people|graduates|you|one|we|they|doctors|candidates)|"
    r"until (?:19|20)\d\d|(?:before|prior to|until|till) (?:\w+ ){0,2}(?:\d{1,2},? )?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(now(?:adays)?|today|current(?:ly)?|at present|present|still|this (?:year|season|cycle)|these days|any ?more|"
    r"latest|newest|as of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TimeScope:
    """The time a question asks about.

    ``years`` are the years it names, which may be seasons; ``says_now`` whether it asks for the present in words.
    """

    tense: Tense = "now"
    years: tuple[int, ...] = ()
    says_now: bool = False

    @property
    def wants_past(self) -> bool:
        """Whether superseded and historical statements are welcome."""
        return self.tense != "now"


def time_scope(text: str) -> TimeScope:
    """Read the time that ``text`` asks about.

    A year alone does not make a question one about the past («I graduated in 2018»); it only makes the rules of that
    year welcome.
    """
    years = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))
    says_now = bool(_NOW.search(text))
    if _CHANGE.search(text):
        return TimeScope("change", years, says_now)
    if _PAST.search(text):
        return TimeScope("change" if says_now else "past", years, says_now)
    return TimeScope("now", years, says_now)
