"""Every exception this library raises on purpose. Each message ends with what to do next.

User text never raises: a question always gets an :class:`assistant.Answer`. What can raise is the set-up:
the corpus, the index, the embedding model, the configuration.
"""

from __future__ import annotations

from pathlib import Path


class AssistantError(Exception):
    """Base of all errors of this library; catch it to catch them all."""


class ConfigurationError(AssistantError):
    """A setting cannot be used as it stands; nothing was read or written."""


class ModelProviderError(ConfigurationError):
    """A language model is configured and cannot be loaded; the message names the extra to install."""


class CorpusError(AssistantError):
    """The corpus cannot be used as it stands."""


class DocumentError(CorpusError):
    """One document breaks the format; the message reads ``file:line: what is wrong: what to do``."""

    def __init__(self, path: Path | str, line: int, what: str, to_do: str) -> None:
        super().__init__(f"{path}:{line}: {what}: {to_do}")
        self.path = str(path)
        self.line = line
        self.what = what
        self.to_do = to_do


class UnknownDocumentError(CorpusError):
    """No document has the id that was asked for."""


class EmbeddingModelError(AssistantError):
    """The embedding model is missing or is not the published one; it was not loaded."""


class IndexStoreError(AssistantError):
    """The index cannot be read or written; what was there before is untouched."""


class ChromaUnreachableError(IndexStoreError):
    """The configured Chroma server does not answer."""
