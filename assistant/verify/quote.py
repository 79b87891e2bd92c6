"""A model's quote -> the statements of the passage that hold it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.verify.text import plain

MIN_QUOTE_WORDS = 3
_ELLIPSIS = re.compile(r"\s*(?:\.{3}|…|\[…\]|\[\.{3}\])\s*")
_WORD = re.compile(r"\w+")
_EDGES = " \t\n\"'«»<>.,;:-*•()"


def normal_quote(text: str) -> str:
    """Text as quotes compare: one form of signs and spaces, lower case, no signs at the ends."""
    return plain(text).casefold().replace("«", '"').replace("»", '"').strip(_EDGES)


def find_quote(quote: str, statements: Sequence[str]) -> tuple[int, ...]:
    """Positions of the statements that the quote touches; empty where the passage does not hold it.

    The quote may run over several statements and may leave words out with an ellipsis. One of fewer than three
    words counts only where it is a whole statement.
    """
    normal = [normal_quote(statement) for statement in statements]
    pieces = [piece for piece in (normal_quote(piece) for piece in _ELLIPSIS.split(quote)) if piece]
    if not pieces or (sum(len(piece.split()) for piece in pieces) < MIN_QUOTE_WORDS and pieces[0] not in normal):
        return ()
    touched: list[int] = []
    for piece in pieces:
        places = _places(piece, normal)
        if not places:
            return ()
        touched += places
    return tuple(dict.fromkeys(touched))


def _places(piece: str, normal: Sequence[str]) -> list[int]:
    for position, statement in enumerate(normal):
        if _inside(piece, statement):
            return [position]
    return _across(_WORD.findall(piece), [_WORD.findall(statement) for statement in normal])


def _across(words: Sequence[str], statements: Sequence[Sequence[str]]) -> list[int]:
    """The statements over whose borders the words run, whichever signs the model put between them."""
    owners = [position for position, statement in enumerate(statements) for _ in statement]
    joined = [word for statement in statements for word in statement]
    for start in range(len(joined) - len(words) + 1):
        if joined[start : start + len(words)] == list(words):
            return list(dict.fromkeys(owners[start : start + len(words)]))
    return []


def _inside(piece: str, statement: str) -> bool:
    start = statement.find(piece)
    while start >= 0:
        end = start + len(piece)
        whole_start = start == 0 or not statement[start - 1].isalnum()
        if whole_start and (end == len(statement) or not statement[end].isalnum()):
            return True
        start = statement.find(piece, start + 1)
    return False
