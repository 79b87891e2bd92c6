"""A message with several questions -> its parts, each with the context that the others share."""

from __future__ import annotations

import re
from dataclasses import dataclass

MAX_PARTS = 5
_SENTENCE = re.compile(r"(?<=[?.!。？！])\s+|\n+")
_NUMBERED = re.compile(r"(?:^|(?<=\s))\(?(?:[1-9]|[a-eA-E])[.)]\s*(?=\w)")
_WORD = r"(?:what(?:'s)?|which|who|whom|whose|when|where|why|how)"
_ASKS = rf"(?:{_WORD}|do|does|did|is|are|was|were|can|could|should|must|may|will|would|has|have|am)"
_OPENS_AS_QUESTION = re.compile(rf"^\W*(?:(?:and|also|or|plus|then|so|but)\s+)*{_ASKS}\b", re.IGNORECASE)
_REQUESTS = re.compile(
    r"^\W*(?:please\s+)?(?:(?:i\s+)?need|tell|give|explain|list|show|(?:i\s+)?want to know)\b", re.IGNORECASE
)
# «what is the fee and when is the deadline», «what to carry, how early to arrive, and can I …»
_JOINT = re.compile(
    rf"\s*[,;]?\s*\b(?:and|also|plus)\s+(?:also\s+)?(?={_WORD}\s|(?:do|does|can|must|should|is|are|will) (?:i|it|my|there|they|we)\b)"
    rf"|\s*[,;]\s+(?={_WORD}\s)",
    re.IGNORECASE,
)
_LEADING_JOINER = re.compile(r"^\W*(?:and|also|or|plus|then|so|but)\b[\s,]*", re.IGNORECASE)
MIN_PART_WORDS = 3
CONTEXT_WORDS = 40


@dataclass(frozen=True)
class TextPart:
    """One question of a message, as asked, and what the message says around its questions."""

    question: str
    context: str

    @property
    def searched(self) -> str:
        """The question led by its context."""
        return f"{self.context} {self.question}".strip()

    @property
    def lead_in(self) -> str:
        """The question for the line above its answer."""
        text = _LEADING_JOINER.sub("", self.question)
        return text[:1].upper() + text[1:]


def split_parts(text: str) -> list[TextPart]:
    """The questions in ``text``; one item, the whole text, where it is one question or cannot be divided well."""
    numbered = [piece.strip() for piece in _NUMBERED.split(text)]
    if 2 <= len(numbered) - 1 <= MAX_PARTS:
        questions = [piece for piece in numbered[1:] if piece]
        context = numbered[0]
    else:
        pieces = [joint for sentence in _SENTENCE.split(text) for joint in _split_joint(sentence)]
        questions = [piece.strip() for piece in pieces if _is_question(piece)]
        context = " ".join(piece.strip() for piece in pieces if piece.strip() and not _is_question(piece))
    if not 2 <= len(questions) <= MAX_PARTS:
        return [TextPart(text, "")]
    short = " ".join(context.split()[-CONTEXT_WORDS:])
    return [TextPart(question, short) for question in questions]


def _split_joint(piece: str) -> list[str]:
    asks = _OPENS_AS_QUESTION.search(piece) or _REQUESTS.search(piece) or "?" in piece
    if not asks:
        return [piece]
    split = _JOINT.split(piece)
    # «Tell me, as an IMG, how …»: a fragment before the first question word is no part of its own.
    return split if all(len(part.split()) >= MIN_PART_WORDS for part in split) else [piece]


def _is_question(piece: str) -> bool:
    asks = piece.rstrip().endswith(("?", "？")) or _OPENS_AS_QUESTION.match(piece) or _REQUESTS.match(piece)
    return len(piece.split()) >= MIN_PART_WORDS and bool(asks)
