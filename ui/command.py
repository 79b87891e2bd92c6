"""The commands ``chat`` and ``feedback``; nothing heavy is imported before a command runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer


def chat(
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets others reach it.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Default: the first free one from 7860.")] = None,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no remarks.")] = False,
) -> None:
    """Open the chat in the browser."""
    from assistant import Assistant, ConfigurationError, Settings

    assistant = Assistant(Settings(quiet=quiet))
    assistant.build_index()
    if not quiet:
        typer.echo("Loading …", err=True)
    assistant.search("ECFMG Certification", k=1)  # loads the model, so that the first question is not the slow one

    from ui.app import serve

    try:
        running = serve(assistant, host=host, port=port)
    except OSError as error:
        where = f"{host}, port {port}" if port else host
        raise ConfigurationError(f"The chat cannot listen on {where} ({error}): name another --port") from None
    typer.echo(f"The chat is open at {running.url} (Ctrl+C stops it)")
    if not no_browser:
        typer.launch(running.url)
    running.server.get_blocks().block_thread()


def feedback(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the kept questions here as a question set.")
    ] = None,
) -> None:
    """Show what readers said about answers, or export it as an evaluation set."""
    from assistant import Settings
    from ui.feedback import FeedbackFile, evaluation_set

    entries = FeedbackFile(Settings().data_dir).entries()
    if output is None:
        for number, day, entry in entries:
            typer.echo(f"{number}  {day}  {entry.vote}  {entry.question or '(question not kept)'}")
            if entry.comment:
                typer.echo(f"    {entry.comment}")
        typer.echo(f"{len(entries)} entries", err=True)
        return
    lines = [json.dumps(line, ensure_ascii=False) for line in evaluation_set(entries)]
    text = "".join(f"{line}\n" for line in lines)
    if str(output) == "-":
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
        typer.echo(f"{len(lines)} questions written to {output}; add what a right answer must say.")
