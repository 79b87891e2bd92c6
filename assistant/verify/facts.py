"""Numbers, dates, amounts, units and names: what a claim may only take over from its passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verify.lexicon import stem, word_set
from assistant.verify.operators import is_content
from assistant.verify.text import MONTHS, Token

_MONTH_KEYS = {stem(month.lower()): month for month in MONTHS}
_UNIT_KEYS = frozenset(stem(unit) for unit in word_set("units"))
_CURRENCIES = frozenset({"usd", "eur", "gbp", "cad", "aud", "inr", "pkr", "dollar", "euro", "pound"})
# Between the days of one range; anything else ends it.
_JOINERS = frozenset({"to", "and", "or", "until", "through", "from"})
UNIT_REACH = 2
CONTEXT_REACH = 4


@dataclass(frozen=True, slots=True)
class Date:
    """A date as far as it is written; None where a part is missing."""

    month: str
    day: str | None
    year: str | None

    def within(self, other: Date) -> bool:
        """Whether ``other`` says at least as much and nothing else."""
        return (
            self.month == other.month
            and (self.day is None or self.day == other.day)
            and (self.year is None or self.year == other.year)
        )


def dates(tokens: Sequence[Token]) -> list[Date]:
    """Month names with the day and year written beside them; a range gives every day it names.

    «January 7 to 12, 2026» and «from May 3 until June 4, 2026» share the year that follows.
    """
    found: list[Date] = []
    pending: list[tuple[str, list[str]]] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.key in _MONTH_KEYS and token.written[0].isupper() and token.kind == "word":
            days, position = _days(tokens, position + 1)
            pending.append((token.key, days))
            continue
        if is_year(token.key):
            found += [Date(month, day, token.key) for month, days in pending for day in _written_days(days)]
            pending = []
        elif token.lower not in _JOINERS:
            found += [Date(month, day, None) for month, days in pending for day in _written_days(days)]
            pending = []
        position += 1
    return found + [Date(month, day, None) for month, days in pending for day in _written_days(days)]


def _written_days(days: list[str]) -> list[str | None]:
    """The days; one None where only the month is written."""
    return [*days] or [None]


def _days(tokens: Sequence[Token], position: int) -> tuple[list[str], int]:
    days: list[str] = []
    while position < len(tokens):
        token = tokens[position]
        if token.kind == "number" and token.key.isdigit() and int(token.key) <= 31:
            days.append(token.key)
        elif not (days and token.lower in _JOINERS):
            break
        position += 1
    while days and position and tokens[position - 1].kind == "word":
        position -= 1
    return days, position


def is_year(key: str) -> bool:
    """Whether a number is a year between 1900 and 2099."""
    return len(key) == 4 and key.isdigit() and key[:2] in {"19", "20"}


def numbers(tokens: Sequence[Token]) -> list[tuple[int, str]]:
    """Position and key of every number."""
    return [(position, token.key) for position, token in enumerate(tokens) if token.kind == "number"]


def unit_of(tokens: Sequence[Token], position: int) -> str | None:
    """The unit that the number at ``position`` counts: «12 months» -> month, «USD 945» -> usd."""
    if position and tokens[position - 1].lower in _CURRENCIES:
        return tokens[position - 1].lower
    for token in tokens[position + 1 : position + 1 + UNIT_REACH]:
        if token.kind != "word":
            break
        if token.key in _UNIT_KEYS:
            return token.key
    return None


def context(tokens: Sequence[Token], position: int, reach: int) -> frozenset[str]:
    """Keys of the content words near a token; units say too little and are left out."""
    near = tokens[max(0, position - reach) : position] + tokens[position + 1 : position + 1 + reach]  # type: ignore[operator]
    return frozenset(token.key for token in near if is_content(token) and token.key not in _UNIT_KEYS)


def names(tokens: Sequence[Token]) -> list[tuple[int, Token]]:
    """Proper names, acronyms and codes; a capital that only starts a sentence does not make a name."""
    found: list[tuple[int, Token]] = []
    for position, token in enumerate(tokens):
        if not token.is_name or token.key in _MONTH_KEYS:
            continue
        starts = position == 0 or tokens[position - 1].kind == "stop"
        if starts and token.written[1:].islower():
            continue
        found.append((position, token))
    return found


def initials(tokens: Sequence[Token]) -> frozenset[str]:
    """Acronyms that runs of capitalised words spell: «Federation of State Medical Boards» -> fsmb."""
    found: set[str] = set()
    run: list[str] = []
    for token in [*tokens, Token(".", "stop", ".")]:
        if token.kind == "word" and token.written[0].isupper():
            run.append(token.lower[0])
        elif token.lower not in {"of", "for", "and", "the", "on", "in"} or not run:
            found.update("".join(run[start:end]) for start in range(len(run)) for end in range(start + 2, len(run) + 1))
            run = []
    return frozenset(found)


def acronyms(tokens: Sequence[Token]) -> frozenset[str]:
    """All-capital words in lower case."""
    return frozenset(
        token.lower for token in tokens if token.kind == "word" and token.written.isupper() and len(token.written) > 1
    )
