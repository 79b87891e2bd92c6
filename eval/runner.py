"""Ask a system every question of a set and keep what it said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import perf_counter
from typing import Protocol

from assistant import Answer, Assistant, Document
from eval.bare import load_model
from eval.outcome import CheckedCitation, Outcome, Result, Run, Timing
from eval.perturb import with_typos
from eval.question import Question
from eval.sets import QuestionSet

TODAY = date(2026, 11, 22)
# The most that the public search gives: several passages of one document count once.
SEARCHED_PASSAGES = 50
WARM_UP_QUESTION = "Which exams does ECFMG certification require?"


class System(Protocol):
    """Anything that can be asked: the assistant, or a peer."""

    @property
    def name(self) -> str:
        """As it is shown in tables."""
        ...

    def answer(self, question: Question, today: date) -> Answer:
        """What is timed."""
        ...

    def outcome(self, question: Question, answer: Answer, today: date) -> Outcome:
        """The answer with everything the metrics need; not timed."""
        ...


class AssistantSystem:
    """The assistant through its public API."""

    def __init__(self, assistant: Assistant, *, name: str = "assistant") -> None:
        self.name = name
        self.assistant = assistant
        self._texts: dict[str, str] = {}

    def answer(self, question: Question, today: date) -> Answer:
        """The assistant's answer for the day ``today``."""
        return self.assistant.ask(question.question, history=question.history, today=today)

    def outcome(self, question: Question, answer: Answer, today: date) -> Outcome:
        """Citations checked against the documents, search results and confidence added."""
        found = self.assistant.search(question.question, k=SEARCHED_PASSAGES) if question.sources else []
        return Outcome(
            kind=answer.kind,
            text=answer.text,
            statements=answer.statements,
            citations=tuple(
                CheckedCitation(
                    number=citation.number,
                    document_id=citation.document_id,
                    title=citation.title,
                    url=citation.url,
                    as_of=citation.as_of,
                    quote=citation.quote,
                    verbatim=citation.quote in self._text_of(citation.document_id),
                )
                for citation in answer.citations
            ),
            notices=answer.notices,
            retrieved=tuple(dict.fromkeys(result.document_id for result in found)),
            confidence=self._confidence(question, today),
        )

    def _confidence(self, question: Question, today: date) -> float | None:
        """Asked for only where it is measured: it costs another search."""
        if question.expect not in ("answered", "not_found"):
            return None
        return self.assistant.confidence(question.question, history=question.history, today=today)

    def _text_of(self, document_id: str) -> str:
        if document_id not in self._texts:
            self._texts[document_id] = statements_text(self.assistant.document(document_id))
        return self._texts[document_id]


def statements_text(document: Document) -> str:
    """What a reader may see of a document, one statement a line."""
    return "\n".join(statement.text for statement in document.statements)


def run_set(
    system: System,
    questions: QuestionSet,
    *,
    embed: Callable[[str], object] | None = None,
    today: date = TODAY,
    typos: bool = True,
    on_question: Callable[[], object] = lambda: None,
) -> Run:
    """Ask all questions in order.

    ``embed`` is the bare embedding that gives the unit of time (None: no such figures). With ``typos``, an
    answerable question with key points is asked once more with typing errors.
    """
    system.answer(Question(id="warm-up", question=WARM_UP_QUESTION, expect="answered"), today)
    if embed:
        embed(WARM_UP_QUESTION)
    results = []
    for question in questions.questions:
        results.append(_ask(system, question, embed, today, typos=typos))
        on_question()
    return Run(
        system=system.name,
        set_name=questions.name,
        set_sha256=questions.sha256,
        today=today,
        results=tuple(results),
    )


def _ask(
    system: System, question: Question, embed: Callable[[str], object] | None, today: date, *, typos: bool
) -> Result:
    today = question.today or today
    embedding = _seconds(lambda: embed(question.question)) if embed else 0.0
    started = perf_counter()
    answer = system.answer(question, today)
    timing = Timing(answer=perf_counter() - started, embedding=embedding)
    outcome = system.outcome(question, answer, today)
    misspelt_text = None
    if typos and question.must and question.expect == "answered":
        misspelt = question.model_copy(update={"question": with_typos(question.question, question.id)})
        misspelt_text = system.answer(misspelt, today).text
    return Result(question=question, outcome=outcome, misspelt_text=misspelt_text, timing=timing)


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def bare_embedding(assistant: Assistant) -> Callable[[str], object]:
    """Embedding one text with the assistant's model and nothing else."""
    return load_model(assistant.settings).encode
