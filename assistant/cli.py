"""The command line: ``ecfmg-assistant``.

Nothing heavy is imported here: a command imports what it needs when it runs. ``chat`` and ``eval`` are brought by
the packages ``ui`` and ``eval`` through entry points.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import AssistantError
from assistant.version import __version__

if TYPE_CHECKING:
    from assistant.settings import Settings

ENTRY_POINT_GROUP = "ecfmg_assistant.commands"

app = typer.Typer(
    name="ecfmg-assistant",
    help="Answers about ECFMG certification, each with its source. Not ECFMG.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
corpus_app = typer.Typer(help="Look after the corpus.", no_args_is_help=True)
app.add_typer(corpus_app, name="corpus")

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no remarks.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"ecfmg-assistant {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    del version


@app.command()
def ask(question: str, as_json: AsJson = False, quiet: Quiet = False) -> None:
    """Answer one question; «-» reads it from standard input."""
    from assistant.api import Assistant
    from assistant.terminal import answer_text

    if question == "-":
        question = sys.stdin.buffer.read().decode("utf-8", "replace")
    answer = Assistant(_settings(quiet=quiet or as_json)).ask(question)
    typer.echo(answer.model_dump_json(indent=2) if as_json else answer_text(answer))


@app.command()
def index(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Embed everything anew.")] = False,
    quiet: Quiet = False,
) -> None:
    """Bring the index up to date."""
    from assistant.api import Assistant

    report = Assistant(_settings(quiet=quiet)).build_index(rebuild=rebuild)
    if not quiet:
        done = f"built, {report.embedded} of {report.entries} texts embedded" if report.reason else "up to date"
        typer.echo(f"The index is {done}.")


@corpus_app.command()
def check(
    folder: Annotated[Path | None, typer.Argument(help="Corpus folder; default: the configured one.")] = None,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Check review dates as of.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check every document: exit status 1 and one line for each finding."""
    from assistant.corpus.check import check_corpus

    findings = check_corpus(folder or _settings().corpus_dir, today.date() if today else date.today())
    if as_json:
        import json

        typer.echo(json.dumps([vars(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            typer.echo(str(finding))
        typer.echo(f"{len(findings)} findings" if findings else "The corpus is clean.")
    raise typer.Exit(1 if findings else 0)


@corpus_app.command()
def stats(
    as_json: AsJson = False,
    readme: Annotated[Path | None, typer.Option(help="Write the table between the markers of this file.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="With --readme: write nothing, exit status 1 where the table is old.")
    ] = False,
) -> None:
    """Count documents and statements by field, standing, authority and age."""
    from assistant.corpus.load import load_corpus
    from assistant.corpus.stats import corpus_stats, update_readme

    found = corpus_stats(load_corpus(_settings().corpus_dir))
    if readme is None:
        typer.echo(found.model_dump_json(indent=2) if as_json else found.table())
    elif not update_readme(readme, found, check=check) and check:
        typer.echo(f"{readme}: the corpus table is old: run 'ecfmg-assistant corpus stats --readme {readme}'")
        raise typer.Exit(1)


@corpus_app.command()
def changes(
    since: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Only changes on or after.")] = None,
    as_json: AsJson = False,
) -> None:
    """What changed in the rules, newest first."""
    from assistant.corpus.changes import change_feed
    from assistant.corpus.load import load_corpus

    feed = change_feed(load_corpus(_settings().corpus_dir), since.date() if since else None)
    if as_json:
        typer.echo(f"[{','.join(change.model_dump_json() for change in feed)}]")
        return
    for change in feed:
        verb = "ended" if change.ended else "since"
        typer.echo(f"{change.day}  {change.title} ({verb})\n            {change.summary}  [{change.document_id}]")


def _settings(**given: Any) -> Settings:
    from assistant.settings import Settings

    return Settings(**given)


def _register_commands() -> None:
    for entry in sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: entry.name):
        command = entry.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=entry.name)
        else:
            app.command(name=entry.name)(command)


def main() -> None:
    """Entry point: an error of ours is one line on standard error and exit status 1."""
    _register_commands()
    try:
        app()
    except AssistantError as error:
        typer.echo(f"Error: {error}", err=True)
        sys.exit(1)
