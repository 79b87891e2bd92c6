"""A belief is met by its phrase, or by its likeness to what believers ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from assistant.evidence.premise import PremiseCheck
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found
from assistant.retrieve.signals import measure
from assistant.understand.query import Query
from assistant.understand.time import TimeScope
from tests.conftest import TODAY
from tests.index.fake_encoder import vector_of
from tests.snapshots import small_snapshot

CORRECTIONS = (1, 3)


@pytest.fixture
def snapshot() -> Snapshot:
    small = small_snapshot()
    statements = tuple(
        statement.model_copy(update={"premises": ("six attempts",) if position in CORRECTIONS else ()})
        for position, statement in enumerate(small.statements)
    )
    return replace(small, statements=statements)


@pytest.fixture
def asked(snapshot: Snapshot) -> Callable[..., Found]:
    def found(text: str, *, near: float = 0.0) -> Found:
        query = Query(text)
        signals = measure(snapshot, vector_of(text), query.words)
        likeness = signals.statement_question.copy()
        likeness[:] = 0.0
        likeness[CORRECTIONS[0]] = near
        signals = replace(signals, statement_question=likeness)
        return Found(query, vector_of(text), signals, fuse_passages(snapshot, signals, TimeScope(), TODAY))

    return found


def test_a_question_like_those_of_believers_is_corrected(snapshot: Snapshot, asked: Callable[..., Found]) -> None:
    check = PremiseCheck(snapshot)
    assert check.correction(asked("anything", near=0.81)) == CORRECTIONS[0]
    assert check.correction(asked("anything", near=0.79)) is None


def test_a_phrase_of_the_belief_needs_less_likeness(snapshot: Snapshot, asked: Callable[..., Found]) -> None:
    check = PremiseCheck(snapshot)
    assert check.correction(asked("I have six more attempts", near=0.56)) == CORRECTIONS[0]
    assert check.correction(asked("I have six more attempts", near=0.5)) is None


def test_without_corrections_nothing_is_corrected(asked: Callable[..., Found]) -> None:
    assert PremiseCheck(small_snapshot()).correction(asked("six attempts", near=0.99)) is None
