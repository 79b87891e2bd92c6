"""The single checks of a claim against one piece of its passage; each returns True where the claim holds.

All take canonical tokens. ``passage`` is the statement, or the sentences of it, that the claim retells; ``header``
is the title and heading above it, which may lend words and seasons but no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.verify import facts
from assistant.verify.lexicon import synonyms, word_set
from assistant.verify.operators import LIMITS, MODAL_VERBS, SLACK, Operator, find_operators, is_content
from assistant.verify.text import Token

Tokens = tuple[Token, ...]
# A year this near to the begin or end of a sentence belongs to all of it.
EDGE = 5
# The title above a statement may lend this share of a claim's content words.
LENT_SHARE = 0.4
# Words of one family share this much of their beginning: «regist|er», «regist|ration».
FAMILY_SHARE = 0.75
# The subject of a sentence is among its first words.
SUBJECT_WORDS = 6
# Leaving one of these out of a claim makes the rule wider than it is.
_WHOLE_SENTENCE = {
    "except": {"except", "only", "condition"},
    "condition": {"condition", "except"},
    "false": {"false"},
    "tentative": {"tentative"},
}
_CONDITION_WORDS = frozenset(
    {
        "if",
        "when",
        "once",
        "where",
        "who",
        "whose",
        "whoever",
        "provided",
        "after",
        "in",
        "for",
        "unless",
        "with",
        "without",
    }
)
# These change a rule wherever they are added or left out.
_SCOPED = frozenset({"not", "only", "must", "may", "should"})


def numbers_hold(claim: Tokens, passage: Tokens, header: Tokens) -> bool:
    """Every number is in the passage, counts the same unit and stands near a word it stands near there."""
    for position, key in facts.numbers(claim):
        places = [place for place, other in facts.numbers(passage) if other == key]
        if not places:
            if not _season_of_header(claim, position, header):
                return False
            continue
        unit = facts.unit_of(claim, position)
        near = facts.context(claim, position, facts.CONTEXT_REACH)
        if not any(_same_use(passage, place, unit, near) for place in places):
            return False
    return True


def _same_use(passage: Tokens, place: int, unit: str | None, near: frozenset[str]) -> bool:
    other_unit = facts.unit_of(passage, place)
    if unit and other_unit and unit != other_unit:
        return False
    there = facts.context(passage, place, facts.CONTEXT_REACH + SLACK)
    if _is_adverbial(passage, place):
        there = frozenset(token.key for token in passage)
    return not near or not there or any(_known(key, there) for key in near)


def _is_adverbial(passage: Tokens, place: int) -> bool:
    """The only year of a sentence, at its begin or end: «In 2025, …» may also stand at the other end."""
    years = [key for _, key in facts.numbers(passage) if facts.is_year(key)]
    at_edge = place <= EDGE or place >= len(passage) - EDGE
    return at_edge and facts.is_year(passage[place].key) and len(years) == 1


def _season_of_header(claim: Tokens, position: int, header: Tokens) -> bool:
    """«2026 Pathways» in the claim, «2026 Pathways» in the title."""
    following = claim[position + 1].key if position + 1 < len(claim) else None
    return any(
        token.key == claim[position].key and header[place + 1 : place + 2] and header[place + 1].key == following
        for place, token in enumerate(header)
    )


def dates_hold(claim: Tokens, passage: Tokens) -> bool:
    """Every date is one of the passage's, as far as the claim writes it out."""
    known = facts.dates(passage)
    return all(any(day.within(other) for other in known) for day in facts.dates(claim))


def names_hold(claim: Tokens, passage: Tokens, header: Tokens) -> bool:
    """Every name is in the passage or its title, or is its acronym or its long form."""
    words = {token.key for token in (*passage, *header) if token.kind == "word"}
    spelled = facts.initials(passage) | facts.initials(header)
    acronyms = facts.acronyms(passage) | facts.acronyms(header)
    long_forms = facts.initials(claim) & acronyms
    for _, token in facts.names(claim):
        if token.key in words or token.lower in spelled or token.lower in word_set("persons"):
            continue
        if any(token.lower[0] in acronym for acronym in long_forms):
            continue
        return False
    return True


def covered(claim: Tokens, passage: Tokens, header: Tokens) -> bool:
    """Every content word is in the passage or its title, in one of its forms or as a synonym; most in the passage."""
    lent = uncovered(claim, passage, ())
    words = [token for token in claim if token.kind == "word" and is_content(token)]
    if uncovered(claim, passage, header) or len(lent) > LENT_SHARE * len(words):
        return False
    # A name may be lent whole; two other words in a row would be a statement of the title's own.
    return not any(
        one in lent and other in lent and not (one.is_name and other.is_name) for one, other in pairwise(words)
    )


def uncovered(claim: Tokens, passage: Tokens, header: Tokens) -> list[Token]:
    """The content words that the passage does not hold."""
    known = frozenset(token.key for token in (*passage, *header) if token.kind == "word")
    spelled = facts.initials(passage) | facts.initials(header)
    long_forms = facts.initials(claim) & (facts.acronyms(passage) | facts.acronyms(header))
    return [
        token
        for token in claim
        if token.kind == "word"
        and is_content(token)
        and not _known(token.key, known)
        and token.lower not in spelled
        and not (token.written[0].isupper() and any(token.lower[0] in acronym for acronym in long_forms))
    ]


def _known(key: str, known: frozenset[str]) -> bool:
    return (
        key in known
        or not synonyms().get(key, frozenset()).isdisjoint(known)
        or any(_family(key, other) for other in known)
    )


def _family(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 5 or len(longer) - len(shorter) > 4:
        return False
    shared = next((place for place, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    return shared >= max(5, FAMILY_SHARE * len(longer) - 1) and shared >= len(shorter) - 1


def operators_hold(claim: Tokens, passage: Tokens, *, family: frozenset[str]) -> bool:
    """Operators of ``family`` are neither added, nor moved to other words, nor taken off words of the claim."""
    said = [operator for operator in find_operators(claim) if operator.name in family]
    there = [operator for operator in find_operators(passage, SLACK) if operator.name in family]
    return all(any(_same(one, other) for other in there) for one in said) and not any(
        _left_out(other, claim, passage, said, there) for other in there
    )


def _same(said: Operator, there: Operator) -> bool:
    if said.name != there.name:
        return False
    if said.name in LIMITS and said.number is not None:
        return said.number in there.scope
    return not said.scope or not there.scope or any(_known(key, there.scope) for key in said.scope)


def _left_out(
    there: Operator, claim: Tokens, passage: Tokens, said: Sequence[Operator], all_there: Sequence[Operator]
) -> bool:
    """Whether the claim repeats the word that ``there`` works on, without the operator."""
    if there.name not in _SCOPED or there.target is None:
        return False
    if there.name in {"must", "may", "should"} and there.phrase not in MODAL_VERBS:
        return False
    said_words = frozenset(token.key for token in claim)
    if not _known(there.target, said_words) or any(one.name == there.name and _same(one, there) for one in said):
        return False
    # The same word may stand in the passage without the operator as well; then the claim may mean that place.
    free = sum(token.key == there.target for token in passage)
    bound = sum(other.target == there.target for other in all_there if other.name == there.name)
    return free <= bound


def qualifiers_kept(claim: Tokens, passage: Tokens) -> bool:
    """A sentence that is conditional, excepted, tentative or called wrong is not retold as plain fact."""
    said = {operator.name for operator in find_operators(claim)}
    for operator in find_operators(passage):
        keepers = _WHOLE_SENTENCE.get(operator.name)
        if not keepers or said & keepers:
            continue
        if operator.name == "condition" and any(token.lower in _CONDITION_WORDS for token in claim):
            continue
        return False
    return True


def addressee_kept(claim: Tokens, passage: Tokens) -> bool:
    """A rule for students, Canadians, schools … is not retold as a rule for «you»."""
    speaks_to_all = any(token.lower in word_set("persons") for token in claim)
    subject = [token for place, token in enumerate(passage) if _is_subject(passage, place)]
    said = frozenset(token.key for token in claim)
    return not (speaks_to_all and subject) or any(token.key in said for token in subject)


def _is_subject(passage: Tokens, place: int) -> bool:
    """Whether a word for certain people is at the head of the passage, or what they must or may do follows it."""
    if passage[place].lower not in word_set("addressees"):
        return False
    following = passage[place + 1 : place + 2]
    return place < SUBJECT_WORDS or any(token.lower in MODAL_VERBS for token in following)
