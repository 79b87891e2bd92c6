"""Each metric on a handful of results whose figure is worked out by hand."""

from __future__ import annotations

import math

import pytest

from assistant.answer import AnswerStatement
from eval.metrics import METRICS
from eval.metrics.citations import quotes_verbatim, statements_cited
from eval.metrics.confidence import area_under_roc, confidence_area
from eval.metrics.interval import Estimate
from eval.metrics.key_points import all_key_points, key_point_recall
from eval.metrics.kinds import (
    abstention_precision,
    abstention_recall,
    answerable_refused,
    confusion,
    kind_accuracy,
    near_misses,
    over_refusal,
    routing,
)
from eval.metrics.latency import embeddings_p50, latency_p50, latency_p95
from eval.metrics.length import answer_words
from eval.metrics.metric import Metric
from eval.metrics.premise import premise_corrected
from eval.metrics.retrieval import ndcg_at_10, recall_at_5
from eval.metrics.robustness import same_in_other_words, same_with_typos
from eval.metrics.temporal import temporal_pairs
from eval.metrics.wrong_claims import wrong_claims
from eval.outcome import Result
from tests.eval.builders import citation, question, result


def measured(metric: Metric, *results: Result) -> tuple[int, float | None]:
    found = metric.estimate(results)
    return found.n, found.value


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_without_questions_has_no_figure(metric: Metric) -> None:
    assert metric.estimate([]) == Estimate(n=0)
    assert metric.samples([]) == []


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_a_metric_over_one_bare_question_is_never_nan(metric: Metric) -> None:
    found = metric.estimate([result(question())])
    assert found.value is None or math.isfinite(found.value)


def test_names_of_metrics_are_unique() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)


def test_key_points_are_averaged_over_questions_that_have_some() -> None:
    two_of_two = result(question(1, must=[["a"], ["b"]]), "a b")
    one_of_four = result(question(2, must=[["a"], ["x"], ["y"], ["z"]]), "a")
    assert measured(key_point_recall, two_of_two, one_of_four, result(question(3))) == (2, 0.625)
    assert measured(all_key_points, two_of_two, one_of_four) == (2, 0.5)


def test_wrong_claims_are_counted_by_answer_where_some_are_watched_for() -> None:
    wrong = result(question(1, must_not=["a", "b"]), "a b")
    clean = result(question(2, must_not=["a"]), "c")
    assert measured(wrong_claims, wrong, clean, result(question(3), "a")) == (2, 1.0)


def test_kinds_are_told_apart() -> None:
    results = [
        result(question(1)),
        result(question(2), kind="not_found"),
        result(question(3), kind="out_of_scope"),
        result(question(4)),
        result(question(5, expect="not_found"), kind="not_found"),
        result(question(6, expect="not_found")),
        result(question(7, expect="not_found", tags=["type:unknowable"]), kind="not_found"),
        result(question(8, expect="crisis"), kind="crisis"),
        result(question(9, expect="declined"), kind="answered"),
    ]
    assert measured(kind_accuracy, *results) == (9, pytest.approx(5 / 9, abs=1e-6))
    assert measured(answerable_refused, *results) == (4, 0.5)
    assert measured(over_refusal, *results) == (4, 0.25)
    assert measured(near_misses, *results) == (2, 0.5)
    assert measured(abstention_recall, *results) == (3, pytest.approx(2 / 3, abs=1e-6))
    assert measured(abstention_precision, *results) == (3, pytest.approx(2 / 3, abs=1e-6))
    assert measured(routing, *results) == (3, pytest.approx(2 / 3, abs=1e-6))
    assert confusion(results)["answered", "not_found"] == 1


def test_an_injection_with_a_real_question_is_routed_right_when_it_is_answered() -> None:
    asked = question(tags=["type:injection"])
    assert measured(routing, result(asked)) == (1, 1.0)
    assert measured(routing, result(asked, kind="declined")) == (1, 0.0)


def test_the_area_counts_pairs_in_order_and_ties_half() -> None:
    found = area_under_roc([0.9, 0.5], [0.5, 0.1])
    assert (found.n, found.value) == (2, 0.875)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= 0.875 <= found.high <= 1
    assert area_under_roc([0.9], []) == Estimate(n=0)
    assert area_under_roc([0.9], [0.1]) == Estimate(n=1, value=1.0, low=0.0, high=1.0)


def test_confidence_is_compared_between_answerable_questions_and_near_misses() -> None:
    results = [
        result(question(1), confidence=0.9),
        result(question(2), confidence=0.4),
        result(question(3, expect="not_found"), confidence=0.5),
        result(question(4, expect="not_found", tags=["type:unknowable"]), confidence=0.99),
        result(question(5)),
    ]
    assert measured(confidence_area, *results) == (1, 0.5)


def test_retrieval_is_measured_on_questions_with_sources_that_stand_alone() -> None:
    second = result(question(1, sources=["a"]), retrieved=("x", "a"))
    half = result(question(2, sources=["a", "b"]), retrieved=("a", *"stuvwxyz", "b"))
    nothing = result(question(3, sources=["a"]))
    follow_up = result(question(4, sources=["a"], history=[("user", "Hi")]), retrieved=("a",))
    assert measured(recall_at_5, second, half, nothing, follow_up) == (3, 0.5)
    by_hand = (1 / math.log2(3) + (1 + 1 / math.log2(11)) / (1 + 1 / math.log2(3)) + 0) / 3
    assert measured(ndcg_at_10, second, half, nothing, follow_up) == (3, pytest.approx(by_hand, abs=1e-5))


def test_every_statement_needs_a_citation_that_exists() -> None:
    good = AnswerStatement(text="A.", citations=(1,))
    results = [
        result(question(1), "A. [1]", statements=(good,), citations=(citation(1),)),
        result(question(2), "A.", statements=(AnswerStatement(text="A.", citations=()),)),
        result(question(3), "A. [2]", statements=(good,), citations=(citation(1),)),
        result(question(4), "A."),
        result(question(5), kind="not_found"),
    ]
    assert measured(statements_cited, *results) == (4, 0.25)


def test_one_quote_that_its_document_lacks_spoils_the_answer() -> None:
    results = [
        result(question(1), citations=(citation(1), citation(2))),
        result(question(2), citations=(citation(1), citation(2, verbatim=False))),
        result(question(3)),
    ]
    assert measured(quotes_verbatim, *results) == (2, 0.5)


def test_a_temporal_pair_is_right_when_all_its_questions_are() -> None:
    def asked(number: int, *tags: str) -> Result:
        return result(question(number, must=[["yes"]], tags=["type:temporal", *tags]), "yes" if number < 4 else "no")

    results = [asked(1, "pair:a"), asked(2, "pair:a"), asked(3, "pair:b"), asked(4, "pair:b"), asked(5)]
    assert measured(temporal_pairs, *results, result(question(6))) == (3, pytest.approx(1 / 3, abs=1e-6))
    assert [sample.key for sample in temporal_pairs.samples(results)] == ["pair:a", "pair:b", "q5"]


def test_the_correction_must_stand_before_the_second_marker_without_a_wrong_claim() -> None:
    asked = question(first=["ended"], must_not=["book it"])
    assert measured(premise_corrected, result(asked, "CS ended. [1] You need OET. [2]")) == (1, 1.0)
    assert measured(premise_corrected, result(asked, "You need OET. [1] CS [2] ended.")) == (1, 0.0)
    assert measured(premise_corrected, result(asked, "CS ended, so book it. [1]")) == (1, 0.0)
    assert measured(premise_corrected, result(asked, "CS ended. [1] x [2] book it.")) == (1, 1.0)


def test_words_are_those_of_statements() -> None:
    three = AnswerStatement(text="one two three", citations=(1,))
    results = [
        result(question(1), "one two three and a fixed line", statements=(three,)),
        result(question(2), statements=(three, three)),
        result(question(3), "No words of ours.", kind="not_found"),
    ]
    assert measured(answer_words, *results) == (2, 4.5)


def test_times_are_milliseconds_and_embeddings_of_the_same_run() -> None:
    results = [result(question(n), seconds=0.1 * n, embedding=0.05) for n in range(1, 6)]
    assert measured(latency_p50, *results) == (5, pytest.approx(300))
    assert measured(latency_p95, *results) == (5, pytest.approx(480))
    assert measured(embeddings_p50, *results) == (5, pytest.approx(6))
    assert measured(embeddings_p50, result(question(), embedding=0.0)) == (0, None)


def test_a_phrasing_must_keep_what_most_of_its_group_get() -> None:
    def phrasing(number: int, text: str) -> Result:
        return result(question(number, must=[["a"], ["b"]], tags=["group:g"]), text)

    results = [phrasing(1, "a"), phrasing(2, "a b"), phrasing(3, "a"), phrasing(4, "b"), phrasing(5, "")]
    assert measured(same_in_other_words, *results) == (5, 0.6)
    assert measured(same_in_other_words, phrasing(1, ""), phrasing(2, "")) == (0, None)


def test_typing_errors_must_not_cost_a_key_point() -> None:
    asked = question(must=[["a"], ["b"]])
    assert measured(same_with_typos, result(asked, "a", misspelt="a b")) == (1, 1.0)
    assert measured(same_with_typos, result(asked, "a b", misspelt="a")) == (1, 0.0)
    assert measured(same_with_typos, result(asked, "", misspelt="")) == (0, None)
    assert measured(same_with_typos, result(asked, "a")) == (0, None)
