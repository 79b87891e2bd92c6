"""One conversation, several matters: a question on a new one is not drowned by those before it."""

from __future__ import annotations

from datetime import date

from assistant import Assistant

BEFORE = [
    ("user", "Does marrying an American cancel the J-1 home residence requirement?"),
    ("assistant", "The two-year home-country rule ends by two years at home or by a waiver."),
]


def test_a_new_matter_is_answered_as_if_asked_first(real_assistant: Assistant, today: date) -> None:
    answer = real_assistant.ask("What does the Application for ECFMG Certification cost?", history=BEFORE, today=today)
    assert answer.kind == "answered"
    assert "580" in answer.text


def test_a_short_follow_up_keeps_the_matter(real_assistant: Assistant, today: date) -> None:
    answer = real_assistant.ask("and for my wife?", history=BEFORE, today=today)
    assert "J-2" in answer.text or "two-year" in answer.text
