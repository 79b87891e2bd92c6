"""Words that turn a statement's meaning: «not», «must», «may», «only», «at least», «before», «unless» ….

Each occurrence is an operator with the words it works on. A claim may hold an operator only where its passage
holds the same one on the same words, and may not leave out one that the passage puts on words of the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.verify.lexicon import operators, word_set
from assistant.verify.text import MONTHS, Token

REACH_AFTER = 5
REACH_BEFORE = 4
# How much further the passage's words may lie from its operator than the claim's: a paraphrase is shorter.
SLACK = 3
# Classes that bind a number or a date where one is near.
LIMITS = frozenset({"minimum", "maximum", "over", "under", "before", "after", "until", "from", "within"})
_POSTPOSED = frozenset(
    {
        "or more",
        "or higher",
        "or above",
        "or longer",
        "or less",
        "or fewer",
        "or lower",
        "or below",
        "or later",
        "or after",
        "onwards",
    }
)
# Only before a date or a number are these limits: «by January 31», «from 2026», «over 9 points».
_NEEDS_NUMBER = frozenset(
    {"by", "from", "through", "starting", "beginning", "over", "under", "above", "below", "since", "following"}
)
# True modal verbs: dropping one changes what the reader may or must do.
MODAL_VERBS = frozenset({"must", "have to", "has to", "had to", "may", "might", "can", "could", "should", "ought to"})
_MONTH_NAMES = frozenset(month.lower() for month in MONTHS)


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator phrase at ``start`` (token position), its class, and the keys of the words around it.

    ``target`` is the first content word or number after it; ``number`` the number that a limit binds.
    """

    name: str
    phrase: str
    start: int
    scope: frozenset[str]
    target: str | None
    number: str | None


@lru_cache(maxsize=20_000)
def find_operators(tokens: tuple[Token, ...], slack: int = 0) -> tuple[Operator, ...]:
    """All operators of a text in order, the longest phrase at every place."""
    found: list[Operator] = []
    longest = max(map(len, operators()))
    position = 0
    while position < len(tokens):
        for length in range(min(longest, len(tokens) - position), 0, -1):
            phrase = tuple(token.lower for token in tokens[position : position + length])
            name = operators().get(phrase)
            if name and _counts(" ".join(phrase), tokens, position, length):
                found.append(_operator(name, " ".join(phrase), tokens, position, length, slack))
                position += length
                break
        else:
            position += 1
    return tuple(found)


def _counts(phrase: str, tokens: Sequence[Token], position: int, length: int) -> bool:
    if phrase == "may" and _is_month(tokens, position):
        return False
    if phrase in _NEEDS_NUMBER:
        following = tokens[position + length : position + length + 2]
        return any(token.kind == "number" or token.lower in _MONTH_NAMES for token in following)
    return True


def _is_month(tokens: Sequence[Token], position: int) -> bool:
    following = tokens[position + 1 : position + 2]
    return tokens[position].written == "May" and (position > 0 or bool(following and following[0].kind == "number"))


def _operator(name: str, phrase: str, tokens: Sequence[Token], position: int, length: int, slack: int) -> Operator:
    end = position + length
    after = _until_stop(tokens[end : end + REACH_AFTER + slack])
    before = _until_stop(tokens[max(0, position - REACH_BEFORE - slack) : position][::-1])
    content = [token.key for token in after if is_content(token)]
    numbers = [token.key for token in (before if phrase in _POSTPOSED else after) if token.kind == "number"]
    return Operator(
        name=name,
        phrase=phrase,
        start=position,
        scope=frozenset(content) | {token.key for token in before if is_content(token)},
        target=content[0] if content else None,
        number=numbers[0] if name in LIMITS and numbers else None,
    )


def _until_stop(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    for token in tokens:
        if token.kind == "stop":
            break
        kept.append(token)
    return kept


@lru_cache(maxsize=1)
def _operator_words() -> frozenset[str]:
    return frozenset(word for phrase in operators() for word in phrase)


def is_content(token: Token) -> bool:
    """Whether a token says something of its own: neither a stop, nor generic, nor part of an operator."""
    if token.kind != "word":
        return token.kind == "number"
    return (
        token.lower not in word_set("generic")
        and token.lower not in word_set("persons")
        and (token.lower not in _operator_words() or (token.lower == "may" and token.written == "May"))
    )
