"""The way of a question: understand -> retrieve -> select evidence -> compose -> verify -> answer.

Each stage is a module of its own; this one only says in which order they run and where the flow may end early.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer import Answer, AnswerEvent, AnswerStatement, Event, StageEvent, StatementEvent
from assistant.compose import extractive, lines
from assistant.compose.answered import answered
from assistant.compose.desks import desk_for
from assistant.compose.frames import in_language
from assistant.embedding.cosines import cosines, nearness
from assistant.embedding.encoder import Encoder
from assistant.evidence.gather import FoundPart, PartEvidence, gather
from assistant.evidence.premise import PremiseCheck
from assistant.evidence.reader import fitting_readers
from assistant.evidence.sufficiency import Sufficiency
from assistant.index.build import Index
from assistant.index.snapshot import Snapshot
from assistant.retrieve.search import find
from assistant.settings import Settings
from assistant.understand.clean import clean
from assistant.understand.example_vectors import fitting_vectors
from assistant.understand.followup import Turn, leans_on_history
from assistant.understand.intent import fitting_intent
from assistant.understand.language_data import ENGLISH
from assistant.understand.legibility import Legibility
from assistant.understand.parts import sentences
from assistant.understand.question import Question, understand
from assistant.understand.route import Route
from assistant.understand.routing import route
from assistant.understand.routing_examples import Comparison, ExampleRouter, compared_examples, example_texts, examples
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList

if TYPE_CHECKING:
    from assistant.compose.generative import GenerativeComposer
    from assistant.generate.reply import Reply

# Passages that a reader of the progress line is told about.
READ_PASSAGES = 8
# A question of up to this many words can hardly be one on a new matter.
SHORT_FOLLOW_UP = 6
# Kinds whose rules need no search.
FINAL_KINDS = ("crisis", "clarify")
# A rule is overruled where the corpus answers at least this surely (chosen on dev), and only in a message of at least so
# many words, one that declines in a longer one: a story uses its words by the way, a short message means what it says.
OVERRULED_FROM = 0.45
OVERRULED_WORDS = 6
DECLINED_WORDS = 14
# A sentence out of a message is a cry for help from this lead on: torn from the others, a harmless one can sound like
# it. Of 2,303 messages without such a cry three have a sentence above it. So many sentences are read, the last ones.
SENTENCE_MARGIN = 5.0
MAX_SENTENCES = 12


def index_for(settings: Settings, encoder: Encoder) -> Index:
    """The index as the stages want it: with token states where there are readers of them.

    It holds the labelled messages too where the packaged vectors of theirs are another model's.
    """
    are_read = fitting_readers(encoder.identity) is not None
    examples = example_texts() if fitting_vectors(encoder.identity) is None else ()
    return Index(settings, encoder, examples=examples, token_states=are_read)


@dataclass(frozen=True)
class Pipeline:
    """The stages over one build of the index."""

    settings: Settings
    encoder: Encoder
    snapshot: Snapshot

    @cached_property
    def _terms(self) -> TermList:
        return TermList.from_corpus(self.snapshot.corpus)

    @cached_property
    def _speller(self) -> Speller:
        passages = (passage.embedded_text for passage in self.snapshot.passages)
        return Speller.of(passages, self.snapshot.questions, self.encoder.whole_words)

    @cached_property
    def _premises(self) -> PremiseCheck:
        return PremiseCheck(self.snapshot)

    @cached_property
    def _sufficiency(self) -> Sufficiency:
        return Sufficiency.of(self.snapshot, self.encoder)

    @cached_property
    def _writer(self) -> GenerativeComposer | None:
        """The composer with the configured chat model; without one, nothing of it is imported."""
        if not self.settings.model:
            return None
        from assistant.compose.generative import GenerativeComposer

        return GenerativeComposer(self.settings)

    @cached_property
    def _example_router(self) -> ExampleRouter:
        identity = self.encoder.identity
        vectors = fitting_vectors(identity)
        if vectors is None:
            vectors = self.snapshot.example_vectors
        return ExampleRouter(compared_examples(), vectors, fitting_intent(identity))

    @cached_property
    def _legibility(self) -> Legibility:
        passages = (passage.embedded_text for passage in self.snapshot.passages)
        asked = (example.text for example in examples())
        return Legibility.of((*passages, *self.snapshot.questions, *asked), self.encoder.whole_words)

    def run(self, raw: str, *, history: Sequence[Turn], profile: str | None, today: date) -> Iterator[Event]:
        """Events in the order in which they happen; the last one carries the answer."""
        yield StageEvent(stage="understanding")
        question = self._understand(raw, history, profile, today)
        if not self._legibility.readable(question.message):
            yield AnswerEvent(answer=in_language(lines.clarify(question), question.language))
            return
        by_rule = route(question.message, question.history)
        if by_rule and (by_rule.kind in FINAL_KINDS or question.language != ENGLISH):
            yield self._routed(by_rule, question)
            return
        yield StageEvent(stage="searching")
        # What a rule would turn away is not sent to a model for rewriting.
        question, spent = (question, None) if by_rule else self._standing_alone(question)
        parts = self._find(question)
        yield StageEvent(
            stage="reading",
            passages=len({place for part in parts for place in part.main.best_passages(READ_PASSAGES)}),
        )
        gathered = self._gather(question, parts)
        if routed := self._elsewhere(question, by_rule, parts, gathered):
            yield self._routed(routed, question)
            return
        yield StageEvent(stage="writing")
        if self._writer and any(part.answered for part in gathered):
            yield from self._write(self._writer, question, gathered, spent)
            return
        answer = in_language(self._compose(question, gathered), question.language)
        yield from _statement_events(answer, answer.statements)
        yield AnswerEvent(answer=answer)

    def _standing_alone(self, question: Question) -> tuple[Question, Reply | None]:
        """The question with a search of its own words where it leans on earlier turns and a model can rewrite it."""
        if not self._writer:
            return question, None
        text, spent = self._writer.standalone(question)
        if not text:
            return question, spent
        alone = self._understand(text, (), question.profile, question.today)
        return replace(question, parts=alone.parts), spent

    def _write(
        self, writer: GenerativeComposer, question: Question, gathered: list[PartEvidence], spent: Reply | None
    ) -> Iterator[Event]:
        """The answer in a model's words: each sentence as soon as it is verified, quotes for what they leave open."""
        from assistant.compose.generative import Composition, Released
        from assistant.compose.written import written

        evidence = [item for part in gathered if part.answered for item in part.evidence]
        lead = [part.correction for part in gathered if part.correction]
        steps = writer.compose(question, evidence, self.snapshot.corpus, question.today, lead=lead, spent=spent)
        with closing(steps):
            for step in steps:
                if isinstance(step, Composition):
                    answer = written(self.snapshot.corpus, question, gathered, step)
                    if not step.translated:
                        answer = in_language(answer, question.language)
                    yield from _statement_events(answer, answer.statements[len(step.statements) :])
                    yield AnswerEvent(answer=answer)
                elif isinstance(step, Released):
                    yield StatementEvent(statement=step.statement, citations=step.citations)
                else:
                    yield step

    def confidence(self, raw: str, *, history: Sequence[Turn], today: date) -> float:
        """Probability that the corpus answers ``raw``: of its least certain part."""
        question = self._understand(raw, history, None, today)
        parts = self._find(question)
        return min((part.confidence for part in self._gather(question, parts)), default=0.0)

    def _understand(self, raw: str, history: Sequence[Turn], profile: str | None, today: date) -> Question:
        cleaned = clean(raw)
        return understand(
            cleaned.text,
            truncated=cleaned.truncated,
            history=history,
            profile=profile,
            today=today,
            terms=self._terms,
            speller=self._speller,
        )

    def _elsewhere(
        self, question: Question, by_rule: Route | None, parts: list[FoundPart], gathered: list[PartEvidence]
    ) -> Route | None:
        """Where a message goes that was searched; None where the corpus shall answer.

        A cry for help goes before any rule. A rule is overruled where a message reads like a question for the corpus
        and the corpus surely answers it. Without a rule, all parts must be like the examples of what the corpus
        is not asked about.
        """
        if question.language != ENGLISH:
            return None
        answered = max((part.confidence for part in gathered), default=0.0)
        # A part that leans on what was said before says too little by itself.
        in_vain = not any(part.answered for part in gathered)
        counts = [in_vain or not (part.leans and part.alone) for part in parts]
        compared = [
            self._compared(part) if by_rule or counted else None for part, counted in zip(parts, counts, strict=True)
        ]
        routes = [
            like.route(answered=answered) if like and counted else None
            for like, counted in zip(compared, counts, strict=True)
        ]
        crisis = next((its for its in routes if its and its.kind == "crisis"), None)
        if crisis is None and not all(like is None or like.for_corpus for like in compared):
            crisis = self._cry_within(question)
        if crisis:
            return crisis
        if by_rule:
            at_least = DECLINED_WORDS if by_rule.kind == "declined" else OVERRULED_WORDS
            may_err = len(question.message.split()) >= at_least
            if may_err and answered >= OVERRULED_FROM and all(like and like.for_corpus for like in compared):
                return None
            return by_rule
        return routes[0] if all(routes) else None

    def _cry_within(self, question: Question) -> Route | None:
        """A cry for help in one sentence of a message whose other sentences drown it."""
        said = sentences(question.message)[-MAX_SENTENCES:]
        if len(said) < 2:
            return None
        for vector, states in zip(*self.encoder.encode_tokens(said), strict=True):
            near_corpus = nearness(cosines(self.snapshot.question_vectors, vector))
            compared = self._example_router.compare(vector, states, near_corpus=near_corpus)
            if compared.is_read and compared.nearest.kind == "crisis" and compared.lead >= SENTENCE_MARGIN:
                return compared.nearest
        return None

    def _compared(self, part: FoundPart) -> Comparison:
        read = part.by_itself
        return self._example_router.compare(read.vector, read.states, near_corpus=read.signals.near_corpus)

    def _routed(self, routed: Route, question: Question) -> AnswerEvent:
        corpus = self.snapshot.corpus
        answer = lines.routed(routed, question, corpus, desk=desk_for(corpus, question.text, []))
        return AnswerEvent(answer=in_language(answer, question.language))

    def _find(self, question: Question) -> list[FoundPart]:
        """What was found for each part; all searches of the question are embedded in one batch."""
        searches = [
            (part.query, *filter(None, (part.alone, part.bare)), *(view for view, _ in part.views))
            for part in question.parts
        ]
        queries = list(dict.fromkeys(query for search in searches for query in search))
        found_by = dict(zip(queries, find(self.snapshot, self.encoder, queries, question.today), strict=True))
        found = (found_by[query] for search in searches for query in search)
        return [
            FoundPart(
                next(found),
                next(found) if part.alone else None,
                next(found) if part.bare else None,
                tuple((next(found), share) for _, share in part.views),
                leans=leans_on_history(part.lead_in, short=SHORT_FOLLOW_UP),
            )
            for part in question.parts
        ]

    def _gather(self, question: Question, parts: list[FoundPart]) -> list[PartEvidence]:
        return gather(
            self.snapshot,
            self._premises,
            self._sufficiency,
            parts,
            today=question.today,
            words=self.settings.answer_words,
            translated=question.language != ENGLISH,
        )

    def _compose(self, question: Question, gathered: list[PartEvidence]) -> Answer:
        if not any(part.answered for part in gathered):
            corpus = self.snapshot.corpus
            nearest = [item.document for part in gathered for item in part.evidence]
            titles = list(dict.fromkeys(document.metadata.title for document in nearest))
            return lines.not_found(question, corpus, desk_for(corpus, question.text, nearest), titles)
        lead_ins = [part.lead_in for part in question.parts] if len(gathered) > 1 else [None]
        parts = [
            extractive.Part(part.evidence if part.answered else (), lead_in)
            for part, lead_in in zip(gathered, lead_ins, strict=True)
        ]
        return answered(self.snapshot.corpus, question, gathered, parts)


def _statement_events(answer: Answer, statements: Sequence[AnswerStatement]) -> Iterator[Event]:
    """One event a statement, with the citations that it names."""
    for statement in statements:
        yield StatementEvent(
            statement=statement,
            citations=tuple(citation for citation in answer.citations if citation.number in statement.citations),
        )
