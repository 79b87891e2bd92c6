"""The guard that keeps tests and answers on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.offline import loopback_only
from tests.offline.loopback_only import ForeignConnectionError, is_local


@pytest.fixture
def own_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Refusals of this test are wanted: they go to a file that fails nothing."""
    log = tmp_path / "refused"
    monkeypatch.setenv(loopback_only.LOG_VARIABLE, str(log))
    return log


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "0.0.0.0", None, "", b"127.0.0.1"])
def test_loopback_is_local(host: str | bytes | None) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["203.0.113.7", "example.org", "2001:db8::1", "127.0.0.1.example.org"])
def test_anything_else_is_foreign(host: str) -> None:
    assert not is_local(host)


def test_a_connection_to_another_machine_is_refused_and_recorded(own_log: Path) -> None:
    with socket.socket() as sock, pytest.raises(ForeignConnectionError, match=r"203\.0\.113\.7"):
        sock.connect(("203.0.113.7", 80))
    assert own_log.read_text().startswith("socket.connect '203.0.113.7'")


def test_a_foreign_name_is_not_even_looked_up(own_log: Path) -> None:
    with pytest.raises(ForeignConnectionError):
        socket.getaddrinfo("example.org", 443)
    assert "example.org" in own_log.read_text()


def test_datagrams_are_refused_too(own_log: Path) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sock, pytest.raises(ForeignConnectionError):
        sock.sendto(b"?", ("203.0.113.7", 53))
    assert own_log.exists()


def test_loopback_connections_work() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        accepted, address = server.accept()
        with accepted:
            assert address == client.getsockname()


def test_the_guard_holds_in_a_python_that_a_test_starts(own_log: Path) -> None:
    code = "import socket; socket.create_connection(('203.0.113.7', 80))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "ForeignConnectionError" in done.stderr
    assert "203.0.113.7" in own_log.read_text()
