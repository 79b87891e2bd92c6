"""LangSmith hears nothing, whatever the environment asks for, unless the settings allow it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from langchain_core.tracers.context import _tracing_v2_is_enabled
from langsmith import utils

from assistant import Settings
from assistant.generate.generation import Generation
from assistant.generate.privacy import GATEWAY_VARIABLE, tracing, without_gateway
from tests.generate.builders import PlayedModel, material, reply


@pytest.fixture
def collector(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A LangSmith endpoint on loopback that notes every request, and an environment that asks for tracing to it."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _note(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            heard.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({}).encode())

        do_GET = do_POST = do_PATCH = _note  # noqa: N815

        def log_message(self, *args: object) -> None:
            del args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    monkeypatch.setenv("LANGSMITH_API_KEY", "ls-secret")
    utils.get_env_var.cache_clear()
    yield heard
    utils.get_env_var.cache_clear()
    server.shutdown()
    server.server_close()


def test_no_trace_is_sent_although_the_environment_asks_for_it(collector: list[str]) -> None:
    assert _tracing_v2_is_enabled()
    seen: list[bool] = []

    def turn(_messages: object) -> Iterator[str]:
        seen.append(bool(_tracing_v2_is_enabled()))
        yield reply("The fee is due.")

    Generation(PlayedModel(turns=[turn]), Settings(model="played:x")).invoke(material())
    assert seen == [False]
    assert collector == []
    assert _tracing_v2_is_enabled()


def test_tracing_stays_possible_by_setting(collector: list[str]) -> None:
    with tracing(allowed=True):
        assert _tracing_v2_is_enabled()
    with tracing(allowed=False):
        assert not _tracing_v2_is_enabled()


def test_requests_take_no_detour_through_a_gateway(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    monkeypatch.setenv(GATEWAY_VARIABLE, "true")
    with without_gateway(allowed=False):
        assert GATEWAY_VARIABLE not in os.environ
    assert os.environ[GATEWAY_VARIABLE] == "true"
    with without_gateway(allowed=True):
        assert os.environ[GATEWAY_VARIABLE] == "true"
