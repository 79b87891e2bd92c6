"""The corpus itself: clean, quick to check, and holding what users rely on."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus.changes import change_feed
from assistant.corpus.check import check_corpus
from assistant.corpus.load import Corpus, load_corpus
from assistant.settings import bundled_corpus
from tests.corpus.pages import findings, page

SECONDS_ALLOWED = 2.0


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus(bundled_corpus())


@pytest.fixture(scope="module")
def written_on(corpus: Corpus) -> date:
    """The day of the newest source: review days that pass later are the editors' matter, not this test's."""
    days = [document.metadata.as_of for document in corpus.documents]
    return max(days + [source.as_of for document in corpus.documents for source in document.metadata.sources])


def test_the_corpus_is_clean_and_checked_in_under_two_seconds(written_on: date) -> None:
    started = time.process_time()
    found = check_corpus(bundled_corpus(), written_on)
    seconds = time.process_time() - started
    assert [str(finding) for finding in found] == []
    assert seconds < SECONDS_ALLOWED


@pytest.mark.parametrize(
    ("day", "document_id", "replaces"),
    [
        (date(2026, 5, 7), "usmle/exam-format-step1-step2ck-2026", "usmle/exam-format-until-2026"),
        (
            date(2026, 1, 12),
            "usmle/registration-moves-to-fsmb-2026",
            "usmle/registration-through-ecfmg-until-2026",
        ),
        (date(2025, 8, 14), "ecfmg/myintealth-transition", "ecfmg/portals-before-myintealth"),
        (date(2025, 7, 1), "usmle/passing-standards-history", "usmle/passing-standards-before"),
        (date(2022, 4, 1), "ecfmg/oet-requirement", "ecfmg/oet-minimum-350-until-2022"),
        (date(2021, 7, 1), "usmle/attempt-limits-and-retakes", "usmle/six-attempt-limit-until-2021"),
        (date(2021, 1, 26), "ecfmg/step-2-cs-discontinued", "ecfmg/step-2-cs-history"),
    ],
)
def test_the_feed_tells_the_great_changes_with_what_they_replaced(
    corpus: Corpus, day: date, document_id: str, replaces: str
) -> None:
    told = [change for change in change_feed(corpus) if change.document_id == document_id]
    assert [(change.day, replaces in change.replaces, change.ended) for change in told] == [(day, True, False)]


@pytest.mark.parametrize(
    "term",
    [
        "IWA",
        "OASIS",
        "EVNet",
        "CVS",
        "EPIC",
        "MyIntealth",
        "TOEFL",
        "IELTS",
        "OET",
        "IMED",
        "WDOMS",
        "WFME",
        "Form 183",
        "Form 186",
        "CS",
        "CK",
        "mini cex",
        "sponsor note",
        "EVSP",
        "DS-2019",
        "SEVIS",
        "PTAL",
        "SOAP",
        "MSPE",
        "ERAS",
        "NRMP",
        "ROL",
        "LOR",
        "VSLO",
        "YOG",
        "IMG",
        "FCVS",
        "IMLC",
        "Step 2 CS",
        "permit",
        "green card",
        "NotaryCam",
    ],
)
def test_the_glossary_knows_the_words_people_use(corpus: Corpus, term: str) -> None:
    explained = [
        statement
        for document in corpus.documents
        if document.field == "glossary"
        for statement in document.statements
        if term.casefold() in {word.casefold() for word in statement.terms}
    ]
    assert len(explained) == 1


@pytest.mark.parametrize(
    ("premise", "rule"),
    [
        ("step 2 cs", "ecfmg/step-2-cs-discontinued"),
        ("toefl", "ecfmg/oet-requirement"),
        ("iwa", "usmle/registration-moves-to-fsmb-2026"),
        ("six attempts", "usmle/attempt-limits-and-retakes"),
        ("350 in writing", "ecfmg/oet-requirement"),
    ],
)
def test_a_dead_rule_in_a_question_finds_its_correction(corpus: Corpus, premise: str, rule: str) -> None:
    corrections = [
        statement
        for document in corpus.documents
        if document.field == "misconceptions"
        for statement in document.statements
        if any(premise in words for words in statement.premises) and rule in statement.see
    ]
    assert corrections


def test_the_worked_example_of_the_readme_is_clean(tmp_path: Path) -> None:
    readme = (bundled_corpus() / "README.md").read_text(encoding="utf-8")
    example = readme.split("```markdown\n", 1)[1].split("```", 1)[0]
    old = page(
        "match/score-transcript-fee-2026",
        "In the 2026 season the score transcript cost USD 70.",
        standing="superseded",
        valid_until="2026-06-02",
    )
    assert findings(tmp_path, example, old, page("desks/aamc", "AAMC runs ERAS.")) == []
