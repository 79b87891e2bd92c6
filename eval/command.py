"""The command ``ecfmg-assistant eval``; nothing heavy is imported before a command runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="Measure the answers on question sets.", no_args_is_help=True)
bench_app = typer.Typer(help="Public benchmarks, read by their path.", no_args_is_help=True)
app.add_typer(bench_app, name="bench")

_HERE = Path(__file__).parent
BASELINE = _HERE / "baseline.json"
OWN_SETS = [_HERE / "sets" / "dev.jsonl", _HERE / "sets" / "test.jsonl"]


@app.command()
def run(
    sets: Annotated[list[Path], typer.Argument(help="Question sets (JSON Lines), see eval/README.md.")],
    compare: Annotated[
        Path | None, typer.Option(help="figures.json of a run, or baseline.json: exit 1 on a significant loss.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder for figures, answers and reports.")] = Path("runs/latest"),
    totals_only: Annotated[
        bool, typer.Option("--totals-only", help="Show no single question; sets named test… never do.")
    ] = False,
    typos: Annotated[bool, typer.Option(help="Ask answerable questions once more with typing errors.")] = True,
    model: Annotated[
        str | None, typer.Option(help='Let this chat model write the answers, as "provider:name".')
    ] = None,
    baseline: Annotated[bool, typer.Option("--baseline", help="Keep the figures as the new baseline.")] = False,
) -> None:
    """Ask every question of the sets, print the figures, save answers, figures and a report."""
    from eval.session import Wishes, run_sets

    losses = run_sets(
        sets,
        Wishes(
            compare=compare,
            out=out,
            totals_only=totals_only,
            typos=typos,
            model=model,
            baseline=BASELINE if baseline else None,
        ),
    )
    raise typer.Exit(1 if losses else 0)


@app.command()
def table(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 where a table is outdated.")] = False,
) -> None:
    """Make the tables of eval/README.md from the kept figures."""
    from eval.table import is_up_to_date, update

    if check:
        current = is_up_to_date()
        typer.echo("The tables are up to date." if current else "Outdated: run `ecfmg-assistant eval table`.")
        raise typer.Exit(0 if current else 1)
    typer.echo("Tables written." if update() else "The tables are up to date.")


@app.command()
def peers(
    sets: Annotated[list[Path] | None, typer.Argument(help="Question sets; default: the project's own.")] = None,
) -> None:
    """Ask the usual alternatives the same questions, on the same corpus."""
    from eval.measuring import measure_peers

    measure_peers(sets or OWN_SETS)


@app.command()
def ablation() -> None:
    """Take away one part of the search at a time and ask the dev questions."""
    from eval.measuring import measure_ablation

    measure_ablation(OWN_SETS[0])


@app.command()
def speed() -> None:
    """Measure speed and memory beside the bare libraries; takes minutes and wants a quiet machine."""
    from eval.measuring import measure_all_speed

    measure_all_speed()


@bench_app.command()
def mtrag(path: Annotated[Path, typer.Option(help="Folder with tasks.jsonl and passages.jsonl of MTRAG-UN.")]) -> None:
    """Follow-up retrieval and abstention on MTRAG-UN."""
    from eval.measuring import measure_bench

    measure_bench(path)
