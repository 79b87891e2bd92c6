"""Why a chat model gave no answer, as a closed set of kinds; provider errors are mapped here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelNotFoundError,
    ModelPermissionDeniedError,
    ModelRateLimitError,
    ModelTimeoutError,
)

FailureKind = Literal[
    "timeout",
    "rate_limit",
    "context_too_long",
    "connection",
    "authentication",
    "unknown_model",
    "refused",
    "malformed",
    "empty",
    "unverified",  # it wrote, and nothing that answers could be verified
    "error",
]
# A second try may help.
PASSING: frozenset[FailureKind] = frozenset({"rate_limit", "connection"})
_READER_TEXTS: dict[FailureKind, str] = {
    "timeout": "The language model did not answer in time",
    "rate_limit": "The language model takes no more requests at the moment",
    "context_too_long": "The passages do not fit into the language model's context",
    "connection": "The language model cannot be reached",
    "authentication": "The language model's provider did not accept the access key",
    "unknown_model": "The language model's provider does not know the configured model",
    "refused": "The language model declined to answer",
    "malformed": "The language model did not keep to the answer's form",
    "empty": "The language model returned nothing",
    "unverified": "What the language model wrote could not be verified",
    "error": "The language model failed",
}


class ModelCallError(Exception):
    """A call ended without an answer; carries only its kind, never a provider's message, which may hold secrets."""

    def __init__(self, kind: FailureKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class ModelFailure:
    """What the log and the notice are made of."""

    kind: FailureKind
    model: str
    calls: int
    seconds: float
    released: int

    def log_line(self) -> str:
        """One line of ``key=value`` pairs."""
        return (
            f"model_failure kind={self.kind} model={self.model} calls={self.calls} seconds={self.seconds:.1f} "
            f"released={self.released}"
        )

    def reader_text(self) -> str:
        """For the notice beside the answer."""
        if self.released:
            return f"{_READER_TEXTS[self.kind]}; what it left open is quoted from the sources word for word."
        return f"{_READER_TEXTS[self.kind]}; this answer is quoted from the sources word for word."


_BY_TYPE: tuple[tuple[type[BaseException], FailureKind], ...] = (
    (ContextOverflowError, "context_too_long"),
    (ModelRateLimitError, "rate_limit"),
    (ModelTimeoutError, "timeout"),
    (TimeoutError, "timeout"),
    (ModelAuthenticationError, "authentication"),
    (ModelPermissionDeniedError, "authentication"),
    (ModelNotFoundError, "unknown_model"),
    (ModelConnectionError, "connection"),
    (ModelAPIError, "connection"),
    (ConnectionError, "connection"),
)
_BY_STATUS: dict[int, FailureKind] = {
    401: "authentication",
    403: "authentication",
    404: "unknown_model",
    408: "timeout",
    413: "context_too_long",
    429: "rate_limit",
}
_CONTEXT_WORDS = (
    "context length",
    "context window",
    "maximum context",
    "too many tokens",
    "prompt is too long",
    "context_length",
)


def failure_kind(error: BaseException) -> FailureKind:
    """The kind of a provider's error, by LangChain's types, then by HTTP status, then by its name."""
    if isinstance(error, ModelCallError):
        return error.kind
    for kind_of_error, kind in _BY_TYPE:
        if isinstance(error, kind_of_error):
            return kind
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    if isinstance(status, int):
        if status in (400, 422) and any(words in str(error).lower() for words in _CONTEXT_WORDS):
            return "context_too_long"
        return _BY_STATUS.get(status, "connection" if status >= 500 else "error")
    name = type(error).__name__.lower()
    if "refusal" in name:
        return "refused"
    if "timeout" in name:
        return "timeout"
    return "connection" if "connect" in name or "network" in name else "error"


def is_bad_request(error: BaseException) -> bool:
    """Whether the endpoint refused the form of the request: it may not know structured output."""
    status = getattr(error, "status_code", None)
    return status in (400, 404, 415, 422, 501) and failure_kind(error) in {"error", "unknown_model", "connection"}
