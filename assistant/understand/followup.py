"""A follow-up with the turns before it -> what its search carries of them.

Earlier questions stand before the new one in the text that is embedded; what the assistant said lends words to the
lexical search only, for in the embedded text it drowns what is new (figures in eval/README.md, ablation).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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
# Questions that are carried, and words of the assistant's last answer.
MAX_BACK = 2
ANSWER_WORDS = 100


@dataclass(frozen=True)
class Thread:
    """What a search carries of the conversation: earlier questions, newest first, and how the last answer opened."""

    questions: tuple[str, ...] = ()
    said: str = ""

    def after(self, question: str) -> Thread:
        """The thread of what is asked next, right after ``question``."""
        return Thread((question, *self.questions)[:MAX_BACK], self.said)


def leans_on_history(question: str, short: int = SELF_CONTAINED_WORDS) -> bool:
    """Whether the question is hard to understand without the turn before; one of up to ``short`` words is."""
    return len(question.split()) <= short or bool(_LEANS_BACK.search(question)) or points_back(question)


def points_back(question: str) -> bool:
    """Whether a pronoun in the question stands for something said before it."""
    return bool(_PRONOUN.search(question))


def user_turns(history: Sequence[Turn]) -> list[str]:
    """What the person said before, oldest first."""
    return [text for role, text in history if role == "user" and text.strip()]


def thread_of(history: Sequence[Turn]) -> Thread:
    """The end of the conversation; empty where nothing was asked before."""
    questions = tuple(reversed(user_turns(history)[-MAX_BACK:]))
    if not questions:
        return Thread()
    said = next((text for role, text in reversed(history) if role == "assistant"), "")
    return Thread(questions, " ".join(said.split()[:ANSWER_WORDS]))
