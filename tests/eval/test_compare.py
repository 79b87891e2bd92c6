from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.compare import compare, mcnemar
from eval.outcome import Result, Run
from eval.sheet import RunFileError, Sheet, Sheets, load_sheets, save_sheets, sheet_of
from tests.eval.builders import question, result


def sheet(*texts: str, first: int = 1) -> Sheet:
    """A set whose every question wants the answer «yes»."""
    results: list[Result] = [
        result(question(number, must=[["yes"]], tags=["type:fact", "topic:x"]), text)
        for number, text in enumerate(texts, first)
    ]
    return sheet_of(Run(system="s", set_name="own", set_sha256="0", today=date(2026, 1, 1), results=tuple(results)))


def test_mcnemar_is_the_exact_two_sided_binomial() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(3, 3) == 1.0
    assert mcnemar(0, 5) == 2 / 32
    assert mcnemar(0, 6) == 2 / 64
    assert mcnemar(1, 9) == 2 * (1 + 10) / 1024


def test_a_run_compared_with_itself_has_no_loss() -> None:
    same = sheet("yes", "no", "yes")
    found = compare(same, same)
    assert (found.won, found.lost, found.p_value, found.losses) == ((), (), 1.0, [])
    assert all(change.difference.value == 0 for change in found.changes)


def test_won_and_lost_questions_are_named() -> None:
    found = compare(sheet("yes", "no", "no"), sheet("no", "yes", "no"))
    assert (found.won, found.lost) == (("q2",), ("q1",))
    assert found.losses == []


def test_many_lost_questions_are_a_significant_loss() -> None:
    found = compare(sheet(*["yes"] * 20), sheet(*["yes"] * 10, *["no"] * 10))
    assert found.p_value == 2 / 1024
    assert found.losses[0] == "own: 10 questions lost, 0 won (McNemar p = 0.002)"
    assert "own: key_points went from 1.000 to 0.500" in found.losses


def test_many_won_questions_are_no_loss() -> None:
    assert compare(sheet(*["no"] * 20), sheet(*["yes"] * 20)).losses == []


def test_a_figure_that_should_be_low_is_lost_when_it_rises() -> None:
    def wrong(text: str) -> Sheet:
        results = tuple(result(question(number, must_not=["stale"]), text) for number in range(10))
        return sheet_of(Run(system="s", set_name="own", set_sha256="0", today=date(2026, 1, 1), results=results))

    assert "own: wrong_claims went from 0.000 to 1.000" in compare(wrong("right"), wrong("stale")).losses
    assert compare(wrong("stale"), wrong("right")).losses == []


def test_only_shared_questions_are_compared() -> None:
    found = compare(sheet("yes", "yes"), sheet("no", "yes", first=2))
    assert (found.only_before, found.only_now, found.lost) == (1, 1, ("q2",))


def test_figures_are_read_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "figures.json"
    sheets = Sheets(sets={"own": sheet("yes", "no"), "other": sheet()})
    save_sheets(sheets, path)
    assert load_sheets(path) == sheets


def test_a_file_without_figures_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "figures.json"
    with pytest.raises(RunFileError, match="cannot read"):
        load_sheets(path)
    path.write_text("{}")
    with pytest.raises(RunFileError, match="holds no figures"):
        load_sheets(path)


def test_tags_are_measured_on_their_own_but_not_topics() -> None:
    found = sheet("yes", "no")
    assert found.by_tag["type:fact"]["key_points"].value == 0.5
    assert set(found.by_tag) == {"type:fact"}
