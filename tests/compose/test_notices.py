"""What stands beside an answer: each notice from its cause, and none without."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from assistant.answer import Notice
from assistant.compose.citations import cite
from assistant.compose.notices import long_date, markers, notices
from assistant.evidence.select import Evidence
from assistant.index.passages import passages_of
from tests.conftest import TODAY
from tests.snapshots import small_snapshot

CORPUS = small_snapshot().corpus


def evidence(statement_id: str, **changes: Any) -> Evidence:
    document = CORPUS.document(statement_id.split("#")[0])
    statement = CORPUS.statement(statement_id).model_copy(update=changes)
    return Evidence(statement, passages_of(document)[0], document, 1.0, 0)


def beside(
    chosen: Sequence[Evidence], today: date = TODAY, corrected: Sequence[Evidence] = (), **given: bool
) -> list[Notice]:
    citations = cite(CORPUS, chosen, today)
    wishes = {"wants_past": False, "truncated": False, **given}
    return list(notices(chosen, citations, today=today, corrected=corrected, **wishes))


def test_a_current_official_statement_needs_no_notice() -> None:
    assert beside([evidence("ecfmg/oet-scores#1")]) == []


def test_a_correction_is_named() -> None:
    chosen = [evidence("ecfmg/oet-scores#1"), evidence("ecfmg/oet-scores#2")]
    (notice,) = beside(chosen, corrected=[chosen[1]])
    assert notice.kind == "superseded"
    assert "[2]" in notice.text
    assert "[1]" not in notice.text


def test_sources_that_disagree_are_named() -> None:
    (notice,) = beside([evidence("ecfmg/oet-scores#1", disputed=True), evidence("ecfmg/oet-scores#2", disputed=True)])
    assert (notice.kind, notice.text) == (
        "disputed",
        "Sources disagree about [1] and [2]. Check the linked page before you rely on one side.",
    )


def test_an_old_rule_is_marked_unless_the_past_was_asked_for() -> None:
    old = [evidence("ecfmg/oet-scores-until-2022#1")]
    assert [(notice.kind, notice.text) for notice in beside(old)] == [("past", "Of the past, not today's rule: [1].")]
    assert beside(old, wants_past=True) == []


def test_a_page_past_its_review_day_says_so() -> None:
    assert beside([evidence("usmle/step-1-result#2")], today=date(2027, 9, 15)) == []
    (notice,) = beside([evidence("usmle/step-1-result#2")], today=date(2027, 9, 16))
    assert notice.kind == "review_due"
    assert notice.text.startswith("The source of [1] was due for a new check on September 15, 2027;")


def test_an_answer_that_leads_with_a_secondary_source_says_so() -> None:
    secondary = evidence("ecfmg/oet-scores#1", secondary=True)
    assert [notice.kind for notice in beside([secondary])] == ["secondary"]
    assert beside([evidence("ecfmg/oet-scores#2"), secondary]) == []


def test_a_cut_question_says_so_last() -> None:
    found = beside([evidence("ecfmg/oet-scores#1", disputed=True)], truncated=True)
    assert [notice.kind for notice in found] == ["disputed", "truncated"]


@pytest.mark.parametrize(("numbers", "text"), [([1], "[1]"), ([1, 3], "[1] and [3]"), ([1, 2, 3], "[1], [2] and [3]")])
def test_markers_read_as_a_sentence(numbers: list[int], text: str) -> None:
    assert markers(numbers) == text


def test_dates_read_as_in_the_corpus() -> None:
    assert long_date(date(2026, 1, 5)) == "January 5, 2026"
