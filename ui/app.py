"""Puts the page together: Gradio's server (queue, streaming, HTTP API, MCP) under pages of our own."""

from __future__ import annotations

import os

# Gradio reads these when it is imported or starts: nothing may leave the machine, and it need not keep statistics of
# every question (it builds a table of the last 10,000 after each one).
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_MAX_EVENTS", "1")
os.environ.setdefault("GRADIO_ANALYTICS_CACHE_FREQUENCY", "1000000000")

import io
import logging
from contextlib import redirect_stdout
from dataclasses import dataclass

import gradio as gr

from assistant import Assistant
from ui.chat import Chat
from ui.endpoints import register
from ui.feedback import FeedbackFile
from ui.limits import Limits
from ui.pages import not_found, page_routes
from ui.security import Door
from ui.shelf import Shelves

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Running:
    """A page that is being served."""

    url: str
    server: gr.Server

    def close(self) -> None:
        """Stop serving."""
        self.server.get_blocks().close(verbose=False)


def build(assistant: Assistant, limits: Limits | None = None) -> gr.Server:
    """The server with all pages and endpoints, not started yet."""
    limits = limits or Limits.for_model(assistant.settings.model)
    shelves = Shelves(assistant)
    server = gr.Server(title="ECFMG assistant", docs_url=None, redoc_url=None, openapi_url=None)
    server.include_router(page_routes(assistant, shelves))
    server.add_middleware(Door, max_bytes=limits.request_bytes, not_found=not_found)
    register(server, Chat.over(assistant, shelves, limits), FeedbackFile(assistant.settings.data_dir))
    return server


def serve(assistant: Assistant, *, host: str, port: int | None, limits: Limits | None = None) -> Running:
    """Start serving in the background; ``port`` None takes the first free one from 7860 on.

    Raises OSError where the port is taken, and what :meth:`Assistant.documents` raises.
    """
    limits = limits or Limits.for_model(assistant.settings.model)
    assistant.documents()  # opens the index now: the first page must not wait for it
    server = build(assistant, limits)
    # Gradio announces its MCP server on standard output, also when it is told to be quiet.
    with redirect_stdout(io.StringIO()):
        _, url, _ = server.launch(
            server_name=host,
            server_port=port,
            prevent_thread_lock=True,
            quiet=True,
            inline=False,
            inbrowser=False,
            share=False,
            run_history=False,
            enable_monitoring=False,
            ssr_mode=False,
            mcp_server=True,
            footer_links=[],
            # Every question that is answered or waits holds one of Gradio's places; our own line says who is next.
            max_threads=limits.at_once + limits.waiting + 16,
        )
    return Running(url, server)
