"""No connection beyond this machine: importing this module makes Python refuse it, for the rest of the process.

An audit hook sees every connection and every name that Python code resolves, whichever library asks. A library may
swallow the refusal, so each one is also written to the file that ``ECFMG_TEST_REFUSED_CONNECTIONS`` names; the suite
fails the test in which that file grew.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any

LOG_VARIABLE = "ECFMG_TEST_REFUSED_CONNECTIONS"
_ADDRESSED = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_NAMED = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


class ForeignConnectionError(RuntimeError):
    """Code under test tried to reach another machine."""


def is_local(host: Any) -> bool:
    """Whether ``host`` (a name or an address) is this machine by its loopback."""
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        address = ipaddress.ip_address(name.split("%", 1)[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _ADDRESSED:
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket has a path, no host
    elif event in _NAMED:
        host = arguments[0]
    else:
        return
    if not is_local(host):
        _refuse(f"{event} {host!r}")


def _refuse(attempt: str) -> None:
    if log := os.environ.get(LOG_VARIABLE):
        with Path(log).open("a", encoding="utf-8") as file:
            file.write(f"{attempt} by {' '.join(sys.argv[:2])}\n")
    raise ForeignConnectionError(f"{attempt}: tests and answers open no connection beyond this machine")


sys.addaudithook(_guard)
