"""Assistants that do what a test needs to see on the page: wait, fail, or answer with given notices."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant import (
    Answer,
    AnswerEvent,
    AnswerStatement,
    Assistant,
    Citation,
    Event,
    Notice,
    StageEvent,
    StatementEvent,
)


class HeldAssistant(Assistant):
    """Answers nobody before :attr:`gate` is opened."""

    gate: threading.Event

    def stream(self, question: str, *others: Any, **more: Any) -> Iterator[Event]:
        yield StageEvent(stage="searching")
        if not self.gate.wait(60):
            raise RuntimeError("the test forgot to open the gate")
        yield from super().stream(question, *others, **more)


class BrokenAssistant(Assistant):
    """Fails on every question, the way a damaged index would."""

    def stream(self, question: str, *others: Any, **more: Any) -> Iterator[Event]:
        yield StageEvent(stage="searching")
        raise OSError("the disk is gone")


class NoticingAssistant(Assistant):
    """Gives one answer with every part that an answer can have."""

    def stream(self, question: str, *others: Any, **more: Any) -> Iterator[Event]:
        yield StageEvent(stage="reading", passages=8)
        answer = full_answer()
        for statement in answer.statements:
            yield StatementEvent(statement=statement, citations=answer.citations)
        yield AnswerEvent(answer=answer)


def full_answer() -> Answer:
    """Two numbered parts, two sources, and a notice of each kind that readers meet most."""
    statements = (
        AnswerStatement(text="OET Writing needs 300, not 350, for the 2026 Pathways.", citations=(1,)),
        AnswerStatement(text="USMLE Step 1 is reported as pass or fail.", citations=(2,)),
    )
    return Answer(
        kind="answered",
        text=(
            "**1. OET Writing**\n\nOET Writing needs 300, not 350, for the 2026 Pathways. [1]\n\n"
            "**2. Step 1**\n\nUSMLE Step 1 is reported as pass or fail. [2]\n\n- Seen on the old page too. [1]"
        ),
        statements=statements,
        citations=(
            Citation(
                number=1,
                document_id="ecfmg/oet-scores",
                title="OET Medicine scores for ECFMG certification",
                publisher="ECFMG",
                url="https://www.ecfmg.org/certification/oet/",
                section="Scores that count",
                quote="ECFMG Pathway applicants need at least 300 in Writing of OET Medicine for the 2026 Pathways.",
                passage=(
                    "ECFMG Pathway applicants need at least 350 in Listening, Reading and Speaking of OET Medicine for "
                    "the 2026 Pathways.\nECFMG Pathway applicants need at least 300 in Writing of OET Medicine for the "
                    "2026 Pathways."
                ),
                as_of=date(2026, 10, 1),
                season="2026",
                standing="current",
                authority="official",
                replaces=("ecfmg/oet-scores-until-2022",),
            ),
            Citation(
                number=2,
                document_id="usmle/step-1-result",
                title="USMLE Step 1 is reported as pass or fail",
                publisher="A guide",
                url="https://unknown.example/step-1",
                section="Result of Step 1",
                quote="USMLE Step 1 has been reported as pass or fail.",
                passage="USMLE Step 1 has been reported as pass or fail.",
                as_of=date(2024, 9, 15),
                season=None,
                standing="historical",
                authority="secondary",
                replaces=(),
            ),
        ),
        notices=(
            Notice(kind="superseded", text="You may have read 350 in Writing; that rule ended in 2022. [1]"),
            Notice(kind="disputed", text="Sources disagree about [2]."),
            Notice(kind="review_due", text="The source of [2] was due for a new check on May 1, 2026."),
        ),
    )
