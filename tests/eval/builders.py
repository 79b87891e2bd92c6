"""Results made by hand, so that every expectation of a metric can be worked out on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from assistant.answer import AnswerStatement, Kind
from eval.outcome import CheckedCitation, Outcome, Result, Timing
from eval.question import Question


def question(number: int = 1, **given: Any) -> Question:
    return Question(**{"id": f"q{number}", "question": "How?", "expect": "answered", **given})


def citation(number: int, *, verbatim: bool = True) -> CheckedCitation:
    return CheckedCitation(
        number=number,
        document_id="ecfmg/oet",
        title="OET",
        url="https://example.org",
        as_of=date(2026, 1, 1),
        quote="A quote.",
        verbatim=verbatim,
    )


def result(
    asked: Question,
    text: str = "",
    *,
    kind: Kind = "answered",
    misspelt: str | None = None,
    seconds: float = 0.2,
    embedding: float = 0.1,
    statements: tuple[AnswerStatement, ...] = (),
    citations: tuple[CheckedCitation, ...] = (),
    retrieved: tuple[str, ...] = (),
    confidence: float | None = None,
) -> Result:
    return Result(
        question=asked,
        outcome=Outcome(
            kind=kind,
            text=text,
            statements=statements,
            citations=citations,
            retrieved=retrieved,
            confidence=confidence,
        ),
        misspelt_text=misspelt,
        timing=Timing(answer=seconds, embedding=embedding),
    )
