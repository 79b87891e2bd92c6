"""What ``eval peers``, ``eval bench mtrag`` and ``eval speed`` do: measure, print, keep for the tables."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from assistant import Assistant, Settings
from eval.ablation import variants
from eval.bench_mtrag import measure_mtrag
from eval.figure_text import number
from eval.measured_files import Ablation, PeerFigures, Peers, keep
from eval.metrics.metric import Unit
from eval.peers import all_peers
from eval.runner import AssistantSystem, System, bare_embedding, run_set
from eval.sets import QuestionSet, load_set
from eval.sheet import sheet_of
from eval.show import show_sheet
from eval.speed import measure_speed
from eval.table import speed_rows

PEER_METRICS = ("key_points", "complete", "wrong_claims", "words", "cited", "recall@5", "ndcg@10", "ms_p50")


ABLATION_METRICS = ("key_points", "temporal", "premise", "refused", "near_misses", "confidence_auroc", "ms_p50")


def answerable(sets: Sequence[QuestionSet]) -> QuestionSet:
    """The answerable questions of all sets as one: peers have no other kind of answer."""
    questions = tuple(question for chosen in sets for question in chosen.questions if question.expect == "answered")
    digest = hashlib.sha256("".join(chosen.sha256 for chosen in sets).encode()).hexdigest()
    return QuestionSet("answerable", digest, questions)


def measure_peers(paths: Sequence[Path]) -> None:
    """Ask the assistant and every peer; totals only, since test questions are among them."""
    console = Console()
    questions = answerable([load_set(path) for path in paths])
    assistant = Assistant()
    embed = bare_embedding(assistant)
    systems: list[System] = [AssistantSystem(assistant), *all_peers(assistant.documents(), assistant.settings)]
    rows = []
    for system in systems:
        sheet = sheet_of(run_set(system, questions, embed=embed, typos=False))
        show_sheet(sheet, console, totals_only=True)
        figures = {name: sheet.totals[name] for name in PEER_METRICS}
        rows.append(PeerFigures(system=system.name, questions=sheet.questions, figures=figures))
    console.print(f"Kept in {keep(Peers(systems=tuple(rows)))}")


def measure_ablation(path: Path) -> None:
    """The questions at ``path`` with one part of the search taken away at a time."""
    console = Console()
    questions = load_set(path)
    rows = []
    for system in variants(Settings(quiet=True)):
        sheet = sheet_of(run_set(system, questions, typos=False))
        show_sheet(sheet, console, totals_only=True)
        figures = {name: sheet.totals[name] for name in ABLATION_METRICS}
        rows.append(PeerFigures(system=system.name, questions=sheet.questions, figures=figures))
    console.print(f"Kept in {keep(Ablation(systems=tuple(rows)))}")


def measure_bench(folder: Path) -> None:
    """MTRAG-UN from ``folder``; one clear line where it is absent."""
    console = Console()
    if not (folder / "tasks.jsonl").is_file():
        console.print(f"Skipped: no tasks.jsonl in {folder}; give the folder of MTRAG-UN with --path.")
        return
    figures = measure_mtrag(folder, Settings())
    units: tuple[tuple[str, Unit], ...] = (
        ("recall_at_5", "share"),
        ("ndcg_at_5", "auroc"),
        ("abstention_auroc", "auroc"),
    )
    for name, unit in units:
        found = getattr(figures, name)
        low, high = number(found.low, unit), number(found.high, unit)
        console.print(f"{name}: {number(found.value, unit)} ({low} to {high}, n = {found.n})")
    console.print(f"Kept in {keep(figures)}")


def measure_all_speed() -> None:
    """The speed table."""
    console = Console()
    speed = measure_speed(Settings(quiet=True))
    for row in speed_rows(speed):
        console.print(" | ".join(row))
    console.print(f"Kept in {keep(speed)}")
