"""The way of a question: understand -> retrieve -> select evidence -> compose -> verify -> answer.

Each stage is a module of its own; this one only says in which order they run and where the flow may end early.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assistant.answer import Answer, AnswerEvent, Event, StageEvent, StatementEvent
from assistant.compose import extractive, lines
from assistant.compose.citations import cite
from assistant.compose.extractive import Part
from assistant.compose.notices import notices
from assistant.embedding.encoder import Encoder
from assistant.evidence.score import score_statements
from assistant.evidence.select import Evidence, select
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import Found, find
from assistant.settings import Settings
from assistant.understand.clean import readable
from assistant.understand.followup import Turn
from assistant.understand.question import Question, understand
from assistant.understand.terms import TermList


@dataclass(frozen=True)
class Pipeline:
    """The stages over one build of the index."""

    settings: Settings
    encoder: Encoder
    snapshot: Snapshot

    @cached_property
    def _terms(self) -> TermList:
        return TermList.from_corpus(self.snapshot.corpus)

    def run(
        self, raw: str, *, history: Sequence[Turn], profile: str | None, today: date
    ) -> Iterator[Event]:
        """Events in the order in which they happen; the last one carries the answer."""
        yield StageEvent(stage="understanding")
        question = understand(raw, history=history, profile=profile, today=today, terms=self._terms)
        if not readable(question.text, self.snapshot.lexical_passages.vocabulary):
            yield AnswerEvent(answer=lines.clarify(question))
            return
        yield StageEvent(stage="searching")
        found = find(self.snapshot, self.encoder, list(question.parts))
        yield StageEvent(stage="reading", passages=len({p for part in found for p in part.best_passages(8)}))
        answer = self._answer(question, found)
        for statement in answer.statements:
            yield StatementEvent(
                statement=statement,
                citations=tuple(citation for citation in answer.citations if citation.number in statement.citations),
            )
        yield AnswerEvent(answer=answer)

    def _answer(self, question: Question, found: list[Found]) -> Answer:
        parts: list[Part] = []
        for part in found:
            scores = score_statements(self.snapshot, part, question.today)
            parts.append(Part(tuple(select(self.snapshot, scores, words=self.settings.answer_words))))
        evidence: list[Evidence] = [item for part in parts for item in part.evidence]
        statements = extractive.statements_of(parts)
        citations = cite(self.snapshot.corpus, evidence, question.today)
        return Answer(
            kind="answered",
            text=extractive.text_of(parts, statements),
            statements=statements,
            citations=citations,
            notices=notices(evidence, citations, question.scope, question.today, truncated=question.truncated),
        )
