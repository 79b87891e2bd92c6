"""What the verifier says of a sentence, and what it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.answer import Standing

Reason = Literal[
    "form",  # a link, markup, hidden characters, or nothing
    "quote",  # the quoted words are not in the passage, or there are none
    "number",
    "date",
    "name",
    "coverage",  # a content word that the passage does not hold
    "negation",
    "modality",  # must, may, should
    "limit",  # only, at least, before, every …
    "qualifier",  # a condition, exception or doubt left out
    "addressee",  # a rule for some retold as a rule for all
    "exchange",  # a near copy with facts exchanged
    "tense",
    "stale",  # a rule that ended told as one that holds
    "entailment",  # the NLI model does not follow
    "translation",
]


@dataclass(frozen=True)
class Source:
    """One statement that a sentence may rest on, with what stands above it and whether it holds."""

    text: str
    header: str
    standing: Standing


@dataclass(frozen=True)
class Verdict:
    """Whether a sentence may be shown; ``rests_on`` are positions of the sources that carry it."""

    rests_on: tuple[int, ...] = ()
    reason: Reason | None = None

    @property
    def accepted(self) -> bool:
        """True where every part of the sentence is carried."""
        return self.reason is None


@dataclass(frozen=True)
class Claim:
    """A sentence to check: its English text, the quoted words, and whose facts it may restate.

    ``asker`` is what the asker wrote about themselves (question, profile, earlier turns); a leading «If you …,» may
    repeat it.
    """

    text: str
    sources: Sequence[Source]
    today: date
    asker: str = ""
