"""«If you graduated in 2022, …»: the asker's own facts, restated before the rule.

A sentence may begin with what the asker wrote about themselves. That part is checked against their words; the rest
must carry the passage's rule with all its numbers, dates and limits, so that the reader sees whether it fits them.
"""

from __future__ import annotations

import re

from assistant.verify import facts
from assistant.verify.checks import uncovered
from assistant.verify.operators import find_operators, is_content
from assistant.verify.text import tokens

_PREMISE = re.compile(
    r"^(?:If|As|Since|Because|With|Given that|Although) (?:you|your)\b([^,;:.!?]{1,160}),\s+(.+)$", re.DOTALL
)
# What somebody says is no fact about the asker.
_HEARSAY = re.compile(
    r"\b(?:know|knew|said|say|says|wrote|read|heard|hear|told|see|saw|mention\w*|believe|think|claim\w*|note\w*)\b",
    re.IGNORECASE,
)


def split_premise(text: str, asker: str, statement: str) -> tuple[str | None, str]:
    """The leading premise where it only restates the asker's words, and the rest of the sentence."""
    found = _PREMISE.match(text)
    if not found or not asker or _HEARSAY.search(found[1]):
        return None, text
    said, known = tokens(found[1]), tokens(f"{asker}. {statement}")
    holds = not uncovered(said, known, ()) and {key for _, key in facts.numbers(said)} <= {
        key for _, key in facts.numbers(known)
    }
    names = {token.key for token in known}
    if not holds or any(token.key not in names for _, token in facts.names(said)):
        return None, text
    return found[1], found[2]


def keeps_all_facts(text: str, piece: str) -> bool:
    """Whether the text has all numbers, names, limits and negations of the piece."""
    said, there = tokens(text), tokens(piece)
    keys = {token.key for token in said}
    facts_there = {key for _, key in facts.numbers(there)} | {
        token.key for _, token in facts.names(there) if is_content(token)
    }
    operators_said = {operator.name for operator in find_operators(said)}
    return facts_there <= keys and {operator.name for operator in find_operators(there)} <= operators_said
