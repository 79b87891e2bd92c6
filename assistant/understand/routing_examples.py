"""Routing by likeness to labelled examples, for wordings that no rule foresees.

Two things count for a kind: how much nearer its examples are than the questions on the corpus' matters, and what the
token states say (:mod:`assistant.understand.intent`) where they can be read; under another embedding model likeness has
to do.

The examples for the corpus teach the reading alone: among 61,000 questions on its matters they change one message in
600. Measured on 896 English messages of ``dev``, 78 of which no rule finds and the corpus is not for: reading alone routes
47 rightly and takes one of 611 answerable questions away, likeness alone 39 and none, both together 54 and one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from assistant.embedding.cosines import cosines, nearness
from assistant.embedding.encoder import Vectors
from assistant.understand.intent import KINDS, Intent
from assistant.understand.route import Route, RouteKind

if TYPE_CHECKING:
    from torch import Tensor

IN_SCOPE: Final = "in_scope"
# What it adds to a kind's lead that its examples are nearer than all that is for the corpus.
LIKENESS_WEIGHT = 20.0
# The lead that a kind must have: the more, the surer the corpus answers the message; where it does not, only the words
# of the refusal are at stake. A cry for help is taken at less. All chosen on dev.
UNANSWERED_MARGIN = -2.5
MARGIN_FOR_SURE = 3.0
CRISIS_MARGIN = 0.0
# The same where messages are not read, under another embedding model.
UNREAD_MARGIN = -0.4
# How far every kind must be behind before a rule is overruled: what rules take rightly is seldom below -4, what they
# take wrongly seldom above -8.
OVERRULING_LEAD = -6.0


class Example(BaseModel):
    """A message and where it goes; «in_scope» goes to the corpus."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: RouteKind | Literal["in_scope"]
    topic: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """All packaged examples."""
    lines = (files("assistant.understand") / "data" / "examples.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Example.model_validate_json(line) for line in lines)


def compared_examples() -> tuple[Example, ...]:
    """The examples that messages are compared with: those that the corpus is not for.

    Its own questions are at hand as vectors, many times as many as the examples for it; those only teach the reading.
    """
    return tuple(example for example in examples() if example.kind != IN_SCOPE)


def example_texts() -> list[str]:
    """What is embedded of :func:`compared_examples`."""
    return [example.text for example in compared_examples()]


@dataclass(frozen=True, eq=False)
class Comparison:
    """A message beside the examples.

    ``nearest`` is the likeliest kind with the topic of its nearest example, ``lead`` by how much it leads «for the
    corpus»; ``is_read`` tells whether the message was read as well as compared.
    """

    nearest: Route
    lead: float
    is_read: bool

    def route(self, *, answered: float) -> Route | None:
        """Where the message goes; None where the corpus shall answer, which it does with the probability ``answered``."""
        margin = UNANSWERED_MARGIN + MARGIN_FOR_SURE * answered if self.is_read else UNREAD_MARGIN
        return self.nearest if self.lead >= (CRISIS_MARGIN if self.nearest.kind == "crisis" else margin) else None

    @property
    def for_corpus(self) -> bool:
        """Whether the message clearly is a question for the corpus; only a message that is read can be."""
        return self.is_read and self.lead <= OVERRULING_LEAD


@dataclass(frozen=True, eq=False)
class ExampleRouter:
    """Compares with ``labelled`` examples by their unit ``vectors``, a row each, and by what ``intent`` reads."""

    labelled: tuple[Example, ...]
    vectors: Vectors
    intent: Intent | None = None

    @cached_property
    def _places(self) -> dict[str, npt.NDArray[np.intp]]:
        """Kind -> the positions of its examples."""
        kinds = np.array([example.kind for example in self.labelled])
        return {kind: np.flatnonzero(kinds == kind) for kind in KINDS}

    def compare(self, vector: Vectors, states: Tensor | None = None, *, near_corpus: float) -> Comparison:
        """The message with this unit vector and these token states beside the examples.

        ``near_corpus`` tells how near the message is to questions on the corpus' matters (:func:`nearness`).
        """
        likeness = cosines(self.vectors, vector)
        near = np.array([nearness(likeness[self._places[kind]]) for kind in KINDS])
        leads = LIKENESS_WEIGHT * (near - near_corpus)
        is_read = False
        if self.intent is not None and states is not None:
            leads += self.intent.leads(states)
            is_read = True
        kind = KINDS[int(leads.argmax())]
        own = self._places[kind]
        topic = self.labelled[own[int(likeness[own].argmax())]].topic
        return Comparison(Route(kind, topic), float(leads.max()), is_read)
