"""One search: the words to match and the time that it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.index.lexical import tokens_of
from assistant.understand.followup import Thread
from assistant.understand.time import TimeScope

# What a word weighs in the lexical search: of the question, the one before it, those further back, the last answer.
OWN_WEIGHT = 1.0
LAST_WEIGHT = 0.5
EARLIER_WEIGHT = 0.25


@dataclass(frozen=True)
class Query:
    """One search: the words to match and the time it is about.

    ``expansion`` holds other names of its terms, ``thread`` the turns before it.
    """

    text: str
    scope: TimeScope = field(default_factory=TimeScope)
    expansion: tuple[str, ...] = ()
    thread: Thread = field(default_factory=Thread)

    @property
    def in_context(self) -> str:
        """The earlier questions and this one, oldest first."""
        return "\n".join((*reversed(self.thread.questions), self.text))

    @property
    def embedded_texts(self) -> tuple[str, ...]:
        """What is embedded; where there are two, the sum of their vectors is searched with.

        A follow-up is read in its context and alone: the one keeps the thread, the other what is new.
        """
        names = f" ({', '.join(self.expansion)})" if self.expansion else ""
        alone = self.text + names
        return (self.in_context + names, alone) if self.thread.questions else (alone,)

    @property
    def words(self) -> dict[str, float]:
        """What the lexical search matches: stems with their weights, the highest where a word stands twice."""
        last, *earlier = self.thread.questions or ("",)
        lent = [(text, EARLIER_WEIGHT) for text in (self.thread.said, *earlier)]
        own = (" ".join((self.text, *self.expansion)), OWN_WEIGHT)
        return {token: weight for text, weight in (*lent, (last, LAST_WEIGHT), own) for token in tokens_of(text)}
