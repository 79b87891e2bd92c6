"""What ``eval run`` does: sets in, figures on the terminal, files in a folder, significant losses out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from assistant import Assistant, Settings
from eval.compare import compare
from eval.outcome import Run
from eval.report import report_html
from eval.runner import AssistantSystem, bare_embedding, run_set
from eval.sets import QuestionSet, load_set
from eval.sheet import Sheet, Sheets, load_sheets, save_sheets, sheet_of
from eval.show import show_comparison, show_sheet

FIGURES_FILE = "figures.json"


@dataclass(frozen=True)
class Wishes:
    """The options of ``eval run``.

    With a ``model`` every set is asked twice, with and without it; ``baseline`` is where to keep the figures, None for
    nowhere.
    """

    out: Path
    compare: Path | None = None
    totals_only: bool = False
    typos: bool = True
    model: str | None = None
    baseline: Path | None = None


def run_sets(paths: Sequence[Path], wishes: Wishes) -> list[str]:
    """Run the sets one after the other; returns each significant loss against ``wishes.compare`` in words."""
    console = Console()
    # All files are read before the first question, so that a fault in the last one does not cost the run.
    sets = [load_set(path) for path in paths]
    earlier = load_sheets(wishes.compare) if wishes.compare else Sheets(sets={})
    plain = asked = AssistantSystem(Assistant(Settings(model=None)))
    model = wishes.model or Settings().model
    if model:
        from eval.models import register

        register()
        asked = AssistantSystem(Assistant(Settings(model=model)), name=model)
    embed = bare_embedding(plain.assistant)
    sheets: dict[str, Sheet] = {}
    losses: list[str] = []
    for questions in sets:
        totals_only = wishes.totals_only or questions.held_out
        run = _run(asked, questions, embed, typos=wishes.typos)
        sheet = sheets[questions.name] = sheet_of(run)
        beside = sheet_of(_run(plain, questions, embed, typos=wishes.typos)) if model else None
        show_sheet(sheet, console, totals_only=totals_only, beside=beside)
        _save(wishes.out, questions, run, sheet, totals_only=totals_only)
        if questions.name in earlier.sets:
            comparison = compare(earlier.sets[questions.name], sheet)
            show_comparison(comparison, console, totals_only=totals_only)
            losses += comparison.losses
    save_sheets(Sheets(sets=sheets), wishes.out / FIGURES_FILE)
    if wishes.baseline:
        kept = load_sheets(wishes.baseline).sets if wishes.baseline.exists() else {}
        save_sheets(Sheets(sets={**kept, **sheets}), wishes.baseline)
    for loss in losses:
        console.print(f"[bold red]Loss:[/] {loss}")
    console.print(f"Saved in {wishes.out}")
    return losses


def _run(system: AssistantSystem, questions: QuestionSet, embed: Callable[[str], object], *, typos: bool) -> Run:
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(f"Asking {questions.name}, {system.name}", total=len(questions.questions))
        return run_set(system, questions, embed=embed, typos=typos, on_question=partial(progress.advance, task))


def _save(folder: Path, questions: QuestionSet, run: Run, sheet: Sheet, *, totals_only: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    report = report_html(run, sheet, totals_only=totals_only)
    (folder / f"{questions.name}.html").write_text(report, encoding="utf-8")
    if not totals_only:
        (folder / f"{questions.name}.json").write_text(run.model_dump_json(indent=1), encoding="utf-8")
