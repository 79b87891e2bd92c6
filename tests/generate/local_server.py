"""An OpenAI-compatible chat endpoint on loopback around a callable that streams text."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Writer = Callable[[list[dict[str, str]]], Iterator[str]]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, writer: Writer, *, structured: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.writer = writer
        self.structured = structured
        self.requests: list[dict[str, Any]] = []
        self.broken_off = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append({"path": self.path, "body": body, "headers": headers})
        if "response_format" in body and not self.server.structured:
            self._json(400, {"error": {"message": "response_format is not supported", "type": "invalid_request_error"}})
            return
        try:
            self._stream(body)
        except (BrokenPipeError, ConnectionResetError):
            self.server.broken_off.set()

    def _stream(self, body: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for piece in self.server.writer(body["messages"]):
            self._event({"delta": {"role": "assistant", "content": piece}, "index": 0, "finish_reason": None})
        self._event({"delta": {}, "index": 0, "finish_reason": "stop"})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, choice: dict[str, Any]) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "local", "choices": [choice]}
        self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())
        self.wfile.flush()

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *args: object) -> None:
        del args


@contextmanager
def serving(writer: Writer, *, structured: bool = False) -> Iterator[tuple[str, _Server]]:
    """The base URL of a running server and the server itself."""
    server = _Server(writer, structured=structured)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
