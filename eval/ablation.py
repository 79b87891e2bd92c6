"""What each part of the search is worth: the dev questions with one part taken away at a time.

``dev`` only, since parts are chosen by it. The parts are inside the assistant, so that this module, unlike the rest of
the harness, looks behind its public API.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np

from assistant import Answer, AnswerEvent, Settings
from assistant.embedding.encoder import Encoder
from assistant.evidence.sufficiency import Sufficiency
from assistant.index.lexical import LexicalIndex
from assistant.index.snapshot import Snapshot
from assistant.pipeline import Pipeline, index_for
from eval.outcome import Outcome
from eval.question import Question


class PipelineSystem:
    """A pipeline that differs from the assistant's in one part."""

    def __init__(self, name: str, pipeline: Pipeline) -> None:
        self.name = name
        self._pipeline = pipeline

    def answer(self, question: Question, today: date) -> Answer:
        """The answer for the day ``today``."""
        events = self._pipeline.run(question.question, history=question.history, profile=None, today=today)
        return next(event.answer for event in events if isinstance(event, AnswerEvent))

    def outcome(self, question: Question, answer: Answer, today: date) -> Outcome:
        """The answer with its confidence."""
        confidence = None
        if question.expect in ("answered", "not_found"):
            confidence = self._pipeline.confidence(question.question, history=question.history, today=today)
        return Outcome(
            kind=answer.kind,
            text=answer.text,
            statements=answer.statements,
            notices=answer.notices,
            confidence=confidence,
        )


def variants(settings: Settings) -> Iterator[PipelineSystem]:
    """All parts together, then one part less each."""
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    snapshot = _snapshot(settings, encoder)
    yield PipelineSystem("all parts", Pipeline(settings, encoder, snapshot))
    with tempfile.TemporaryDirectory() as folder:
        plain = settings.model_copy(update={"adapter": False, "data_dir": Path(folder)})
        untuned = Encoder(plain.embedding_model, adapter=False)
        yield PipelineSystem("without the tuned adapter", Pipeline(plain, untuned, _snapshot(plain, untuned)))
    yield PipelineSystem("without question vectors", Pipeline(settings, encoder, _without_questions(snapshot)))
    yield PipelineSystem("without BM25", Pipeline(settings, encoder, _without_words(snapshot)))
    unread = Pipeline(settings, encoder, snapshot)
    vars(unread)["_sufficiency"] = Sufficiency(snapshot, readers=None)
    yield PipelineSystem("without the reader", unread)


def _snapshot(settings: Settings, encoder: Encoder) -> Snapshot:
    return index_for(settings, encoder).open()


def _without_questions(snapshot: Snapshot) -> Snapshot:
    return replace(
        snapshot,
        questions=(),
        question_vectors=snapshot.question_vectors[:0],
        statement_of_question=np.zeros(0, np.intp),
    )


def _without_words(snapshot: Snapshot) -> Snapshot:
    silent = replace(snapshot)
    vars(silent)["lexical_passages"] = LexicalIndex([""] * len(snapshot.passages))
    vars(silent)["lexical_statements"] = LexicalIndex([""] * len(snapshot.statements))
    return silent
