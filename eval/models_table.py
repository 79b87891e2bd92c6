"""The figures about language models, measured and written into a Markdown file.

    python -m eval.models_table [--into eval/README.md] [--wice FOLDER]

Everything between the two marker lines is replaced; a file without them gets the table at its end.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant.corpus.load import Corpus, read_corpus
from assistant.settings import bundled_corpus
from eval import bench_wice, mutation_test
from eval.scripted.arena import Arena, Tally
from eval.scripted.parts import PARTS

START = "<!-- generated: models -->"
END = "<!-- end generated -->"
README = Path(__file__).parent / "README.md"
QUESTIONS = 210
PAIRS = 1_000
_PLAYS = {
    "faithful": "retells its passages, half of it reworded",
    "sloppy": "a number, date, name or little word wrong",
    "inventive": "plausible rules that no passage holds, with real quotes",
    "stale": "rules that ended, told in the present",
    "obedient": "obeys injected orders; here there are none",
    "leaking": "recites its instructions",
    "miscited": "true sentences with the words of another statement",
}


def scripted_table(tallies: Sequence[Tally]) -> str:
    """How much of what scripted models write reaches the reader."""
    rows = [
        f"| {tally.part} | {_PLAYS[tally.part]} | {_share(tally.true_shown, tally.true_written)} "
        f"| {_share(tally.false_shown, tally.false_written)} |"
        for tally in tallies
    ]
    head = [
        f"Scripted chat models on {tallies[0].questions} questions of the corpus, six passages each; sentences shown of "
        "sentences written (`eval/scripted/`):",
        "",
        "| model | what it does | true sentences shown | false sentences shown |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows])


def mutation_table(result: mutation_test.MutationResult) -> str:
    """What the verifier says of statements, rewordings and falsifications."""
    rows = [f"| falsified: {kind} | refused | {share:.1%} |" for kind, share in result.refused]
    return "\n".join(
        [
            f"The verifier on {result.pairs:,} statements of the corpus, each against itself as the passage:",
            "",
            "| sentence | should be | is |",
            "|---|---|---|",
            f"| the statement itself | accepted | {result.originals_share:.1%} |",
            f"| simple rewordings ({result.reworded:,}) | accepted | {result.reworded_share:.1%} |",
            f"| falsified ({result.falsified:,}) | refused | {result.refused_share:.1%} |",
            *rows,
        ]
    )


def wice_line(folder: Path | None) -> str:
    """The benchmark's result, or that it was absent."""
    if folder is None:
        return "WiCE dev: not measured, the benchmark was absent."
    result = bench_wice.run(bench_wice.read_claims(folder))
    return (
        f"Human-made claims (WiCE dev, {result.claims:,} claims with oracle chunks, fully supported or not), rules alone, "
        f"weights and threshold cross-validated by claim: balanced accuracy **{result.balanced_accuracy:.3f}** "
        f"(95 % interval {result.low:.3f} to {result.high:.3f}); weighted cover alone {result.cover_alone:.3f}."
    )


def measure(corpus: Corpus, today: date, wice: Path | None) -> str:
    """All figures as Markdown."""
    arena = Arena(corpus, today)
    cases = list(arena.cases(QUESTIONS))
    tallies = [arena.tally(part, cases) for part in PARTS]
    mutations = mutation_test.run(corpus, today, pairs=PAIRS)
    return "\n\n".join([scripted_table(tallies), mutation_table(mutations), wice_line(wice)])


def insert(text: str, body: str) -> str:
    """``text`` with ``body`` between the markers."""
    block = f"{START}\n{body}\n{END}"
    if START in text and END in text:
        before, _, rest = text.partition(START)
        return before + block + rest.partition(END)[2]
    return f"{text.rstrip()}\n\n## Language models\n\n{block}\n".lstrip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and write."""
    parser = argparse.ArgumentParser(prog="python -m eval.models_table", description=__doc__.split("\n")[0])
    parser.add_argument("--into", type=Path, default=README, help="the Markdown file")
    parser.add_argument("--wice", type=Path, default=bench_wice.folder_from_environment(), help="folder of WiCE dev")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day for which rules hold")
    given = parser.parse_args(arguments)
    logging.disable(logging.WARNING)
    body = measure(read_corpus(bundled_corpus())[0], given.today, given.wice)
    text = given.into.read_text(encoding="utf-8") if given.into.is_file() else ""
    given.into.write_text(insert(text, body), encoding="utf-8")
    print(f"written: {given.into}")
    return 0


def _share(part: int, whole: int) -> str:
    return f"{part:,} of {whole:,} ({part / whole:.1%})" if whole else "none written"


if __name__ == "__main__":
    raise SystemExit(main())
