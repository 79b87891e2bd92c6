"""How much of a claim a text carries, as numbers: for texts of any field, where the strict rules have no home.

The benchmark on human-made claims weighs these measures; the verifier itself decides by rules, not by weights.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from assistant.verify.operators import is_content
from assistant.verify.text import Token, tokens

# Words of one beginning this long count as one: «publish|er», «publish|ed».
SHARED_BEGINNING = 5


class Measures(NamedTuple):
    """Of one claim: weighted cover by all sentences and by the two best, adjacent pairs found in one sentence,
    numbers, names and other words not found, and the lengths of claim and text."""

    cover: float
    cover_by_two: float
    pairs: float
    missing_numbers: int
    missing_names: int
    missing_words: int
    claim_length: int
    log_text_length: float


def rarity(sentences: Iterable[str]) -> Callable[[str], float]:
    """Inverse sentence frequency of a token's key over a collection."""
    seen: Counter[str] = Counter()
    total = 0
    for sentence in sentences:
        total += 1
        seen.update({token.key for token in tokens(sentence) if is_content(token)})
    return lambda key: math.log(1 + total / (1 + seen[key]))


def measure(claim: str, text: Sequence[str], weight: Callable[[str], float]) -> Measures:
    """All measures of a claim against the sentences of a text; ``weight`` says how much a word tells."""
    said = [token for token in tokens(claim) if is_content(token)]
    parts = [frozenset(token.key for token in tokens(sentence) if is_content(token)) for sentence in text]
    known = frozenset().union(*parts)
    beginnings = frozenset(key[:SHARED_BEGINNING] for key in known if len(key) >= SHARED_BEGINNING)
    found = [_is_known(token, known, beginnings) for token in said]
    missing = [token for token, here in zip(said, found, strict=True) if not here]
    keys = [token.key for token in said]
    whole = sum(map(weight, keys)) or 1.0
    adjacent = list(itertools.pairwise(keys))
    return Measures(
        cover=sum(weight(token.key) for token, here in zip(said, found, strict=True) if here) / whole,
        cover_by_two=_cover_by_best(keys, parts, weight, 2) / whole,
        pairs=_share(any(one in part and other in part for part in parts) for one, other in adjacent),
        missing_numbers=sum(token.kind == "number" for token in missing),
        missing_names=sum(token.is_name for token in missing),
        missing_words=sum(token.kind == "word" and not token.is_name for token in missing),
        claim_length=len(said),
        log_text_length=math.log(1 + sum(map(len, parts))),
    )


def _is_known(token: Token, known: frozenset[str], beginnings: frozenset[str]) -> bool:
    if token.key in known:
        return True
    return token.kind == "word" and len(token.key) >= SHARED_BEGINNING and token.key[:SHARED_BEGINNING] in beginnings


def _cover_by_best(
    keys: Sequence[str], parts: Sequence[frozenset[str]], weight: Callable[[str], float], count: int
) -> float:
    covered: set[str] = set()
    for _ in range(count):
        left = frozenset(keys) - covered
        covered |= max((left & part for part in parts), key=lambda gain: sum(map(weight, gain)), default=frozenset())
    return sum(weight(key) for key in keys if key in covered)


def _share(hits: Iterable[bool]) -> float:
    """Share of true values; 1 where there are none, since nothing is missing then."""
    values = list(hits)
    return sum(values) / len(values) if values else 1.0
