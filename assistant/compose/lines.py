"""The fixed texts of answers that quote nothing: short, kind, and each says what to do next."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.compose.notices import truncation
from assistant.understand.question import Question


def clarify(question: Question) -> Answer:
    """For an empty, unreadable or bare message."""
    return Answer(
        kind="clarify",
        text="I could not read a question in your message. Write it in a sentence, for example: "
        "«I graduated in 2022 in India. Which OET scores do I need for the 2027 Pathways?»",
        notices=(truncation(),) if question.truncated else (),
    )
