"""1,000 statements of the corpus: falsified ones are refused, the statements and simple rewordings accepted."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.corpus.load import Corpus, read_corpus
from assistant.settings import bundled_corpus
from eval.mutation_test import MutationResult, run

pytestmark = pytest.mark.slow
PAIRS = 1_000


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read_corpus(bundled_corpus())[0]


@pytest.fixture(scope="module")
def result(corpus: Corpus, today: date) -> MutationResult:
    return run(corpus, today, pairs=PAIRS)


def test_at_least_99_percent_of_the_falsified_sentences_are_refused(result: MutationResult) -> None:
    assert result.pairs == PAIRS
    assert {kind for kind, _ in result.refused} == {"number", "date", "year", "season", "name", "negation", "modality"}
    assert result.refused_share >= 0.99


def test_no_kind_of_falsification_slips_through_more_often_than_2_in_100(result: MutationResult) -> None:
    assert {kind: share for kind, share in result.refused if share < 0.98} == {}


def test_at_least_97_percent_of_the_statements_and_rewordings_are_accepted(result: MutationResult) -> None:
    assert result.originals_share >= 0.97
    assert result.reworded_share >= 0.97
