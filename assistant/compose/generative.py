"""The answer in a chat model's words: written from numbered passages, shown only as far as it was verified.

Contract: :meth:`GenerativeComposer.compose` yields, in this order,

* ``StageEvent("checking")`` when the first sentence is in;
* a :class:`Released` for each verified sentence, at once; its citations are numbered in order of first use, and
  nothing released is taken back;
* one :class:`Composition`, last, always. It never raises for anything that a model, a network or a text does:
  ``failure`` says why the model gave no whole answer, ``notices`` tell the reader.

The caller decides what to add: where :meth:`Composition.answers` is false for a part of the question, that part's
evidence is quoted after what was released. Whether to answer at all was decided before, from the evidence.

Loading a model raises :class:`assistant.ModelProviderError`. Without ``settings.model`` this module is not imported.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from langchain_core.language_models import BaseChatModel

from assistant.answer import AnswerStatement, Citation, Notice, StageEvent, Usage
from assistant.compose.citations import cite, standing_of
from assistant.corpus.load import Corpus
from assistant.evidence.select import Evidence
from assistant.generate.failure import FailureKind, ModelCallError, ModelFailure
from assistant.generate.generation import Generation
from assistant.generate.prompt import Material, NumberedPassage
from assistant.generate.provider import load_model
from assistant.generate.reply import Reply, Sentence, Tokens
from assistant.generate.standalone import is_from, rewrite
from assistant.generate.trusted import is_fact
from assistant.settings import Settings
from assistant.understand.followup import leans_on_history
from assistant.understand.language_data import ENGLISH
from assistant.understand.question import Question
from assistant.verify.entailment import Entailment
from assistant.verify.form import is_clean
from assistant.verify.verdict import Source
from assistant.verify.verifier import Checked, Quoted, Verifier

log = logging.getLogger(__name__)

# A part of a question is answered where a sentence rests on one of its best statements, or on their first passage.
BEST_STATEMENTS = 3
MAX_MISSING = 3
MAX_MISSING_WORDS = 14


@dataclass(frozen=True)
class Released:
    """A verified sentence with the citations that its numbers name."""

    statement: AnswerStatement
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class Composition:
    """What the model's turn came to.

    ``evidence`` runs in parallel with ``citations``: the statements that released sentences rest on. ``missing`` are
    parts of the question, in its own words, that the model found no passage for; ``ask`` is the key of a profile
    field that would decide the answer. ``translated`` tells whether a sentence is in the asker's language.
    """

    statements: tuple[AnswerStatement, ...] = ()
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    usage: Usage | None = None
    notices: tuple[Notice, ...] = ()
    missing: tuple[str, ...] = ()
    ask: str | None = None
    failure: ModelFailure | None = None
    dropped: int = 0
    translated: bool = False

    def answers(self, evidence: Sequence[Evidence]) -> bool:
        """Whether a released sentence rests on the best of ``evidence``, which was chosen outside the model."""
        best = {item.statement.id for item in evidence[:BEST_STATEMENTS]}
        if evidence:
            best |= {statement.id for statement in evidence[0].passage.statements}
        return any(item.statement.id in best for item in self.evidence)


@dataclass
class _Draft:
    """The answer while it is being released."""

    corpus: Corpus
    today: date
    statements: list[AnswerStatement] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    dropped: int = 0
    translated: bool = False

    def number_of(self, item: Evidence) -> int:
        """The citation number of a statement, a new one at its first use."""
        for number, known in enumerate(self.evidence, 1):
            if known.statement.id == item.statement.id:
                return number
        self.evidence.append(item)
        self.citations += cite(self.corpus, [item], self.today, first=len(self.evidence))
        return len(self.evidence)

    def release(self, text: str, items: Sequence[Evidence]) -> Released:
        """Add a sentence; its text is final."""
        numbers = tuple(dict.fromkeys(self.number_of(item) for item in items))
        statement = AnswerStatement(text=text, citations=numbers)
        self.statements.append(statement)
        return Released(statement, tuple(self.citations[number - 1] for number in numbers))


class GenerativeComposer:
    """Writes answers with the chat model that the settings name; safe to share between threads."""

    def __init__(self, settings: Settings, model: BaseChatModel | None = None) -> None:
        self._settings = settings
        self._model = model or load_model(settings)
        self._generation = Generation(self._model, settings)
        self._entailment = Entailment(settings.nli_model) if settings.nli_model else None

    def standalone(self, question: Question) -> tuple[str | None, Reply]:
        """A follow-up as a question of its own, for the search, and what the call consumed.

        None where the question stands alone already, where the model fails, or where it brings in other matters.
        """
        if not question.history or not leans_on_history(question.text):
            return None, Reply()
        rewritten, tokens = rewrite(self._model, self._settings, question.text, question.history)
        return rewritten, Reply(calls=1, tokens=tokens)

    def compose(
        self,
        question: Question,
        evidence: Sequence[Evidence],
        corpus: Corpus,
        today: date,
        *,
        lead: Sequence[Evidence] = (),
        spent: Reply | None = None,
    ) -> Generator[StageEvent | Released | Composition, None, None]:
        """Write from the passages of ``evidence``, best first; ``lead`` is quoted before anything is written.

        ``spent`` is what was consumed for this question before; it counts towards ``usage``.
        """
        started = time.monotonic()
        draft = _Draft(corpus, today)
        for item in lead:
            yield draft.release(item.statement.text, [item])
        places = _numbered(evidence)
        total = spent or Reply()
        kind: FailureKind | None = None
        pieces = self._generation.stream(_material(question, places, today))
        try:
            verifier = Verifier(_sources(places, today), today, _asker(question), self._entailment)
            for piece in pieces:
                if piece.sentences and not total.sentences:
                    yield StageEvent(stage="checking")
                total += piece
                for sentence in piece.sentences:
                    if question.language == ENGLISH:
                        sentence = sentence.model_copy(update={"translation": ""})
                    released = _release(draft, places, verifier, sentence)
                    if released:
                        yield released
        except ModelCallError as error:
            kind = error.kind
        except GeneratorExit:
            # The reader is gone: closing the stream below stops the model.
            raise
        finally:
            pieces.close()  # type: ignore[attr-defined]
        if kind is None and len(draft.statements) == len(lead):
            kind = "unverified"
        seconds = time.monotonic() - started
        yield self._composition(question, draft, total, kind, seconds)

    def _composition(
        self, question: Question, draft: _Draft, total: Reply, kind: FailureKind | None, seconds: float
    ) -> Composition:
        model = str(self._settings.model)
        released = len(draft.statements)
        failure = ModelFailure(kind, model, total.calls, seconds, released) if kind else None
        if failure:
            log.warning(failure.log_line())
        return Composition(
            statements=tuple(draft.statements),
            citations=tuple(draft.citations),
            evidence=tuple(draft.evidence),
            usage=self._usage(model, total) if total.calls else None,
            notices=tuple(_notices(draft, failure)),
            missing=_missing(question, total.missing),
            ask=total.ask,
            failure=failure,
            dropped=draft.dropped,
            translated=draft.translated,
        )

    def _usage(self, model: str, total: Reply) -> Usage:
        return Usage(
            model=model,
            input_tokens=total.tokens.read,
            output_tokens=total.tokens.written,
            calls=total.calls,
            cost_usd=self._cost(total.tokens),
        )

    def _cost(self, tokens: Tokens) -> float | None:
        """What the provider says, else by the configured prices, else unknown."""
        read, written = self._settings.model_input_price, self._settings.model_output_price
        if tokens.cost_usd is not None or read is None or written is None:
            return tokens.cost_usd
        return round((tokens.read * read + tokens.written * written) / 1_000_000, 6)


def _numbered(evidence: Sequence[Evidence]) -> dict[int, Evidence]:
    """Number -> the best piece of evidence of each passage, in the order of the evidence."""
    first: dict[str, Evidence] = {}
    for item in evidence:
        first.setdefault(item.passage.id, item)
    return dict(enumerate(first.values(), 1))


def _shown_statements(item: Evidence) -> tuple[str, ...]:
    """The statements of a passage; empty where one is no statement of fact."""
    return tuple(statement.text if is_fact(statement.text) else "" for statement in item.passage.statements)


def _material(question: Question, places: dict[int, Evidence], today: date) -> Material:
    passages = tuple(
        NumberedPassage(
            number=number,
            title=item.document.metadata.title,
            section=item.passage.section,
            statements=tuple(text for text in _shown_statements(item) if text),
            as_of=item.document.metadata.as_of,
            season=item.document.season,
            standing=standing_of(item.statement, item.document, today),
        )
        for number, item in places.items()
    )
    return Material(question.text, passages, today, question.history, question.profile)


def _sources(places: dict[int, Evidence], today: date) -> dict[int, Sequence[Source]]:
    return {
        number: [
            Source(
                text,
                f"{item.document.metadata.title} › {item.passage.section}",
                standing_of(statement, item.document, today),
            )
            for statement, text in zip(item.passage.statements, _shown_statements(item), strict=True)
        ]
        for number, item in places.items()
    }


def _asker(question: Question) -> str:
    said = [text for role, text in question.history if role == "user"]
    return ". ".join([question.text, question.profile or "", *said])


def _release(draft: _Draft, places: dict[int, Evidence], verifier: Verifier, sentence: Sentence) -> Released | None:
    """Verify one sentence and release it; None where it is dropped or says only what was said."""
    quotes = [Quoted(support.passage, support.quote) for support in sentence.support]
    checked = verifier.check(sentence.claim, quotes, sentence.translation)
    if not checked.accepted:
        draft.dropped += 1
        log.info("model_sentence_dropped reason=%s", checked.reason)
        return None
    items = [
        replace(places[number], statement=places[number].passage.statements[position])
        for number, position in checked.rests_on
    ]
    text = _shown(checked, items)
    if any(statement.text == text for statement in draft.statements):
        return None
    draft.translated = draft.translated or checked.is_translated
    return draft.release(text, items)


def _shown(checked: Checked, items: Sequence[Evidence]) -> str:
    """The sentence as the reader sees it: its season named, a translation with the English words beside it."""
    text = checked.text
    seasons = dict.fromkeys(item.document.season for item in items if item.document.season)
    for season in seasons:
        if not any(year in checked.claim for year in season.replace("-", " ").replace("/", " ").split()):
            text = f"{text.rstrip('.')} (season {season})."
    if checked.is_translated:
        text = f"{text} («{' '.join(dict.fromkeys(item.statement.text for item in items))}»)"
    return text


def _missing(question: Question, named: Sequence[str]) -> tuple[str, ...]:
    """What the model found no passage for, kept only where it is in the asker's own words."""
    return tuple(
        part.strip()
        for part in named[:MAX_MISSING]
        if len(part.split()) <= MAX_MISSING_WORDS and is_clean(part) and is_from(part, question.text)
    )


def _notices(draft: _Draft, failure: ModelFailure | None) -> Iterator[Notice]:
    if failure:
        yield Notice(kind="model", text=f"{failure.reader_text()}")
    elif draft.dropped:
        left_out = "1 sentence" if draft.dropped == 1 else f"{draft.dropped} sentences"
        yield Notice(
            kind="model",
            text=f"{left_out} of the language model were left out: the sources do not carry them.",
        )
    if draft.translated:
        yield Notice(
            kind="language",
            text="Translated by a language model. What was checked are the English words beside each sentence.",
        )
