"""Routing by likeness to labelled examples, for wordings that no rule foresees.

Two ways, either of which may decide. A message that is nearly one of the examples goes where that goes. For the
rest a linear decision over the vectors, fitted in closed form when an index is opened: the examples of each kind
against the in-scope examples and all questions of the corpus. It fits whatever embedding model made the vectors and
needs no stored weights. Together they find more, at the same false alarms, than a vote of the nearest examples, which
takes a shared topic for a shared intent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal, get_args

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict

from assistant.embedding.cosines import cosines
from assistant.embedding.encoder import Vectors
from assistant.understand.route import Route, RouteKind

IN_SCOPE: Final = "in_scope"
_KINDS: tuple[RouteKind, ...] = get_args(RouteKind)
# Ridge penalty, and what a question of the corpus weighs against an example: there are ten times as many.
PENALTY = 0.3
QUESTION_WEIGHT = 0.3
# By how much a kind must beat «in scope»; scores run from -1 to 1. A cry for help is taken at less.
MARGIN: dict[RouteKind, float] = {
    "crisis": 0.0,
    "declined": 0.2,
    "not_found": 0.2,
    "out_of_scope": 0.2,
    "clarify": 0.2,
}
# What counts as nearly an example: this similarity, and this much more than to anything that the corpus answers.
NEAR = 0.55
NEARER_THAN_ANSWERED = 0.05


class Example(BaseModel):
    """A message and where it goes; «in_scope» goes to the corpus."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    kind: RouteKind | Literal["in_scope"]
    topic: str


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The packaged examples, in the order in which they are embedded."""
    lines = (files("assistant.understand") / "data" / "examples.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(Example.model_validate_json(line) for line in lines)


def example_texts() -> list[str]:
    """What an index embeds of :func:`examples`."""
    return [example.text for example in examples()]


@dataclass(frozen=True)
class ExampleRouter:
    """The fitted decision: ``weights`` has a row for each dimension and one for the constant, a column for each kind.

    The first column is «in scope», the others follow :data:`RouteKind`.
    """

    labelled: tuple[Example, ...]
    vectors: Vectors
    weights: npt.NDArray[np.float64]

    @classmethod
    def fit(cls, labelled: Sequence[Example], vectors: Vectors, question_vectors: Vectors) -> ExampleRouter:
        """Fit to unit vectors: one row an example of ``labelled``, and the corpus' questions, all in scope."""
        columns = [0 if example.kind == IN_SCOPE else 1 + _KINDS.index(example.kind) for example in labelled]
        inputs = _with_constant(np.vstack([vectors, question_vectors]))
        targets = np.full((len(inputs), 1 + len(_KINDS)), -1.0)
        targets[np.arange(len(inputs)), columns + [0] * len(question_vectors)] = 1.0
        weighted = inputs.copy()
        weighted[len(labelled) :] *= QUESTION_WEIGHT
        moments = weighted.T @ inputs + PENALTY * np.eye(inputs.shape[1])
        return cls(tuple(labelled), vectors, np.linalg.solve(moments, weighted.T @ targets))

    def route(self, vector: Vectors, *, nearest_question: float) -> Route | None:
        """Where the message with this unit vector goes; None where the corpus shall answer.

        ``nearest_question`` is the similarity of the message to the nearest question of the corpus.
        """
        similarities = cosines(self.vectors, vector)
        kind = self._by_line(vector) or self._by_nearest(similarities, nearest_question)
        if kind is None:
            return None
        own = [position for position, example in enumerate(self.labelled) if example.kind == kind]
        return Route(kind, self.labelled[own[int(similarities[own].argmax())]].topic)

    def _by_line(self, vector: Vectors) -> RouteKind | None:
        scores = (_with_constant(vector[None, :]) @ self.weights)[0]
        kind = _KINDS[int(scores[1:].argmax())]
        return kind if scores[1:].max() - scores[0] >= MARGIN[kind] else None

    def _by_nearest(self, similarities: Vectors, nearest_question: float) -> RouteKind | None:
        nearest = int(similarities.argmax())
        kind = self.labelled[nearest].kind
        if kind == IN_SCOPE:
            return None
        answered = [
            float(similarity)
            for similarity, example in zip(similarities, self.labelled, strict=True)
            if example.kind == IN_SCOPE
        ]
        against = max(nearest_question, *answered)
        near = float(similarities[nearest]) >= max(NEAR, against + NEARER_THAN_ANSWERED)
        return kind if near else None


def _with_constant(vectors: Vectors) -> npt.NDArray[np.float64]:
    return np.hstack([vectors, np.ones((len(vectors), 1), dtype=vectors.dtype)]).astype(np.float64)
