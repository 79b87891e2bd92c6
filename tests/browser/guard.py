"""Watches what a browser does: nothing may be fetched from elsewhere, nothing may go wrong unseen."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError


class Guard:
    """Collects foreign requests and errors of one browser context; a test may expect some errors by their text."""

    def __init__(self, context: BrowserContext, base_url: str) -> None:
        self._host = urlsplit(base_url).netloc
        self._expected: list[str] = []
        self._problems: list[str] = []
        context.on("request", self._see_request)
        context.on("console", self._see_console)
        context.on("weberror", self._see_error)

    def expect(self, text: str) -> None:
        """An error whose text contains ``text`` is part of this test."""
        self._expected.append(text)

    @property
    def problems(self) -> list[str]:
        """Everything that was not expected."""
        return [problem for problem in self._problems if not any(text in problem for text in self._expected)]

    def _see_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._host:
            self._problems.append(f"foreign request: {request.url}")

    def _see_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._problems.append(f"console {message.type}: {message.text}")

    def _see_error(self, error: WebError) -> None:
        self._problems.append(f"page error: {error.error}")
