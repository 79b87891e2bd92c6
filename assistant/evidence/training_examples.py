"""What the reader is trained on: questions with what the search finds for them.

``questions.jsonl`` beside this file was written for this purpose: for every statement of the corpus questions that it
answers, and near misses: the same topic, a detail that the corpus lacks. To these comes one ``? `` line of every
statement, as if the index did not hold it. Evaluation questions are never read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from assistant.embedding.encoder import Encoder
from assistant.evidence.score import score_statements
from assistant.evidence.sufficiency import READ, best_statements, seen_features
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found, find
from assistant.understand.clean import clean
from assistant.understand.query import Query
from assistant.understand.question import understand
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList

QUESTIONS_FILE = Path(__file__).with_name("questions.jsonl")
TODAY = date(2026, 11, 22)
SEARCH_BATCH = 128
# What a question of the corpus weighs against one written for this.
OWN_WEIGHT = 0.5


class WrittenQuestion(BaseModel):
    """A question beside a statement of a document: one that it answers, or a near miss."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answerable: bool
    document: str
    statement: int | None = None


@dataclass(frozen=True)
class Example:
    """What the reader is shown of one question.

    ``states`` (tokens, size) are the question's; ``best`` holds the positions of the best statements by ``scores``;
    ``right`` is the place of the statement that answers among them, if it is known and there.
    """

    states: Tensor
    best: tuple[int, ...]
    scores: Tensor
    features: Tensor
    answerable: bool
    right: int | None
    weight: float
    document: str


def examples(snapshot: Snapshot, encoder: Encoder, seed: int) -> Iterator[Example]:
    """The written questions, then one question of the corpus for every statement, drawn by ``seed``.

    A message that holds several questions is left out: each is read for itself.
    """
    terms = TermList.from_corpus(snapshot.corpus)
    passages = (passage.embedded_text for passage in snapshot.passages)
    speller = Speller.of(passages, snapshot.questions, encoder.whole_words)

    def queries(text: str) -> list[Query]:
        cleaned = clean(text)
        read = understand(
            cleaned.text, truncated=False, history=(), profile=None, today=TODAY, terms=terms, speller=speller
        )
        return [part.query for part in read.parts]

    place = {statement.id: position for position, statement in enumerate(snapshot.statements)}
    written = [
        WrittenQuestion.model_validate_json(line) for line in QUESTIONS_FILE.read_text(encoding="utf-8").splitlines()
    ]
    alone = [(row, asked[0]) for row in written if len(asked := queries(row.question)) == 1]
    for (row, _), found in zip(alone, _found(snapshot, encoder, [query for _, query in alone]), strict=True):
        right = place.get(f"{row.document}#{row.statement}") if row.answerable else None
        yield _example(snapshot, found, row.answerable, right, 1.0, row.document)
    chance = np.random.default_rng(seed)
    own = [
        int(chance.choice(np.flatnonzero(snapshot.statement_of_question == position)))
        for position in sorted(set(snapshot.statement_of_question.tolist()))
    ]
    asked = [queries(snapshot.questions[number])[0] for number in own]
    for number, found in zip(own, _found(snapshot, encoder, asked), strict=True):
        right = int(snapshot.statement_of_question[number])
        document = snapshot.documents_of_statements[right].id
        yield _example(snapshot, _without(snapshot, found, number), True, right, OWN_WEIGHT, document)


def _found(snapshot: Snapshot, encoder: Encoder, queries: Sequence[Query]) -> Iterator[Found]:
    for start in range(0, len(queries), SEARCH_BATCH):
        yield from find(snapshot, encoder, list(queries[start : start + SEARCH_BATCH]), TODAY)


def _example(
    snapshot: Snapshot, found: Found, answerable: bool, right: int | None, weight: float, document: str
) -> Example:
    assert found.states is not None
    scores = score_statements(snapshot, found, TODAY)
    best = best_statements(scores, READ)
    return Example(
        states=found.states.clone(),
        best=tuple(best),
        scores=torch.from_numpy(scores[best]),
        features=seen_features(snapshot, found, scores),
        answerable=answerable,
        right=best.index(right) if right in best else None,
        weight=weight,
        document=document,
    )


def _without(snapshot: Snapshot, found: Found, number: int) -> Found:
    """What would be found if the corpus did not hold its question ``number``."""
    vector = snapshot.question_vectors[number]
    statement = int(snapshot.statement_of_question[number])
    near = found.signals.statement_question.copy()
    siblings = [other for other in np.flatnonzero(snapshot.statement_of_question == statement) if int(other) != number]
    near[statement] = float((snapshot.question_vectors[siblings] @ vector).max()) if siblings else -1.0
    of_passage = np.full(len(snapshot.passages), -1.0, dtype=np.float32)
    np.maximum.at(of_passage, snapshot.passage_of_statement, near)
    signals = replace(found.signals, statement_question=near, passage_question=of_passage)
    return replace(found, signals=signals, fused=fuse_passages(snapshot, signals, found.query.scope, TODAY))
