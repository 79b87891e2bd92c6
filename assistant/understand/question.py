"""What a question says, read before any search: the typed input of the stages that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.retrieve.search import Query
from assistant.understand.clean import clean
from assistant.understand.followup import Turn, search_text
from assistant.understand.terms import TermList
from assistant.understand.time import TimeScope, time_scope


@dataclass(frozen=True)
class Question:
    """A question in readable form.

    ``text`` is the question itself, ``context`` the user turn before it that it leans on, ``parts`` one search
    per part, in the order asked.
    """

    text: str
    truncated: bool
    history: tuple[Turn, ...]
    profile: str | None
    today: date
    scope: TimeScope
    parts: tuple[Query, ...]


def understand(
    raw: str,
    *,
    history: Sequence[Turn],
    profile: str | None,
    today: date,
    terms: TermList,
) -> Question:
    """Read a question; never raises on user text."""
    cleaned = clean(raw)
    turns = tuple((role, clean(text).text) for role, text in history)
    scope = time_scope(cleaned.text, today)
    query = Query(
        text=search_text(cleaned.text, turns), scope=scope, expansion=tuple(terms.other_names(cleaned.text))
    )
    return Question(cleaned.text, cleaned.truncated, turns, profile, today, scope, (query,))
