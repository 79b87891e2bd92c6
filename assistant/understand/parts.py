"""A message with several questions -> its parts, each with the context that the others share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.routing_rules import rule_table

MAX_PARTS = 5
_SENTENCE = re.compile(r"(?<=[?.!。？！])\s+|\n+")
_NUMBERED = re.compile(r"(?:^|(?<=\s))(?:\(?(?:[1-9]|[a-eA-E])[.)]|[qQ][1-9][.:)]?)\s*(?=\w)")
_LABEL = re.compile(r"^\s*(?P<label>[^?.!:\n]{2,60}?)(?::| [-–—])\s+(?=\S)")
_WORD = r"(?:what(?:'s)?|which|who|whom|whose|when|where|why|how)"
_AUXILIARY = r"(?:do|does|did|is|are|was|were|can|could|should|must|may|will|would|has|have|am)"
_JOINER = r"(?:and|also|or|plus|then|so|but)"
# «1 what is certification 2 what is registration»
_BARE_NUMBERS = re.compile(rf"(?:^|(?<=\s))[1-9]\s+(?=(?:{_WORD}|{_AUXILIARY})\b)", re.IGNORECASE)
_STARTS_AT_ONE = re.compile(r"^\W*1\s")
_OPENING = rf"^\W*(?:{_JOINER}\s+)*"
_OPENS_AS_QUESTION = re.compile(rf"{_OPENING}(?:{_WORD}|{_AUXILIARY})\b", re.IGNORECASE)
# «Did my residency in Milan.», «was told 200», «When the exams had long blocks, …»: no question, for all its first word.
_TELLS = re.compile(
    rf"{_OPENING}(?:(?:did|was|were|has|have|am)\b.*\.\s*$|(?:was|were|have|am) (?:told|asked|born|been|done|a|in|from|no)\b"
    r"|(?:when|where) (?:the|a|my|i|we|you|they|he|she|it|some(?:one|body))\b|do not\b|don't\b)",
    re.IGNORECASE,
)
_REQUESTS = re.compile(r"^\W*(?:please\s+)?(?:tell|give|explain|list|show|(?:i\s+)?want to know)\b", re.IGNORECASE)
_NEEDS = re.compile(r"^\W*(?:please\s+)?(?:i\s+)?need\b", re.IGNORECASE)
# «what is the fee and when is the deadline», «what to carry, how early to arrive, and can I …»
_JOINT = re.compile(
    rf"\s*[,;]?\s*\b(?:and|also|plus)\s+(?:also\s+)?(?={_WORD}\s|(?:do|does|can|must|should|would) \w|(?:is|are|will) (?:i|it|my|there|they|we)\b)"
    rf"|\s*[,;]\s+(?={_WORD}\s)",
    re.IGNORECASE,
)
# «which passport decides, who writes the letter, is it paid for, and can I change later»: from three questions on
_CHAINED = re.compile(rf"\s*[,;]\s*(?:(?:and|also|plus)\s+)?(?=(?:{_WORD}|{_AUXILIARY})\s)", re.IGNORECASE)
CHAIN = 3
_LEADING_JOINER = re.compile(rf"^\W*{_JOINER}\b[\s,]*", re.IGNORECASE)
# Fewer words make a question only behind a label: «2027 Pathways: last date? price?»
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
    numbers = _BARE_NUMBERS if _STARTS_AT_ONE.match(text) else _NUMBERED
    numbered = [piece.strip() for piece in numbers.split(text)]
    if 2 <= len(numbered) - 1 <= MAX_PARTS:
        questions = [piece for piece in numbered[1:] if piece]
        context = numbered[0]
    else:
        questions, context = _questions(text)
    if not 2 <= len(questions) <= MAX_PARTS:
        return [TextPart(text, "")]
    short = " ".join(context.split()[-CONTEXT_WORDS:])
    return [TextPart(question, short) for question in questions]


def sentences(text: str) -> list[str]:
    """The sentences of ``text``, without bits of a single word."""
    return [piece for piece in _SENTENCE.split(text) if len(piece.split()) > 1]


def bare_question(text: str) -> str | None:
    """The one question of ``text`` without the sentences around it; None where there are none, or several questions.

    What is said before a question with a word of the field is what the question is about, and stays.
    """
    questions, around = _questions(text)
    if not around or len(questions) != 1 or len(questions[0].split()) <= MIN_PART_WORDS:
        return None
    before = text.partition(questions[0])[0]
    return None if rule_table().names_field(before) else questions[0]


def _questions(text: str) -> tuple[list[str], str]:
    """The questions of a text in prose, and the rest of it."""
    labelled = _LABEL.match(text)
    if labelled and _asks(labelled["label"]):
        labelled = None
    label = f"{labelled['label'].strip()}:" if labelled else ""
    rest = text[labelled.end() :] if labelled else text
    joints = [
        [joint.strip() for joint in _split_joint(sentence) if joint.strip()] for sentence in _SENTENCE.split(rest)
    ]
    pieces = [piece for joint in joints for piece in joint]
    least = 1 if label else MIN_PART_WORDS
    # «Need the pass mark, also how many tries»: beside a question, a need in the same sentence is one too.
    beside = [len(joint) > 1 and bool(_NEEDS.search(piece)) for joint in joints for piece in joint]
    asking = [
        need or (_asks(piece) and len(piece.split()) >= least) for piece, need in zip(pieces, beside, strict=True)
    ]
    if not any(asking):
        asking = [bool(_NEEDS.search(piece)) for piece in pieces]
    questions = [piece for piece, asks in zip(pieces, asking, strict=True) if asks]
    around = [piece for piece, asks in zip(pieces, asking, strict=True) if not asks]
    return questions, " ".join(filter(None, (label, *around)))


def _split_joint(piece: str) -> list[str]:
    if not (_asks(piece) or _NEEDS.search(piece)):
        return [piece]
    chain = _CHAINED.split(piece)
    if len(chain) >= CHAIN and all(_asks(link) and len(link.split()) >= MIN_PART_WORDS for link in chain):
        return chain
    split = _JOINT.split(piece)
    # «Tell me, as an IMG, how …»: a fragment before the first question word is no part of its own.
    return split if all(len(part.split()) >= MIN_PART_WORDS for part in split) else [piece]


def _asks(piece: str) -> bool:
    if piece.rstrip().endswith(("?", "？")):
        return True
    return bool(_REQUESTS.match(piece) or (_OPENS_AS_QUESTION.match(piece) and not _TELLS.match(piece)))
