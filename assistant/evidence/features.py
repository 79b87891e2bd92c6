"""What tells of question and evidence together, beside the words themselves: the reader weighs it too.

What the evidence misses tells most: rare words of the question, its names and numbers, the sort of thing asked.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evidence.asked import asked_types, holds
from assistant.evidence.select import Evidence
from assistant.index.lexical import LexicalIndex, tokens_of
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found
from assistant.retrieve.signals import Scores

_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{2,}\b")
# A year still to come, or the running one: a rule of that season is wanted, not one nearby.
_YEAR = re.compile(r"\b20(?:2[5-9]|[3-9]\d)\b")
# The statements that open the answer: what was asked should stand in them.
LEAD = 2
# Passages beside the chosen statements whose words count as found: the heading may carry what a statement leaves out.
CONTEXT_PASSAGES = 3
# How many of the best statements the margin to the next document is looked for in.
MARGIN_OVER = 40


@dataclass(frozen=True)
class Features:
    """What the decision is made of; each about -1 to 1 or 0 to a few."""

    statement_dense: float
    statement_question: float
    nearest_question: float
    passage_dense: float
    lexical_per_word: float
    top_score: float
    margin: float
    covered_by_statements: float
    covered_by_passages: float
    rarest_missing: float
    unknown_words: float
    names_missing: float
    numbers_missing: float
    type_missing: float
    type_missing_in_lead: float
    years_missing_in_lead: float
    covered_by_lead: float
    type_is_contact: float
    outdated: float
    words: float


def features(snapshot: Snapshot, found: Found, scores: Scores, chosen: Sequence[Evidence]) -> Features:
    """Features of one query and the statements chosen for it (at least one)."""
    question = found.query.in_context
    signals = found.signals
    lexical = snapshot.lexical_passages
    tokens = list(dict.fromkeys(tokens_of(question)))
    positions = [item.position for item in chosen]
    statements = " ".join(f"{item.statement.section} {item.statement.text}" for item in chosen)
    passages = " ".join(snapshot.passages[position].embedded_text for position in found.best_passages(CONTEXT_PASSAGES))
    context = f"{statements} {' '.join(item.passage.embedded_text for item in chosen[:3])} {passages}"
    asked = asked_types(question)
    lead = [f"{item.passage.header} {item.statement.text}" for item in chosen[:LEAD]]
    held = set(tokens_of(context))
    missing = [token for token in tokens if token not in held]
    return Features(
        statement_dense=float(signals.statement_dense[positions].max()),
        statement_question=float(signals.statement_question[positions].max()),
        nearest_question=float(signals.statement_question.max(initial=0.0)),
        passage_dense=float(signals.passage_dense.max(initial=0.0)),
        lexical_per_word=float(signals.passage_lexical.max(initial=0.0)) / (5.0 * max(len(tokens), 1)),
        top_score=chosen[0].score,
        margin=chosen[0].score - _best_elsewhere(snapshot, scores, chosen[0].document.id),
        covered_by_statements=_coverage(lexical, tokens, statements),
        covered_by_passages=_coverage(lexical, tokens, context),
        rarest_missing=max((_idf(lexical, token) for token in missing), default=0.0) / lexical.unknown_idf,
        unknown_words=sum(token not in lexical.idf for token in tokens) / max(len(tokens), 1),
        names_missing=_missing(_NAME.findall(question), context),
        numbers_missing=_missing(_NUMBER.findall(question), context),
        type_missing=float(any(not holds(statements, kind) for kind in asked)),
        type_missing_in_lead=float(
            any(not any(holds(item.statement.text, kind) for item in chosen[:LEAD]) for kind in asked)
        ),
        years_missing_in_lead=_missing(_YEAR.findall(question), " ".join(lead)),
        covered_by_lead=max(_coverage(lexical, tokens, text) for text in lead),
        type_is_contact=float("contact" in asked),
        outdated=float(chosen[0].document.metadata.standing != "current"),
        words=math.log1p(len(tokens)) / 4,
    )


def _best_elsewhere(snapshot: Snapshot, scores: Scores, document_id: str) -> float:
    """The best score outside the document, among the best of all; 0 where they are all in it."""
    best = np.argsort(-scores, kind="stable")[:MARGIN_OVER]
    documents = snapshot.documents_of_statements
    return next((float(scores[position]) for position in best if documents[position].id != document_id), 0.0)


def _idf(lexical: LexicalIndex, token: str) -> float:
    return lexical.idf.get(token, lexical.unknown_idf)


def _coverage(lexical: LexicalIndex, tokens: Sequence[str], text: str) -> float:
    """Share of the question's weight, word by word, that ``text`` holds."""
    present = set(tokens_of(text))
    total = sum(_idf(lexical, token) for token in tokens)
    return sum(_idf(lexical, token) for token in tokens if token in present) / total if total else 0.0


def _missing(wanted: Sequence[str], text: str) -> float:
    """Share of ``wanted`` that ``text`` does not hold; 0 where nothing is wanted."""
    lowered = text.lower()
    return sum(item.lower() not in lowered for item in wanted) / len(wanted) if wanted else 0.0
