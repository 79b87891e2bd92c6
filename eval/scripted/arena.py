"""Scripted models against the verifier: how many of their sentences, true and false, reach a reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np

from assistant.compose.generative import Composition, GenerativeComposer, Released
from assistant.corpus.load import Corpus
from assistant.evidence.select import Evidence
from assistant.index.lexical import LexicalIndex, tokens_of
from assistant.index.passages import Passage, passages_of
from assistant.settings import Settings
from assistant.understand.language_data import ENGLISH
from assistant.understand.question import Question
from assistant.verify.form import tidy
from eval.scripted.model import ScriptedModel

PASSAGES = 6


class Case(NamedTuple):
    """A question of the corpus with the passages to write from."""

    question: Question
    evidence: tuple[Evidence, ...]


class Tally(NamedTuple):
    """What a model wrote and what of it was shown, over all questions."""

    part: str
    questions: int
    true_written: int
    true_shown: int
    false_written: int
    false_shown: int

    @property
    def true_share(self) -> float:
        """Share of the true sentences that was shown; 1 where it wrote none."""
        return self.true_shown / self.true_written if self.true_written else 1.0

    @property
    def false_share(self) -> float:
        """Share of the false sentences that was shown; 0 where it wrote none."""
        return self.false_shown / self.false_written if self.false_written else 0.0


@dataclass(frozen=True)
class Arena:
    """Questions of the corpus with evidence found by words alone, so that no embedding model is needed."""

    corpus: Corpus
    today: date

    @cached_property
    def _passages(self) -> list[Passage]:
        return [passage for document in self.corpus.documents for passage in passages_of(document)]

    @cached_property
    def _lexical(self) -> LexicalIndex:
        return LexicalIndex([passage.embedded_text for passage in self._passages])

    def cases(self, count: int) -> Iterator[Case]:
        """``count`` questions spread evenly over the corpus; the passage that answers comes first."""
        asked = [
            (passage, statement.id, question)
            for passage in self._passages
            for statement in passage.statements
            for question in statement.questions[:1]
        ]
        for place in np.linspace(0, len(asked) - 1, min(count, len(asked))).astype(int):
            passage, statement_id, text = asked[int(place)]
            yield Case(self.question(text), self._evidence(passage, statement_id, text))

    def question(self, text: str) -> Question:
        """A question without history or profile."""
        return Question(
            message=text,
            text=text,
            truncated=False,
            history=(),
            profile=None,
            today=self.today,
            language=ENGLISH,
            parts=(),
        )

    def _evidence(self, passage: Passage, statement_id: str, text: str) -> tuple[Evidence, ...]:
        order = np.argsort(-self._lexical.scores(tokens_of(text)), kind="stable")[:PASSAGES]
        others = [self._passages[int(place)] for place in order]
        chosen = [passage, *(other for other in others if other.id != passage.id)][:PASSAGES]
        return tuple(
            Evidence(
                next((one for one in found.statements if one.id == statement_id), found.statements[0]),
                found,
                self.corpus.document(found.document_id),
                1.0 - rank / PASSAGES,
                rank,
            )
            for rank, found in enumerate(chosen)
        )

    def compose(self, model: ScriptedModel, case: Case) -> Composition:
        """What the composer makes of one question with this model."""
        composer = GenerativeComposer(Settings(model=f"scripted:{model.part}", quiet=True), model)
        return _last(composer.compose(case.question, case.evidence, self.corpus, self.today))

    def tally(self, part: str, cases: Sequence[Case]) -> Tally:
        """Let one scripted model answer all questions and count."""
        true_written = true_shown = false_written = false_shown = 0
        for case in cases:
            model = ScriptedModel(part=part)
            shown = [statement.text for statement in self.compose(model, case).statements]
            for said in {sentence.claim: sentence for sentence in model.written}.values():
                is_shown = any(tidy(said.claim).rstrip(".") in text for text in shown)
                true_written += said.is_true
                true_shown += said.is_true and is_shown
                false_written += not said.is_true
                false_shown += not said.is_true and is_shown
        return Tally(part, len(cases), true_written, true_shown, false_written, false_shown)


def _last(events: Iterator[object]) -> Composition:
    composition: Composition | None = None
    for event in events:
        if isinstance(event, Composition):
            composition = event
        else:
            assert not isinstance(event, Released) or event.statement.text
    assert composition is not None
    return composition
