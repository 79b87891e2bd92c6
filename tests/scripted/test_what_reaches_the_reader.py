"""Of what scripted models write on 210 questions, the true sentences reach the reader and the false ones do not."""

from __future__ import annotations

import logging

import pytest

from assistant.compose.generative import Composition
from eval.scripted.arena import Arena, Case
from eval.scripted.model import ScriptedModel

pytestmark = pytest.mark.slow
FALSE_LIMIT = 0.005


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)


def test_at_least_97_percent_of_a_faithful_models_sentences_survive(arena: Arena, cases: list[Case]) -> None:
    tally = arena.tally("faithful", cases)
    assert tally.true_written >= 3 * len(cases)
    assert tally.true_share >= 0.97


@pytest.mark.parametrize("part", ["sloppy", "inventive", "stale", "leaking", "miscited"])
def test_at_most_one_false_sentence_in_200_reaches_the_reader(part: str, arena: Arena, cases: list[Case]) -> None:
    tally = arena.tally(part, cases)
    assert tally.false_written >= len(cases)
    assert tally.false_share <= FALSE_LIMIT


def test_without_orders_an_obedient_model_is_a_faithful_one(arena: Arena, cases: list[Case]) -> None:
    tally = arena.tally("obedient", cases)
    assert tally.true_share >= 0.97
    assert tally.false_shown == 0


def compositions(part: str, arena: Arena, cases: list[Case]) -> list[Composition]:
    return [arena.compose(ScriptedModel(part=part), case) for case in cases]


@pytest.mark.parametrize(
    ("part", "kind"),
    [("malformed", "malformed"), ("prose", "malformed"), ("empty", "empty"), ("refusing", "refused")],
)
def test_a_broken_model_shows_nothing_and_says_why(part: str, kind: str, arena: Arena, cases: list[Case]) -> None:
    for composition in compositions(part, arena, cases):
        assert composition.statements == ()
        assert composition.failure is not None
        assert composition.failure.kind == kind
        assert [notice.kind for notice in composition.notices] == ["model"]


def test_what_a_model_said_before_the_line_broke_stands_and_is_true(arena: Arena, cases: list[Case]) -> None:
    released = 0
    for case in cases:
        model = ScriptedModel(part="midway")
        composition = arena.compose(model, case)
        released += len(composition.statements)
        assert composition.failure is not None
        assert composition.failure.kind == "connection"
        assert len(composition.statements) < len(model.written)
    assert released > len(cases) / 2


def test_every_released_sentence_cites_a_verbatim_statement(arena: Arena, cases: list[Case]) -> None:
    for case in cases:
        composition = arena.compose(ScriptedModel(part="faithful"), case)
        numbers = [citation.number for citation in composition.citations]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(
            set(statement.citations) <= set(numbers) and statement.citations for statement in composition.statements
        )
        for citation in composition.citations:
            texts = {statement.text for statement in arena.corpus.document(citation.document_id).statements}
            assert citation.quote in texts
