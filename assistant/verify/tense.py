"""Past and present: a rule that ended is not told as one that holds, nor the other way round."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from assistant.verify.lexicon import irregular_past, tense_words
from assistant.verify.text import Token

Tokens = tuple[Token, ...]
_HELPERS = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "get", "gets", "got"])
_YEAR = re.compile(r"(?:19|20)\d\d")


def same_tense(claim: Tokens, passage: Tokens) -> bool:
    """No verb that the passage has in the past only is in the present in the claim, and «was» is not put for «is»."""
    there = {token.lower for token in passage}
    if _exchanged(claim, passage):
        return False
    for position, token in enumerate(claim):
        if token.kind != "word" or token.lower in there:
            continue
        if _past_only(token, passage, there) and not _after_helper(claim, position):
            return False
    said = {token.lower for token in claim}
    return not (said & {"was", "were"} and there & {"is", "are"} and not there & {"was", "were", "had", "did"})


def _exchanged(claim: Tokens, passage: Tokens) -> bool:
    """Whether, word beside word, a present form stands where the passage has its past, or the past for a present."""
    ours, theirs = [token.lower for token in claim], [token.lower for token in passage]
    for tag, start, end, other_start, other_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "replace":
            new, old = set(ours[start:end]), set(theirs[other_start:other_end])
            if any(irregular_past().get(word, frozenset()) & old for word in new - old):
                return True
            if any(irregular_past().get(word, frozenset()) & new for word in old - new):
                return True
    return False


def _past_only(token: Token, passage: Tokens, there: set[str]) -> bool:
    """Whether the passage has this verb, and only in a simple past form."""
    lower = token.lower
    if irregular := irregular_past().get(lower):
        others = {"is", "are"} if lower in {"is", "are"} else {"has", "have"} if lower in {"has", "have"} else set()
        return bool(irregular & there) and not others & there
    if lower.endswith("ed"):
        return False
    forms = [place for place, other in enumerate(passage) if other.key == token.key and other.kind == "word"]
    return bool(forms) and all(
        passage[place].lower.endswith("ed") and not _after_helper(passage, place) for place in forms
    )


def _after_helper(tokens: Tokens, position: int) -> bool:
    before = tokens[max(0, position - 3) : position]
    return any(token.lower in _HELPERS | {"to", "must", "may", "can", "will", "should", "not"} for token in before)


def told_as_past(claim: Tokens, passage: Tokens, *, year: int) -> bool:
    """For a passage that ended before a day in ``year``: the claim frames it as past, with no word of the present.

    A frame is a word of the past, a verb in the past, or a year that is not to come.
    """
    said = {token.lower for token in claim}
    there = {token.lower for token in passage}
    if said & (tense_words("now") | tense_words("present_verbs")) - there or _brought_forward(said, there):
        return False
    simple_past = {word for word in said & there if word.endswith("ed")} | said & _all_irregular_past()
    years = [int(token.key) for token in claim if token.kind == "number" and _YEAR.fullmatch(token.key)]
    return bool(said & tense_words("past") or simple_past or any(named <= year for named in years))


def _brought_forward(said: set[str], there: set[str]) -> bool:
    """«costs» for «cost», «takes» for «take»."""
    return any(word.endswith("s") and word not in there and word[:-1] in there for word in said)


@lru_cache(maxsize=1)
def _all_irregular_past() -> frozenset[str]:
    return frozenset(past for forms in irregular_past().values() for past in forms)
