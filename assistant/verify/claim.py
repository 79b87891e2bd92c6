"""A claim against the statements it rests on: the rules in their order, piece by piece."""

from __future__ import annotations

import re

from assistant.verify import checks, tense
from assistant.verify.exchange import no_exchange
from assistant.verify.premise import keeps_all_facts, split_premise
from assistant.verify.quote import normal_quote
from assistant.verify.text import plain, sentences, tokens
from assistant.verify.verdict import Claim, Reason, Source, Verdict

# Words between these marks are a wrong claim that the statement corrects, unless they are a title or a name.
_REPORTED = re.compile(r"«[^»]*»")
_REPORTS = re.compile(
    r"\b(?:say\w*|said|claim\w*|wrong\w*|describ\w*|older?|guides?|pages?|name[sd]?|called)\b", re.IGNORECASE
)
_CLAUSE = re.compile(r",\s+(?:and|but|while|whereas)\s+|,\s+(?=(?:and|but|while|whereas)\s)", re.IGNORECASE)
_MODALITY = frozenset({"must", "may", "should"})
_LIMITS = frozenset(
    {
        "only",
        "minimum",
        "maximum",
        "over",
        "under",
        "before",
        "after",
        "until",
        "from",
        "within",
        "except",
        "all",
        "part",
    }
)


def check_claim(claim: Claim) -> Verdict:
    """Accept a claim where each of its sentences, or else each of its clauses, is carried by one statement."""
    rests_on: list[int] = []
    whole = _best(claim.text, claim)
    if whole.accepted:
        return whole
    for sentence in sentences(claim.text):
        verdict = _check_sentence(sentence, claim)
        if not verdict.accepted:
            return verdict
        rests_on += verdict.rests_on
    return Verdict(tuple(dict.fromkeys(rests_on))) if rests_on else Verdict(reason="form")


def _check_sentence(sentence: str, claim: Claim) -> Verdict:
    whole = _best(sentence, claim)
    clauses = _CLAUSE.split(sentence)
    if whole.accepted or len(clauses) < 2 or len(claim.sources) < 2:
        return whole
    parts = [_best(clause, claim) for clause in clauses]
    if all(part.accepted for part in parts):
        return Verdict(tuple(dict.fromkeys(place for part in parts for place in part.rests_on)))
    return whole


def _best(text: str, claim: Claim) -> Verdict:
    """The verdict of the first source that carries the text; else the reason of the one that came furthest."""
    furthest: tuple[int, Reason] = (-1, "quote")
    for position, source in enumerate(claim.sources):
        reason = _against(text, source, claim)
        if reason is None:
            return Verdict((position,))
        furthest = max(furthest, (_ORDER.index(reason), reason))
    return Verdict(reason=furthest[1])


def _against(text: str, source: Source, claim: Claim) -> Reason | None:
    if _is_verbatim(text, source.text):
        return None if _holds_now(text, text, source, claim) else "stale"
    reason = _rules(text, _piece(text, source), source, claim)
    premise, rest = split_premise(text, claim.asker, source.text)
    if reason and premise:
        piece = _piece(rest, source)
        if keeps_all_facts(rest, piece) and _rules(rest, piece, source, claim) is None:
            return None
    return reason


def _is_verbatim(text: str, statement: str) -> bool:
    """Whether the text is the whole statement or whole sentences of it, word for word."""
    whole = [normal_quote(sentence) for sentence in sentences(statement)]
    said = [normal_quote(sentence) for sentence in sentences(text)]
    return any(whole[start : start + len(said)] == said for start in range(len(whole) - len(said) + 1))


def _holds_now(text: str, piece: str, source: Source, claim: Claim) -> bool:
    return source.standing == "current" or tense.told_as_past(tokens(text), tokens(piece), year=claim.today.year)


def _piece(text: str, source: Source) -> str:
    """The sentence of the statement that a one-sentence text retells; else the whole statement.

    Against the whole, words of one sentence would excuse what is missing from another; against any that holds all
    words, one that says the same of other things would.
    """
    whole = _without_reported(source.text)
    if len(sentences(text)) > 1:
        return whole
    said, header = tokens(text), tokens(source.header)
    keys = {token.key for token in said}
    holding = [part for part in sentences(whole) if checks.covered(said, tokens(part), header)]

    def nearness(part: str) -> tuple[int, int]:
        there = tokens(part)
        return -len(checks.uncovered(said, there, ())), len(keys & {token.key for token in there})

    return max(holding, key=nearness, default=whole)


def _without_reported(statement: str) -> str:
    if not _REPORTS.search(statement):
        return plain(statement)
    return _REPORTED.sub(lambda found: found[0] if found[0][1:2].isupper() else " ", plain(statement))


def _rules(text: str, piece: str, source: Source, claim: Claim) -> Reason | None:
    said, there, header = tokens(text), tokens(piece), tokens(source.header)
    if not said:
        return "form"
    rules: tuple[tuple[Reason, bool], ...] = (
        ("coverage", checks.covered(said, there, header)),
        ("name", checks.names_hold(said, there, header)),
        ("number", checks.numbers_hold(said, there, header)),
        ("date", checks.dates_hold(said, there)),
        ("negation", checks.operators_hold(said, there, family=frozenset({"not"}))),
        ("modality", checks.operators_hold(said, there, family=_MODALITY)),
        ("limit", checks.operators_hold(said, there, family=_LIMITS)),
        ("qualifier", checks.qualifiers_kept(said, there)),
        ("addressee", checks.addressee_kept(said, there)),
        ("exchange", no_exchange(said, there, header)),
        ("tense", tense.same_tense(said, there)),
        ("stale", _holds_now(text, piece, source, claim)),
    )
    return next((reason for reason, holds in rules if not holds), None)


_ORDER: tuple[Reason, ...] = (
    "quote", "form", "coverage", "name", "number", "date", "negation", "modality", "limit", "qualifier", "addressee",
    "exchange", "tense", "stale",
)  # fmt: skip
