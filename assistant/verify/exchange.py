"""A near copy of a statement, compared word by word: no fact and no operator may stand in the place of another."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import NamedTuple

from assistant.verify import facts
from assistant.verify.lexicon import word_set
from assistant.verify.operators import find_operators, is_content
from assistant.verify.text import Token

Tokens = tuple[Token, ...]
# From this share of a claim's words in the passage's order on, the claim is a copy and exchanged words are suspect.
COPY_SHARE = 0.6


class _Change(NamedTuple):
    """Where claim and passage differ: the facts of either side, their operators, and whether content is touched."""

    new: frozenset[str]
    old: frozenset[str]
    operators_differ: bool
    has_content: bool


def no_exchange(claim: Tokens, passage: Tokens, header: Tokens) -> bool:
    """Whether a near copy keeps every fact and operator in its place; facts may move, not change places."""
    ours, theirs = [token.key for token in claim], [token.key for token in passage]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if sum(block.size for block in matcher.get_matching_blocks()) < COPY_SHARE * len(ours):
        return True
    changes = _changes(matcher, claim, passage, header)
    left_out = frozenset[str]().union(*(change.old for change in changes))
    for change in changes:
        # An operator may go or move with whole phrases, not on its own.
        if change.operators_differ and not change.has_content:
            return False
        # A fact that is new in this place and stands in the passage's other places too has driven another one out.
        if change.old and change.new - left_out:
            return False
    if _swapped(changes):
        return False
    # A claim about A and B that names B twice took A out.
    lent = [token.key for token in header]
    return all(ours.count(key) <= max(1, theirs.count(key) + lent.count(key)) for key in _fact_keys(claim) if key)


def _changes(matcher: SequenceMatcher[str], claim: Tokens, passage: Tokens, header: Tokens) -> list[_Change]:
    our_facts, their_facts = _fact_keys(claim), _fact_keys(passage)
    said, there = _classes(claim), _classes(passage)
    spelled = facts.initials(passage) | facts.initials(header) | facts.initials(claim)
    found = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        run = claim[start:end] + passage[other_start:other_end]
        found.append(
            _Change(
                frozenset(our_facts[start:end]) - spelled - {""},
                frozenset(their_facts[other_start:other_end]) - spelled - {""},
                set(said[start:end]) - {""} != set(there[other_start:other_end]) - {""},
                any(is_content(token) for token in run),
            )
        )
    return found


def _swapped(changes: list[_Change]) -> bool:
    """«FSMB … ECFMG» for «ECFMG … FSMB»: each in the other's place."""
    replaced = [change for change in changes if change.new and change.old]
    return any(
        one.new & other.old and other.new & one.old
        for place, one in enumerate(replaced)
        for other in replaced[place + 1 :]
    )


def _classes(tokens: Tokens) -> list[str]:
    """Class of the operator that each token belongs to; empty where none."""
    found = [""] * len(tokens)
    for operator in find_operators(tokens):
        for place in range(operator.start, operator.start + len(operator.phrase.split())):
            found[place] = operator.name
    return found


def _fact_keys(tokens: Tokens) -> list[str]:
    """Key of each token that is a name or a number; empty where it is neither, or a word for whoever asks."""
    found = [token.key if token.kind == "number" else "" for token in tokens]
    for place, token in facts.names(tokens):
        found[place] = token.key
    first = tokens[0]
    if first.is_name and is_content(first):
        found[0] = first.key
    return ["" if token.lower in word_set("persons") else key for token, key in zip(tokens, found, strict=True)]
