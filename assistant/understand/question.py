"""What a question says, read before any search: the typed input of the stages that follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.understand.clean import clean
from assistant.understand.field_terms import english_terms
from assistant.understand.followup import Thread, Turn, points_back, thread_of
from assistant.understand.language import detect
from assistant.understand.language_data import ENGLISH
from assistant.understand.orders import without_orders
from assistant.understand.parts import bare_question, split_parts
from assistant.understand.query import Query
from assistant.understand.routing_rules import rule_table
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList
from assistant.understand.time import time_scope

# A conversation may be long; what lies further back does not help a question.
MAX_TURNS = 12
# How much the fit to the asker's stated facts weighs beside the fit to the question.
PROFILE_SHARE = 0.2
# How much the fit to the whole message weighs beside the fit to one of its questions: a short one says too little of
# its matter. On dev messages of several questions this takes the key points from 93 to 95 %.
MESSAGE_SHARE = 0.3


@dataclass(frozen=True)
class QuestionPart:
    """One of the questions in a message.

    ``query`` is the search for it with all that it leans on: the turns before and the questions before it in the
    message; ``alone`` the one without these, where there are any; ``bare`` the one without the sentences around the
    question, where there are any; ``views`` are further searches whose scores are mixed in, each with its share of the
    whole; ``lead_in`` is how the reader asked it; ``continues`` tells that it names no matter of its own.
    """

    query: Query
    views: tuple[tuple[Query, float], ...]
    lead_in: str
    bare: Query | None = None
    continues: bool = False

    @property
    def alone(self) -> Query | None:
        """The question as one on a new matter; None where it is the first, or names no matter itself."""
        if self.continues or not self.query.thread.questions:
            return None
        return replace(self.query, thread=Thread())


@dataclass(frozen=True)
class Question:
    """A message in readable form.

    ``message`` is all of it, ``text`` without orders to the assistant, which are no question; ``parts`` holds one
    search per question in it, in the order asked; ``language`` is a code such as «en».
    """

    message: str
    text: str
    truncated: bool
    history: tuple[Turn, ...]
    profile: str | None
    today: date
    language: str
    parts: tuple[QuestionPart, ...]


def understand(
    message: str,
    *,
    truncated: bool,
    history: Sequence[Turn],
    profile: str | None,
    today: date,
    terms: TermList,
    speller: Speller,
) -> Question:
    """Read a cleaned message."""
    text = without_orders(message) or message
    turns = tuple((role, clean(turn).text) for role, turn in history[-MAX_TURNS:])
    language = detect(text)
    thread = thread_of(turns)
    if language != ENGLISH:
        thread = Thread(tuple(in_english(turn, language) for turn in thread.questions), thread.said)
    parts: list[QuestionPart] = []
    pieces = split_parts(text)

    def searched(words: str) -> str:
        return speller.repair(words) if language == ENGLISH else in_english(words, language)

    whole = searched(text) if len(pieces) > 1 else None
    for part in pieces:
        asked = searched(part.searched)
        continues = bool(parts) and not rule_table().names_field(part.question)
        leans = continues or points_back(part.question)
        own_thread = thread.after(parts[-1].query.text) if parts and leans else thread
        query = Query(asked, time_scope(asked), (), own_thread)
        query = replace(query, expansion=tuple(terms.other_names(query.in_context)))
        views = [(replace(query, text=f"{asked} ({profile})"), PROFILE_SHARE)] if profile else []
        if whole:
            views.append((Query(whole, query.scope, (), thread), MESSAGE_SHARE))
        question = bare_question(part.question) if language == ENGLISH else None
        bare = replace(query, text=speller.repair(question)) if question else None
        parts.append(QuestionPart(query, tuple(views), part.lead_in, bare, continues))
    return Question(message, text, truncated, turns, profile, today, language, tuple(parts))


def in_english(text: str, language: str) -> str:
    """English search words for a text in another language; the text itself where none are known."""
    return " ".join(english_terms(text, language)) or text
