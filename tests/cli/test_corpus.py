"""`ecfmg-assistant corpus …`: needs no model and no index."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import Run

FORM = re.compile(r"^[a-z0-9-]+/[a-z0-9-]+\.md:\d+: .+: .+$")
DAY = ("--today", "2026-11-22")


def test_a_clean_corpus_passes(run: Run, small_corpus: Path) -> None:
    done = run("corpus", "check", str(small_corpus), *DAY)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The corpus is clean.\n", "")


def test_every_finding_is_one_line_with_file_line_fault_and_what_to_do(
    run: Run, small_corpus: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(small_corpus / "ecfmg/oet-scores.md", "as_of: 2026-10-01", "as_of: yesterday")
    edit(small_corpus / "usmle/step-1-result.md", "- USMLE Step 1 has", "USMLE Step 1 has")
    done = run("corpus", "check", str(small_corpus), *DAY)
    *findings, last = done.stdout.splitlines()
    assert done.returncode == 1
    assert [finding for finding in findings if not FORM.match(finding)] == []
    assert any(finding.startswith("ecfmg/oet-scores.md:7: front matter key «as_of»: ") for finding in findings)
    assert any(finding.startswith("usmle/step-1-result.md:17: a line that is neither ") for finding in findings)
    assert last == f"{len(findings)} findings"


def test_a_page_due_for_review_is_a_finding_on_that_day(run: Run, small_corpus: Path) -> None:
    done = run("corpus", "check", str(small_corpus), "--today", "2027-12-01")
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] != "The corpus is clean."


def test_findings_as_json(run: Run, small_corpus: Path, edit: Callable[[Path, str, str], None]) -> None:
    edit(small_corpus / "ecfmg/oet-scores.md", "as_of: 2026-10-01", "as_of: yesterday")
    done = run("corpus", "check", str(small_corpus), "--json", *DAY)
    assert done.returncode == 1
    assert {"path", "line", "what", "to_do"} == set(json.loads(done.stdout)[0])


def test_changes_are_listed_newest_first(run: Run) -> None:
    done = run("corpus", "changes")
    assert done.returncode == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines() if line[0] != " "] == [
        "2023-01-01", "2022-01-26", "2020-06-15",
    ]  # fmt: skip


def test_changes_since_a_day_as_json(run: Run) -> None:
    done = run("corpus", "changes", "--since", "2022-01-26", "--json")
    assert [change["document_id"] for change in json.loads(done.stdout)] == ["ecfmg/oet-scores", "usmle/step-1-result"]
    assert run("corpus", "changes", "--since", "2026-01-01", "--json").stdout == "[]\n"


def test_statistics_count_the_documents(run: Run) -> None:
    done = run("corpus", "stats", "--json")
    assert done.returncode == 0, done.stderr
    assert sum(field["documents"] for field in json.loads(done.stdout)["fields"]) == 4
