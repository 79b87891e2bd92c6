"""The same commands without the installed script: ``python -m eval run SET…``."""

from __future__ import annotations

import sys

import typer

from assistant import AssistantError
from eval.command import app

try:
    app(prog_name="python -m eval")
except AssistantError as error:
    typer.echo(f"Error: {error}", err=True)
    sys.exit(1)
