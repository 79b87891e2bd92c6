"""Serving the page from a test."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor

from assistant import Assistant
from ui.app import Running, serve
from ui.limits import Limits


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def served(assistant: Assistant, limits: Limits | None = None) -> Running:
    """The page on a free port; the caller closes it.

    Started from inside an event loop: where none runs, Gradio makes new ones for its locks and never closes them,
    which the test suite takes for a leak of ours.
    """

    async def start() -> Running:
        return serve(assistant, host="127.0.0.1", port=free_port(), limits=limits)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, start()).result()
