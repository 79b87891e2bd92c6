"""No trace of a question leaves the machine through LangSmith unless the settings allow it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

GATEWAY_VARIABLE = "LANGSMITH_GATEWAY"


def tracing(*, allowed: bool) -> Any:
    """A context in which LangChain traces only where ``allowed``, whatever the environment asks for.

    It holds for the calls inside it alone; other chains of the same process keep their own tracing.
    """
    if allowed:
        return nullcontext()
    from langsmith.run_helpers import tracing_context

    return tracing_context(enabled=False)


@contextmanager
def without_gateway(*, allowed: bool) -> Iterator[None]:
    """While a model is set up: no detour of its requests through LangSmith's gateway unless ``allowed``."""
    detour = None if allowed else os.environ.pop(GATEWAY_VARIABLE, None)
    try:
        yield
    finally:
        if detour is not None:
            os.environ[GATEWAY_VARIABLE] = detour
