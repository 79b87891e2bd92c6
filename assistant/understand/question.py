"""What a question says, read before any search: the typed input of the stages that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.retrieve.search import Query
from assistant.understand.clean import clean
from assistant.understand.followup import Turn, search_text
from assistant.understand.parts import lead_in, split_parts
from assistant.understand.terms import TermList
from assistant.understand.time import time_scope

# A conversation may be long; what lies further back does not help a question.
MAX_TURNS = 12


@dataclass(frozen=True)
class QuestionPart:
    """One of the questions in a message; ``lead_in`` is how the reader asked it."""

    query: Query
    lead_in: str


@dataclass(frozen=True)
class Question:
    """A message in readable form; ``parts`` holds one search per question in it, in the order asked."""

    text: str
    truncated: bool
    history: tuple[Turn, ...]
    profile: str | None
    today: date
    parts: tuple[QuestionPart, ...]


def understand(
    text: str,
    *,
    truncated: bool,
    history: Sequence[Turn],
    profile: str | None,
    today: date,
    terms: TermList,
    also_search: Sequence[str] = (),
) -> Question:
    """Read a cleaned message; ``also_search`` are English words for one in another language."""
    turns = tuple((role, clean(turn).text) for role, turn in history[-MAX_TURNS:])
    whole = search_text(text, turns)
    split = split_parts(text)
    parts = []
    for part in split:
        searched = whole if len(split) == 1 else part
        query = Query(searched, time_scope(part, today), (*terms.other_names(searched), *also_search))
        parts.append(QuestionPart(query, lead_in(part)))
    return Question(text, truncated, turns, profile, today, tuple(parts))
