"""The tables of both README files, made from kept figures between markers, and the check that they are up to date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from eval.figure_text import NOTHING, figure, interval_text, number
from eval.measured_files import FOLDER, Ablation, MtragFigures, PeerFigures, Peers, Speed, kept
from eval.metrics import METRICS, Estimate, Metric
from eval.sheet import Sheets, load_sheets

# The harness' own page, and the project's: a wheel does not carry that one.
PAGES = (Path(__file__).with_name("README.md"), Path(__file__).parents[1] / "README.md")
BASELINE = Path(__file__).with_name("baseline.json")
_BLOCK = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end generated -->)", re.DOTALL)
_METRIC = {metric.name: metric for metric in METRICS}
NOT_MEASURED = "Not measured yet.\n"

# What is to be reached on `test`: metric and, in words, the figure.
GOALS = (
    ("key_points", "at least 95 %"),
    ("words", "at most 150 words"),
    ("wrong_claims", "0"),
    ("refused", "at most 3 %"),
    ("near_misses", "at least 95 %"),
    ("confidence_auroc", "at least 0.95"),
    ("temporal", "at least 97 %"),
    ("premise", "at least 97 %"),
    ("routing", "at least 97 %"),
    ("over_refusal", "at most 1 %"),
    ("phrasings", "at least 95 %"),
    ("typos", "at least 95 %"),
    ("cited", "100 %"),
    ("verbatim", "100 %"),
    ("embeddings_p95", "at most 6, with a reranker 15"),
)

Rows = Sequence[Sequence[str]]


def markdown(headings: Sequence[str], rows: Rows) -> str:
    """A Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def goals_table() -> str:
    """Goals and figures of every set of the baseline."""
    if not BASELINE.is_file():
        return NOT_MEASURED
    sheets = load_sheets(BASELINE)
    names = sorted(sheets.sets, reverse=True)  # test before dev
    headings = ["metric", "wanted", *(f"{name} ({sheets.sets[name].questions} questions)" for name in names)]
    rows = [[metric, wanted, *(_cell(sheets, name, metric) for name in names)] for metric, wanted in GOALS]
    return markdown(headings, rows)


def summary_table() -> str:
    """Goals and figures of the held-out questions alone."""
    if not BASELINE.is_file():
        return NOT_MEASURED
    sheets = load_sheets(BASELINE)
    rows = [[_METRIC[metric].meaning, wanted, _cell(sheets, "test", metric)] for metric, wanted in GOALS]
    return markdown(["what", "wanted", f"reached ({sheets.sets['test'].questions} questions)"], rows)


def _cell(sheets: Sheets, name: str, metric: str) -> str:
    found = sheets.sets[name].totals.get(metric)
    return _with_interval(_METRIC[metric], found) if found else NOTHING


def _with_interval(metric: Metric, found: Estimate) -> str:
    if found.value is None:
        return NOTHING
    return f"**{figure(metric, found)}** ({interval_text(metric, found)}, n = {found.n})"


def metrics_table() -> str:
    """What every metric means."""
    return markdown(["metric", "meaning"], [[metric.name, metric.meaning] for metric in METRICS])


def peers_table() -> str:
    """The assistant beside its peers."""
    peers = kept(Peers, FOLDER)
    return _systems(peers.systems, "answerable questions") if peers else NOT_MEASURED


def ablation_table() -> str:
    """The assistant beside itself with one part less."""
    ablation = kept(Ablation, FOLDER)
    return _systems(ablation.systems, "questions of `dev`") if ablation else NOT_MEASURED


def _systems(systems: Sequence[PeerFigures], questions: str) -> str:
    names = list(systems[0].figures)
    rows = [
        [system.system, *(_with_interval(_METRIC[name], system.figures[name]) for name in names)] for system in systems
    ]
    return f"{systems[0].questions} {questions}.\n\n" + markdown(["system", *names], rows)


def mtrag_table() -> str:
    """MTRAG-UN."""
    figures = kept(MtragFigures, FOLDER)
    if figures is None:
        return NOT_MEASURED

    def row(name: str, wanted: str, found: Estimate) -> list[str]:
        low, high = number(found.low, "auroc"), number(found.high, "auroc")
        return [name, wanted, f"**{number(found.value, 'auroc')}** ({low}–{high}, n = {found.n})"]

    return markdown(
        ["figure", "wanted", "measured"],
        [
            row("R@5", "at least 0.92", figures.recall_at_5),
            row("nDCG@5", "at least 0.89", figures.ndcg_at_5),
            row("abstention AUROC", "at least 0.93", figures.abstention_auroc),
        ],
    )


def speed_rows(speed: Speed) -> list[list[str]]:
    """What, measured, reference, ratio, wanted."""
    return [
        [
            line.what,
            f"{line.measured:.2f} {line.unit}",
            f"{line.reference:.2f} {line.unit}" if line.reference else NOTHING,
            f"**{line.ratio:.2f}**" if line.ratio else NOTHING,
            line.wanted,
        ]
        for line in speed.lines
    ]


def speed_table() -> str:
    """Speed and memory."""
    speed = kept(Speed, FOLDER)
    if speed is None:
        return NOT_MEASURED
    headings = ["what", "measured", "bare libraries", "ratio", "wanted"]
    return f"On {speed.machine}.\n\n" + markdown(headings, speed_rows(speed))


TABLES: dict[str, Callable[[], str]] = {
    "goals": goals_table,
    "summary": summary_table,
    "metrics": metrics_table,
    "peers": peers_table,
    "ablation": ablation_table,
    "mtrag": mtrag_table,
    "speed": speed_table,
}


def filled(text: str) -> str:
    """``text`` with every generated block made anew; unknown names are left alone."""

    def fill(block: re.Match[str]) -> str:
        make = TABLES.get(block[2])
        return f"{block[1]}{make()}{block[3]}" if make else block[0]

    return _BLOCK.sub(fill, text)


def update(pages: Sequence[Path] = PAGES) -> bool:
    """Write the tables; returns whether anything changed."""
    outdated = _outdated(pages)
    for path in outdated:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
    return bool(outdated)


def is_up_to_date(pages: Sequence[Path] = PAGES) -> bool:
    """Whether the tables say what the kept figures say."""
    return not _outdated(pages)


def _outdated(pages: Sequence[Path]) -> list[Path]:
    texts = {path: path.read_text(encoding="utf-8") for path in pages if path.is_file()}
    return [path for path, text in texts.items() if filled(text) != text]
