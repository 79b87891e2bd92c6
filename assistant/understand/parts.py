"""A message with several questions -> its parts, each with the context that the others share."""

from __future__ import annotations

import re

MAX_PARTS = 5
_SENTENCE = re.compile(r"(?<=[?.!。？！])\s+|\n+")
_NUMBERED = re.compile(r"(?:^|\s)\(?(?:\d|[a-e]|[ivx]{1,3})[.)]\s+(?=\w)", re.IGNORECASE)
_ASKS = (
    r"(?:what|which|who|whom|whose|when|where|why|how|do|does|did|is|are|was|were|can|could|should|must|may|"
    r"will|would|has|have|am)"
)
_OPENS_AS_QUESTION = re.compile(rf"^\W*(?:(?:and|also|or|plus|then|so|but)\s+)*{_ASKS}\b", re.IGNORECASE)
# «what is the fee and when is the deadline»: a second question word after a conjunction opens a second part.
_JOINT = re.compile(
    r"\s*(?:,|;)?\s*\b(?:and|also|plus)\s+(?:also\s+)?"
    r"(?=(?:what|which|who|when|where|why|how (?:much|many|long|do|does|can)|do i|does it|is (?:there|it)|can i|must i|"
    r"should i)\b)",
    re.IGNORECASE,
)
_LEADING_JOINER = re.compile(r"^\W*(?:and|also|or|plus|then|so|but)\b[\s,]*", re.IGNORECASE)
MIN_PART_WORDS = 3
CONTEXT_WORDS = 40


def split_parts(text: str) -> list[str]:
    """The questions in ``text``, at most :data:`MAX_PARTS`; one item where it is a single question."""
    pieces = [piece for sentence in _SENTENCE.split(text) for piece in _NUMBERED.split(sentence)]
    pieces = [joint for piece in pieces for joint in _split_joint(piece)]
    questions = [piece.strip() for piece in pieces if _is_question(piece)]
    if not 2 <= len(questions) <= MAX_PARTS:
        return [text]
    context = " ".join(piece.strip() for piece in pieces if piece.strip() and not _is_question(piece))
    short = " ".join(context.split()[-CONTEXT_WORDS:])
    return [f"{short} {question}".strip() for question in questions]


def lead_in(part: str) -> str:
    """The question of a part as the reader asked it, for the line above its answer."""
    question = [sentence.strip() for sentence in _SENTENCE.split(part) if sentence.strip()][-1]
    question = _LEADING_JOINER.sub("", question)
    return question[:1].upper() + question[1:]


def _split_joint(piece: str) -> list[str]:
    return _JOINT.split(piece) if _OPENS_AS_QUESTION.search(piece) or "?" in piece else [piece]


def _is_question(piece: str) -> bool:
    words = piece.split()
    return len(words) >= MIN_PART_WORDS and (
        piece.rstrip().endswith(("?", "？")) or bool(_OPENS_AS_QUESTION.match(piece))
    )
