"""The door: which addresses exist, how large a request may be, and what a browser may do with a page.

Gradio serves much that this page does not use (uploads, files, its own front end); what is not named here does not
exist from outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGES = r"/|/sources(/.*)?|/changes|/about|/page/.*|/favicon\.ico|/robots\.txt|/healthz"
GRADIO = (
    r"/config|/gradio_api/(info|openapi\.json|startup-events|app_id|heartbeat/[^/]+|cancel|reset"
    r"|queue/(join|data)|call/.*|(run|api)/[^/]+|mcp(/.*)?)"
)
_KNOWN = re.compile(rf"(?:{PAGES}|{GRADIO})/?")

_PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", _PAGE_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"),
)


class TooLargeError(Exception):
    """A request grew beyond the limit while it was read."""


class Door:
    """ASGI middleware around the whole server."""

    def __init__(self, app: ASGIApp, max_bytes: int, not_found: Callable[[], Response]) -> None:
        self._app = app
        self._max_bytes = max_bytes
        self._not_found = not_found

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if not _KNOWN.fullmatch(scope["path"]):
            await self._not_found()(scope, receive, _with_headers(send))
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self._max_bytes:
            await PlainTextResponse("The request is too large.", 413)(scope, receive, send)
            return
        await self._app(scope, self._counting(receive), _with_headers(send))

    def _counting(self, receive: Receive) -> Receive:
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._max_bytes:
                raise TooLargeError
            return message

        return counted


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *HEADERS]
        await send(message)

    return sending
