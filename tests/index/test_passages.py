"""Documents to passages: nothing lost, nothing cut, long sections in even parts."""

from __future__ import annotations

import pytest
from hypothesis import given

from assistant.index.passages import MAX_PASSAGE_WORDS, Passage, entries_of, passages_of
from tests.index.corpora import BODIES, Body, document_with


def words(passage: Passage) -> int:
    return sum(len(statement.text.split()) for statement in passage.statements)


def section_of(*lengths: int) -> Body:
    """One section with statements of these lengths in words; every word tells its statement."""
    return [("Heading", [(" ".join([f"w{number}"] * length), []) for number, length in enumerate(lengths)])]


@given(BODIES)
def test_passages_hold_every_statement_whole_once_and_in_order(body: Body) -> None:
    document = document_with(body)
    found = [statement for passage in passages_of(document) for statement in passage.statements]
    assert found == list(document.statements)


@given(BODIES)
def test_a_passage_stays_under_one_heading_and_within_the_limit(body: Body) -> None:
    for passage in passages_of(document_with(body)):
        assert {statement.section for statement in passage.statements} == {passage.section}
        assert words(passage) <= MAX_PASSAGE_WORDS or len(passage.statements) == 1


@given(BODIES)
def test_ids_of_passages_and_entries_are_unique(body: Body) -> None:
    passages = passages_of(document_with(body))
    ids = [entry.id for passage in passages for entry in entries_of(passage)]
    assert len(ids) == len(set(ids))
    assert [entry.id for passage in passages for entry in entries_of(passage) if entry.kind == "passage"] == [
        passage.id for passage in passages
    ]


@pytest.mark.parametrize(
    ("lengths", "parts"),
    [
        ([20] * 7, [7]),  # 140 words: one passage
        ([25] * 6, [6]),  # exactly the limit
        ([20] * 10, [5, 5]),  # 200 words: two even halves, not 7 + 3
        ([20] * 16, [6, 6, 4]),
        ([160], [1]),  # a statement is never cut, however long
        ([10, 160, 10], [1, 1, 1]),
    ],
)
def test_a_long_section_is_split_evenly_between_statements(lengths: list[int], parts: list[int]) -> None:
    passages = passages_of(document_with(section_of(*lengths)))
    assert [len(passage.statements) for passage in passages] == parts


def test_the_header_stands_in_every_embedded_text_but_a_question() -> None:
    document = document_with([("Fees", [("The fee is USD 100.", ["how much is it"]), ("It is not refunded.", [])])])
    (passage,) = passages_of(document)
    assert [(entry.kind, entry.text) for entry in entries_of(passage)] == [
        ("passage", "About ecfmg/test › Fees\nThe fee is USD 100.\nIt is not refunded."),
        ("statement", "About ecfmg/test › Fees: The fee is USD 100."),
        ("question", "how much is it"),
        ("statement", "About ecfmg/test › Fees: It is not refunded."),
    ]


def test_every_part_of_a_split_section_has_the_header() -> None:
    passages = passages_of(document_with(section_of(*[20] * 10)))
    assert [passage.embedded_text.split("\n")[0] for passage in passages] == ["About ecfmg/test › Heading"] * 2


def test_questions_are_in_no_passage_text() -> None:
    document = document_with([("Fees", [("The fee is USD 100.", ["wieviel kostet das"])])])
    assert "wieviel" not in passages_of(document)[0].embedded_text


def test_entries_point_to_their_statement_and_passage() -> None:
    document = document_with([("A", [("One.", ["q1", "q2"])]), ("B", [("Two.", [])])])
    entries = [entry for passage in passages_of(document) for entry in entries_of(passage)]
    assert [(entry.id, entry.passage_id, entry.statement_id) for entry in entries] == [
        ("ecfmg/test/1", "ecfmg/test/1", None),
        ("ecfmg/test#1", "ecfmg/test/1", "ecfmg/test#1"),
        ("ecfmg/test#1?1", "ecfmg/test/1", "ecfmg/test#1"),
        ("ecfmg/test#1?2", "ecfmg/test/1", "ecfmg/test#1"),
        ("ecfmg/test/2", "ecfmg/test/2", None),
        ("ecfmg/test#2", "ecfmg/test/2", "ecfmg/test#2"),
    ]
