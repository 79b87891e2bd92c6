"""The parser: any text is told about and none raises; what is written well comes back unchanged."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assistant.corpus.document import Statement
from assistant.corpus.parse import parse_document
from tests.corpus.pages import page

CALM = settings(deadline=None)  # a busy machine is no fault of the parser
HEAD = "---\n{}\n---\n"
WORD = st.text(
    st.characters(categories=["L", "N", "P", "S"], exclude_characters="{}\x85"), min_size=1, max_size=12
).filter(lambda word: not word.isspace())
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(" ".join)
ITEM = st.text("abcdefghij klm", min_size=1, max_size=12).map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9]{1,8}/[a-z0-9]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True)
MARKS = st.fixed_dictionaries(
    {},
    optional={
        "secondary": st.just(True),
        "disputed": st.just(True),
        "since": st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        "until": st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        "see": st.lists(IDS, min_size=1, max_size=3).map(tuple),
        "terms": st.lists(ITEM, min_size=1, max_size=3).map(tuple),
        "premises": st.lists(ITEM, min_size=1, max_size=3).map(tuple),
    },
)
STATEMENTS = st.lists(st.tuples(SENTENCE, MARKS, st.lists(SENTENCE, max_size=4)), min_size=1, max_size=5)


def written(mark: str, value: object) -> str:
    if value is True:
        return f" {{{mark}}}"
    if isinstance(value, tuple):
        separator = ", " if mark == "see" else "; "
        return f" {{{'premise' if mark == 'premises' else mark}: {separator.join(value)}}}"
    return f" {{{mark}: {value}}}"


@CALM
@given(st.text())
@example("---\n---\n")
@example("---\n- a list\n---\n## Rules\n- A statement.\n")
@example("\ufeff---\nid: a/b\n---\n")
def test_any_text_is_told_about_and_none_raises(text: str) -> None:
    document, findings = parse_document(text, "ecfmg/any.md")
    assert document is not None or findings


@CALM
@given(head=st.text(), body=st.text())
@example(head="as_of: 2026-13-45", body="## Rules\n- A statement.\n")
@example(head="a: &a [*a]", body="")
@example(head="? [a]\n: b", body="")
@example(head="a: \x00", body="")
@example(head="1: number as key", body="## Rules\n- A statement.\n")
def test_any_front_matter_is_told_about_and_none_raises(head: str, body: str) -> None:
    document, findings = parse_document(HEAD.format(head) + body, "ecfmg/any.md")
    assert document is not None or findings


@CALM
@given(
    st.lists(
        st.sampled_from(["## Rules", "- A rule.", "- {", "- {since: x}", "  - ? why", "", "text", "- {source: 9} x"])
    )
)
def test_any_body_is_told_about_and_none_raises(lines: list[str]) -> None:
    head = page("ecfmg/any").split("## Rules", 1)[0]
    document, findings = parse_document(head + "\n".join(lines), "ecfmg/any.md")
    assert document is not None or findings


@CALM
@given(STATEMENTS)
def test_statements_with_marks_and_questions_come_back_unchanged(
    statements: list[tuple[str, dict[str, object], list[str]]],
) -> None:
    lines = []
    for text, marks, questions in statements:
        lines.append(f"- {text}{''.join(written(mark, value) for mark, value in marks.items())}")
        lines += [f"  - ? {question}" for question in questions]
    head = page("ecfmg/any").split("## Rules", 1)[0]
    first_line = head.count("\n") + 2

    document, findings = parse_document(f"{head}## Rules\n" + "\n".join(lines), "ecfmg/any.md")

    assert findings == []
    assert document is not None
    at = [first_line + number for number, line in enumerate(lines) if line.startswith("- ")]
    assert document.statements == tuple(
        Statement(
            id=f"ecfmg/any#{number}",
            text=text,
            section="Rules",
            line=line,
            questions=tuple(questions),
            **marks,
        )
        for number, (line, (text, marks, questions)) in enumerate(zip(at, statements, strict=True), 1)
    )


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("- A rule.", "12: a statement before the first heading: write a '## ' heading above it"),
        ("## Rules\n- A rule. {maybe}", "13: the mark {maybe} is unknown: see corpus/README.md, Marks"),
        (
            "## Rules\n- A rule. {since: 2026-02-30}",
            "13: the mark {since: 2026-02-30} holds no date like 2026-01-12: see corpus/README.md, Marks",
        ),
        (
            "## Rules\n- A rule. {source: 2}",
            "13: a source number that does not exist: add it to `sources`",
        ),
        ("## Rules\n- A rule {see: a/b", "13: an empty statement or an open brace: close the mark or write text"),
        (
            "## Rules\n  - ? why\n- A rule.",
            "13: a question without a statement above it: move it under the statement it asks for",
        ),
        (
            "## Rules\n- A rule.\n* Another.",
            "14: a line that is neither heading, statement nor question: "
            "write '## heading', '- statement' or '  - ? question'",
        ),
        (
            "## Empty\n## Rules\n- A rule.",
            "12: no statement under the heading «Empty»: write one or remove the heading",
        ),
        (
            "## Rules\n- A rule.\n## Not answered here\n- Another rule.",
            "15: no question under «Not answered here»: write '  - ? question', or a heading above it",
        ),
    ],
)
def test_a_fault_of_the_body_is_told_with_its_line(body: str, finding: str) -> None:
    head = page("ecfmg/one").split("## Rules", 1)[0]
    _, findings = parse_document(head + body, "ecfmg/one.md")
    assert str(findings[0]) == f"ecfmg/one.md:{finding}"


def test_questions_that_are_not_answered_belong_to_the_document_and_to_no_statement() -> None:
    text = page("ecfmg/one") + "## Not answered here\n  - ? what will it cost in 2030\n  - ? who decides\n"
    document, findings = parse_document(text + "## More rules\n- Another rule holds.\n", "ecfmg/one.md")
    assert document is not None
    assert not findings
    assert document.gaps == ("what will it cost in 2030", "who decides")
    assert [section.heading for section in document.sections] == ["Rules", "More rules"]
    assert [len(statement.questions) for statement in document.statements] == [3, 0]


def test_a_day_that_cannot_be_is_told_with_its_line() -> None:
    document, findings = parse_document(page("ecfmg/one", as_of="2026-02-30"), "ecfmg/one.md")
    assert document is None
    assert [str(found) for found in findings] == [
        "ecfmg/one.md:7: a value that cannot be: correct it; a day is written 2026-01-12"
    ]


def test_a_fault_of_the_front_matter_is_told_with_its_line() -> None:
    document, findings = parse_document(page("ecfmg/one", standing="gone", author="me"), "ecfmg/one.md")
    assert document is None
    assert [str(found) for found in findings] == [
        "ecfmg/one.md:9: front matter key «standing»: input should be 'current', 'superseded' or 'historical'",
        "ecfmg/one.md:11: front matter key «author»: extra inputs are not permitted",
    ]
