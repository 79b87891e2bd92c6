from __future__ import annotations

import json
from typing import Any

import pytest

from eval.question import MAX_PATTERN_CHARACTERS, parse_question
from tests.eval.builders import question


def problem_of(**given: Any) -> str:
    line = json.dumps({"id": "q1", "question": "How?", "expect": "answered", **given})
    parsed, problems = parse_question(line, 7)
    assert parsed is None
    assert [problem.line for problem in problems] == [7]
    return f"{problems[0].what}: {problems[0].to_do}"


def test_a_key_point_is_met_by_any_of_its_alternatives_ignoring_case() -> None:
    asked = question(must=[["usd 945", "945 dollars"], ["OET"]])
    assert asked.met_in("The fee is USD 945.") == (True, False)
    assert asked.met_in("945 Dollars for the oet") == (True, True)


def test_a_wrong_claim_is_told_by_its_pattern() -> None:
    assert question(must_not=["six attempts are", "IWA now"]).wrong_claims_in("Six attempts are allowed.") == (
        "six attempts are",
    )


def test_a_tag_has_a_value_and_a_question_a_type() -> None:
    asked = question(tags=["type:temporal", "pair:attempts"])
    assert asked.tag_value("pair") == "attempts"
    assert asked.tag_value("group") is None
    assert asked.is_type("fact", "temporal")
    assert not asked.is_type("fact")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"must": [["(open"]]}, "must[0][0] is no regular expression"),
        ({"must": [["a*"]]}, "must[0][0] is a pattern that matches an empty text"),
        ({"must": [[]]}, "write at least one alternative or remove the entry"),
        ({"must_not": [" "]}, "must_not[0] is an empty pattern"),
        ({"first": ["x" * (MAX_PATTERN_CHARACTERS + 1)]}, "first[0] is a pattern of 601 characters; the limit is 600"),
        ({"expect": "refused"}, "use one of the kinds in eval/README.md"),
        ({"musst": []}, "musst: extra inputs are not permitted: remove it or correct its spelling"),
        ({"id": "a b"}, "use up to 80 letters, digits and . : - _"),
        ({"history": [["system", "x"]]}, "history[0][0]"),
        ({"today": "soon"}, "today"),
    ],
)
def test_a_fault_is_named_with_its_place_and_what_to_do(given: dict[str, Any], told: str) -> None:
    assert told in problem_of(**given)


def test_a_missing_key_is_named() -> None:
    _, problems = parse_question('{"id": "q1", "question": "How?"}', 1)
    assert [(problem.what, problem.to_do) for problem in problems] == [("expect: field required", "add it")]


@pytest.mark.parametrize("line", ["{", "[]", '"text"'])
def test_a_line_that_is_no_object_is_refused(line: str) -> None:
    parsed, problems = parse_question(line, 3)
    assert parsed is None
    assert problems[0].what.startswith(("no JSON", "JSON that is no object"))
