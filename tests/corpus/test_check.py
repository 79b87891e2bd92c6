"""Every rule of `corpus check`: the least that breaks it, and the line an editor reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.pages import findings, page

DESK = page("desks/ecfmg", "ECFMG answers questions about certification.")
OLD = {"standing": "superseded", "valid_until": "2025-12-31", "review_by": "2030-01-01"}


def test_a_sound_corpus_has_no_findings(tmp_path: Path) -> None:
    old = page("ecfmg/old", "Until 2025, the account cost USD 100.", **OLD)
    new = page(
        "ecfmg/new",
        "The account costs USD 110. {since: 2026-01-01} {see: desks/ecfmg}",
        supersedes="[ecfmg/old]",
        desk="desks/ecfmg",
    )
    assert findings(tmp_path, old, new, DESK) == []


def test_an_id_that_is_not_the_path(tmp_path: Path) -> None:
    (tmp_path / "ecfmg").mkdir()
    (tmp_path / "ecfmg/two.md").write_text(page("ecfmg/one"), encoding="utf-8")
    assert findings(tmp_path) == ["ecfmg/two.md:2: the id «ecfmg/one» is not the path: write 'id: ecfmg/two'"]


def test_links_that_lead_nowhere(tmp_path: Path) -> None:
    text = page("ecfmg/one", "A rule. {see: ecfmg/none, ecfmg/one}", desk="desks/none")
    assert findings(tmp_path, text) == [
        "ecfmg/one.md:11: no document «desks/none»: name a document under desks/",
        "ecfmg/one.md:14: {see: ecfmg/none} names no document: correct or remove the link",
        "ecfmg/one.md:14: {see: ecfmg/one} points at its own document: remove the link",
    ]


def test_a_source_that_carries_no_statement(tmp_path: Path) -> None:
    sources = '[{publisher: A, url: "https://a.org/", authority: official, as_of: 2026-01-01}]'
    assert findings(tmp_path, page("ecfmg/one", sources=sources)) == [
        "ecfmg/one.md:11: no statement rests on source 2 (A): mark its statements {source: 2}, or remove it"
    ]


def test_a_successor_of_a_document_that_does_not_exist(tmp_path: Path) -> None:
    assert findings(tmp_path, page("ecfmg/one", supersedes="[ecfmg/none]")) == [
        "ecfmg/one.md:11: no document «ecfmg/none»: correct or remove the id"
    ]


def test_a_successor_of_a_document_that_is_still_current(tmp_path: Path) -> None:
    old, new = page("ecfmg/old"), page("ecfmg/new", supersedes="[ecfmg/old]")
    assert findings(tmp_path, old, new) == [
        "ecfmg/new.md:11: «ecfmg/old» has the standing current: set its standing to superseded, or remove it here"
    ]


def test_a_superseded_document_without_successor(tmp_path: Path) -> None:
    assert findings(tmp_path, page("ecfmg/old", **OLD)) == [
        "ecfmg/old.md:9: a superseded document that no document supersedes: "
        "add ecfmg/old to `supersedes` of its successor, or set the standing to historical"
    ]


def test_a_past_document_without_its_last_day(tmp_path: Path) -> None:
    assert findings(tmp_path, page("ecfmg/old", standing="historical")) == [
        "ecfmg/old.md:9: a historical document without `valid_until`: give the last day on which its rule held"
    ]


def test_documents_that_replace_each_other_in_a_circle(tmp_path: Path) -> None:
    one = page("ecfmg/one", **OLD, supersedes="[ecfmg/two]")
    two = page("ecfmg/two", **OLD, supersedes="[ecfmg/one]")
    circle = "a circle: the document replaces itself in the end: remove one link of it"
    assert findings(tmp_path, one, two) == [f"ecfmg/one.md:12: {circle}", f"ecfmg/two.md:12: {circle}"]


@pytest.mark.parametrize(
    ("front_matter", "finding"),
    [
        (
            {"as_of": "2026-11-23"},
            "7: as_of 2026-11-23 lies in the future: give the day for which the source is known",
        ),
        (
            {"sources": '[{publisher: A, url: "https://a.org/", authority: official, as_of: 2027-01-01}]'},
            "11: as_of 2027-01-01 of source 2 lies in the future: give the day for which the source is known",
        ),
        (
            {"as_of": "2026-06-01", "review_by": "2026-06-01"},
            "8: review_by 2026-06-01 is not after as_of 2026-06-01: "
            "give the day on which the source must be looked at again",
        ),
        (
            {"valid_from": "2027-01-02", "valid_until": "2027-01-01"},
            "11: valid_from 2027-01-02 lies after valid_until 2027-01-01: correct one of the two dates",
        ),
        (
            {"valid_until": "2026-11-21"},
            "11: a current document whose rule ended on 2026-11-21: set its standing to superseded or historical",
        ),
        (
            {"review_by": "2026-11-21"},
            "8: the review was due on 2026-11-21: check the source, then move as_of and review_by",
        ),
    ],
)
def test_dates_that_cannot_be_or_have_passed(tmp_path: Path, front_matter: dict[str, str], finding: str) -> None:
    assert f"ecfmg/one.md:{finding}" in findings(tmp_path, page("ecfmg/one", **front_matter))


def test_the_day_of_review_itself_is_in_time(tmp_path: Path) -> None:
    assert findings(tmp_path, page("ecfmg/one", review_by="2026-11-22", valid_until="2026-11-22")) == []


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (
            "A rule. {since: 2026-02-01} {until: 2026-01-31}",
            "{since: 2026-02-01} lies after {until: 2026-01-31}: correct one of the two marks",
        ),
        (
            "They must apply.",
            "opens with «They», which nothing explains when it is quoted alone: name the subject",
        ),
        (
            "The fee on this page is old.",
            "«this page» points outside the statement: say what is meant in words, or use {see: id}",
        ),
        (
            "ECFMG answers at https://www.ecfmg.org/.",
            "markup or a link («https://») in the text: write plain words; links belong into `url` or `sources`",
        ),
        ("word " * 45 + "end.", "46 words, at most 45 are allowed: split it into statements of one fact each"),
        ("The account costs $110.", "the amount «$1…» with a currency sign: write it like «USD 945»"),
        ("The account costs 110.", "the amount «110» without a currency: write it like «USD 945»"),
        ("The account opened on 2026-01-12.", "the date «2026-01-12» in figures: write it like «January 12, 2026»"),
        ("Lists are due on March 3.", "the day «March 3» without a year: add the year, or say «each year»"),
    ],
)
def test_a_statement_that_cannot_be_quoted_alone(tmp_path: Path, statement: str, finding: str) -> None:
    assert findings(tmp_path, page("ecfmg/one", statement)) == [f"ecfmg/one.md:13: {finding}"]


@pytest.mark.parametrize(
    "statement",
    [
        "Training starts on July 1 of each year.",
        "The list stays open until May 1 of the Match year.",
        "A place lasts one fiscal year, October 1 to September 30.",
        "The exam of 2026 costs USD 695, paid 3 months before the test on May 4.",
        "Italian documents need a translation.",
    ],
)
def test_a_statement_that_says_all_it_needs(tmp_path: Path, statement: str) -> None:
    assert findings(tmp_path, page("ecfmg/one", statement)) == []


def test_one_fee_with_two_current_values(tmp_path: Path) -> None:
    one = page("ecfmg/one", "The MyIntealth account costs USD 110.")
    two = page("ecfmg/two", "A MyIntealth account costs about USD 100, by one guide.")
    assert findings(tmp_path, one, two) == [
        "ecfmg/two.md:13: «USD 100», but «USD 110» for the same at ecfmg/one.md:13: "
        "correct one, end one with {until: …}, or mark both {disputed}"
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Transcripts cost USD 80. {disputed}", "Transcripts cost USD 70. {disputed}"),
        ("Transcripts cost USD 80.", "Transcripts cost USD 70. {until: 2025-12-31}"),
        ("Programs cost USD 11 up to the thirtieth.", "Programs cost USD 30 from the next on."),
        ("A Step may be tried at most 4 attempts.", "Another Step is 3 attempts."),
    ],
)
def test_two_values_that_may_stand_side_by_side(tmp_path: Path, first: str, second: str) -> None:
    assert findings(tmp_path, page("ecfmg/one", first), page("ecfmg/two", second)) == []


def test_a_fact_told_twice(tmp_path: Path) -> None:
    one = page("ecfmg/one", "ECFMG does not accept TOEFL or IELTS; only OET Medicine counts for the Pathways.")
    two = page("usmle/two", "For the Pathways, ECFMG does not accept TOEFL or IELTS; only OET Medicine counts.")
    three = page("usmle/three", "For the Pathways, ECFMG does not accept TOEFL or IELTS: OET Medicine alone counts.")
    assert findings(tmp_path, one, two) == [
        "usmle/two.md:13: says nearly the same as ecfmg/one.md:13: "
        "keep one and move its questions there, or say what differs"
    ]
    assert findings(tmp_path, three)[1:] == [
        "usmle/two.md:13: says nearly the same as ecfmg/one.md:13: "
        "keep one and move its questions there, or say what differs",
        "usmle/two.md:13: says nearly the same as usmle/three.md:13: "
        "keep one and move its questions there, or say what differs",
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("ecfmg/one", "The 2026 Pathways close on January 31, 2026."),
            ("ecfmg/two", "The 2027 Pathways close on January 31, 2027."),
        ),
        (
            ("match/one", "Pathology had 5 signals in ERAS 2025."),
            ("match/two", "Pediatrics had 5 signals in ERAS 2025."),
        ),
        (("ecfmg/one", "Step 2 CS ended in January 2021."), ("glossary/two", "Step 2 CS ended in January 2021.")),
        (
            ("journeys/one", "Step 2: open a MyIntealth account."),
            ("journeys/two", "Step 2: open a MyIntealth account."),
        ),
    ],
    ids=["another season", "another row of a table", "a page that restates", "two process maps"],
)
def test_facts_that_only_look_alike(tmp_path: Path, first: tuple[str, str], second: tuple[str, str]) -> None:
    assert findings(tmp_path, page(*first), page(*second)) == []


def test_too_few_questions(tmp_path: Path) -> None:
    text = page("ecfmg/one").rsplit("  - ?", 1)[0]
    assert findings(tmp_path, text) == [
        "ecfmg/one.md:13: a statement with 2 of 3 questions: "
        "write '  - ? ' lines in users' manner: plain, personal, in other words"
    ]


def test_a_question_under_two_statements(tmp_path: Path) -> None:
    text = page("ecfmg/one", "A rule holds.", "Some other matter is settled.")
    text = text.replace("who ecfmg/one 2", "WHO ecfmg/one 1?")
    assert findings(tmp_path, text) == [
        "ecfmg/one.md:17: the question «WHO ecfmg/one 1?» stands also at ecfmg/one.md:13: "
        "keep it under the statement that answers it best"
    ]


def test_a_question_that_is_answered_and_told_to_be_unanswered(tmp_path: Path) -> None:
    text = page("ecfmg/one") + "## Not answered here\n  - ? Why ecfmg/one 1\n"
    assert findings(tmp_path, text) == [
        "ecfmg/one.md:1: the unanswered question «Why ecfmg/one 1» stands also at ecfmg/one.md:13: "
        "take it away, here or there"
    ]


def test_a_correction_that_leads_nowhere(tmp_path: Path) -> None:
    old = page("ecfmg/old", "Until 2025, applicants used IWA.", **OLD)
    new = page("ecfmg/new", "Applicants use MyIntealth.", supersedes="[ecfmg/old]")
    text = page(
        "misconceptions/one",
        "IWA is gone. {see: ecfmg/old} {premise: iwa}",
        "Nobody applies in OASIS any more. {see: ecfmg/new}",
        "EVNet closed too. {see: ecfmg/old, ecfmg/new} {premise: evnet}",
    )
    assert findings(tmp_path, old, new, text) == [
        "misconceptions/one.md:13: a correction that sees no current document: "
        "add {see: id} with the document of the rule that holds",
        "misconceptions/one.md:17: a correction without a premise: "
        "add {premise: …} with the words by which people show the wrong belief",
    ]


def test_a_file_that_cannot_be_parsed_does_not_hide_the_others(tmp_path: Path) -> None:
    broken = page("ecfmg/a").replace("standing: current\n", "")
    assert findings(tmp_path, broken, page("ecfmg/b", "They apply.")) == [
        "ecfmg/a.md:1: front matter key «standing»: field required",
        "ecfmg/b.md:13: opens with «They», which nothing explains when it is quoted alone: name the subject",
    ]
