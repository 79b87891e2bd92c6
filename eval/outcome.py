"""What a system said to a question, in the form that metrics read and runs are saved in."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import AnswerStatement, Kind, Notice
from eval.question import Question


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CheckedCitation(_Frozen):
    """A citation of the answer; ``verbatim`` says whether its document holds the quote word for word."""

    number: int
    document_id: str
    title: str
    url: str
    as_of: date
    quote: str
    verbatim: bool


class Outcome(_Frozen):
    """An answer and what was retrieved for it.

    ``retrieved`` are document ids, best first, for the question alone (the public search takes no history).
    ``confidence`` is the system's own estimate in 0..1 that the question is answered; None where it has none.
    """

    kind: Kind
    text: str
    statements: tuple[AnswerStatement, ...] = ()
    citations: tuple[CheckedCitation, ...] = ()
    notices: tuple[Notice, ...] = ()
    retrieved: tuple[str, ...] = ()
    confidence: float | None = Field(None, ge=0, le=1)


class Timing(_Frozen):
    """Seconds of one answer, and of embedding the bare question right before it."""

    answer: float
    embedding: float


class Result(_Frozen):
    """A question with its outcome.

    ``misspelt_text`` is the answer's text when the question is asked with typing errors; None if not asked.
    """

    question: Question
    outcome: Outcome
    misspelt_text: str | None = None
    timing: Timing

    @property
    def met(self) -> tuple[bool, ...]:
        """For each key point, whether the answer makes it."""
        return self.question.met_in(self.outcome.text)

    @property
    def wrong_claims(self) -> tuple[str, ...]:
        """Patterns of the stale or wrong claims that the answer makes."""
        return self.question.wrong_claims_in(self.outcome.text)

    @property
    def right(self) -> bool:
        """The expected kind, all key points, no wrong claim."""
        return self.outcome.kind == self.question.expect and all(self.met) and not self.wrong_claims


class Run(_Frozen):
    """One set asked once."""

    system: str
    set_name: str
    set_sha256: str
    today: date
    results: tuple[Result, ...]
