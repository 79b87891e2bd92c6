from __future__ import annotations

from pathlib import Path

import pytest

from eval.question import Question
from eval.sets import QuestionSetError, load_set
from eval.split import main, side_of, split
from tests.eval.builders import question

SETS = Path(__file__).parents[2] / "eval" / "sets"
GOOD = '{"id": "a", "question": "How?", "expect": "answered"}'


def written(folder: Path, *lines: str, name: str = "own.jsonl") -> Path:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_set_is_named_after_its_file_and_skips_blank_lines(tmp_path: Path) -> None:
    loaded = load_set(written(tmp_path, GOOD, "", GOOD.replace('"a"', '"b"')))
    assert loaded.name == "own"
    assert [asked.id for asked in loaded.questions] == ["a", "b"]
    assert not loaded.held_out


def test_a_set_named_test_is_held_out(tmp_path: Path) -> None:
    assert load_set(written(tmp_path, GOOD, name="test-2027.jsonl")).held_out


def test_all_faults_are_told_at_once_with_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, "{", GOOD, '{"id": "c", "question": "How?"}')
    with pytest.raises(QuestionSetError) as caught:
        load_set(path)
    told = str(caught.value).splitlines()
    assert told[0].startswith(f"{path}:2: no JSON")
    assert told[1] == f"{path}:3: the id «a» again, first on line 1: give every question its own id"
    assert told[2] == f"{path}:4: expect: field required: add it"


def test_many_faults_are_counted_instead_of_listed(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError) as caught:
        load_set(written(tmp_path, *["{"] * 30))
    assert str(caught.value).splitlines()[-1] == "… and 10 more"


def test_an_empty_a_missing_and_a_binary_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    for path, told in (
        (written(tmp_path), "no questions"),
        (tmp_path / "missing.jsonl", "cannot be read"),
        (tmp_path / "binary.jsonl", "not UTF-8"),
    ):
        with pytest.raises(QuestionSetError, match=told):
            load_set(path)


def test_the_split_puts_a_topic_wholly_on_one_side() -> None:
    asked = [question(number, tags=[f"topic:usmle/t{number % 20}"]) for number in range(200)]
    sides = split(asked)
    topics = {side: {found.tag_value("topic") for found in chosen} for side, chosen in sides.items()}
    assert not topics["dev"] & topics["test"]
    assert len(sides["dev"]) + len(sides["test"]) == 200
    assert topics["dev"]
    assert topics["test"]


def test_the_split_needs_a_topic_and_never_changes() -> None:
    with pytest.raises(QuestionSetError, match="q1 has no tag «topic:…»"):
        split([question()])
    assert side_of("ecfmg/oet-requirement") == "test"
    assert side_of("usmle/fees-2026") == "dev"


def test_pages_joined_by_pairs_are_one_topic_and_stay_in_dev_if_one_of_them_is() -> None:
    asked = [
        question(1, tags=["topic:usmle/fees-2026", "pair:fees"]),
        question(2, tags=["topic:ecfmg/oet-requirement", "pair:fees"]),
        question(3, tags=["topic:ecfmg/oet-requirement", "pair:oet"]),
        question(4, tags=["topic:ecfmg/oet-old", "pair:oet"]),
        question(5, tags=["topic:ecfmg/oet-old"]),
    ]
    assert [found.id for found in split(asked)["dev"]] == ["q1", "q2", "q3", "q4", "q5"]
    assert [found.id for found in split(asked[1:2])["test"]] == ["q2"]


def test_questions_of_a_made_up_topic_are_divided_one_by_one() -> None:
    sides = split(question(number, tags=["topic:chit-chat"]) for number in range(60))
    assert sides["dev"]
    assert sides["test"]


def test_the_split_command_writes_both_sides_and_refuses_doubled_ids(tmp_path: Path) -> None:
    first = written(tmp_path, question(1, tags=["topic:a"]).model_dump_json(), name="w1.jsonl")
    second = written(tmp_path, question(2, tags=["topic:b"]).model_dump_json(), name="w2.jsonl")
    main([str(first), str(second), "--out", str(tmp_path)])
    lines = [*(tmp_path / "dev.jsonl").read_text().splitlines(), *(tmp_path / "test.jsonl").read_text().splitlines()]
    assert {Question.model_validate_json(line).id for line in lines} == {"q1", "q2"}
    with pytest.raises(QuestionSetError, match="1 ids occur in more than one raw file"):
        main([str(first), str(first), "--out", str(tmp_path)])


def test_no_page_no_pair_no_group_and_no_id_of_the_projects_own_sets_is_on_both_sides() -> None:
    dev, test = (load_set(SETS / f"{side}.jsonl").questions for side in ("dev", "test"))
    for tag in ("topic", "pair", "group"):
        shared = {asked.tag_value(tag) for asked in dev} & {asked.tag_value(tag) for asked in test} - {None}
        assert {value for value in shared if value and (tag != "topic" or "/" in value)} == set()
    assert not {asked.id for asked in dev} & {asked.id for asked in test}
    assert len(dev) + len(test) >= 500
