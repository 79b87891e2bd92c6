"""Routing by likeness to labelled examples, for wordings that no rule foresees.

A message is turned away only where its neighbours among the examples agree on it and no question that the corpus
answers is about as near: the corpus' own questions vote for an answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.embedding.encoder import Vectors
from assistant.understand.route import Route, RouteKind

NEIGHBOURS = 7
# Unit vectors: 1 is the same text. Below, nothing is near enough to decide.
MIN_SIMILARITY = 0.5
# By how much the best example must beat the nearest question of the corpus, and the in-scope examples.
MARGIN = 0.03
# Less likeness does where even the nearest question of the corpus is far away: the message is about something else.
FAR_FROM_CORPUS = 0.45
MIN_SIMILARITY_FAR = 0.3


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


def route_by_example(
    vector: Vectors, vectors: Vectors, labelled: Sequence[Example], *, nearest_question: float = 0.0
) -> Route | None:
    """The route that the nearest examples agree on, or None where the corpus shall answer.

    ``vector`` is the message's unit vector, ``vectors`` one row an example of ``labelled``; ``nearest_question`` is
    the similarity of the message to the nearest question of the corpus (0 where unknown).
    """
    similarities = vectors @ vector
    order = np.argsort(-similarities, kind="stable")[:NEIGHBOURS]
    best: dict[str, float] = defaultdict(float)
    votes: dict[str, float] = defaultdict(float)
    topics: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for position in order:
        example, similarity = labelled[position], float(similarities[position])
        best[example.kind] = max(best[example.kind], similarity)
        votes[example.kind] += max(similarity, 0.0) ** 4
        topics[example.kind][example.topic] += max(similarity, 0.0) ** 4
    winner = max(votes, key=lambda kind: votes[kind])
    against = max(best["in_scope"], nearest_question)
    far = winner == "out_of_scope" and against < FAR_FROM_CORPUS
    if winner == "in_scope" or best[winner] < max(MIN_SIMILARITY_FAR if far else MIN_SIMILARITY, against + MARGIN):
        return None
    topic = max(topics[winner], key=lambda name: topics[winner][name])
    return Route(_route_kind(winner), topic)


def _route_kind(kind: str) -> RouteKind:
    for known in ("clarify", "not_found", "out_of_scope", "declined", "crisis"):
        if kind == known:
            return known  # type: ignore[return-value]
    raise ValueError(kind)
