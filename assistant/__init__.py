"""Answers about ECFMG certification from a dated, sourced corpus, with a citation behind every sentence.

from assistant import Assistant
answer = Assistant().ask("Is Step 2 CS still required?")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answer import (
        Answer,
        AnswerEvent,
        AnswerStatement,
        Citation,
        Event,
        Notice,
        StageEvent,
        StatementEvent,
        Usage,
    )
    from assistant.api import Assistant
    from assistant.corpus.changes import Change
    from assistant.corpus.document import Document, Metadata, Section, Source, Statement
    from assistant.errors import (
        AssistantError,
        ChromaUnreachableError,
        ConfigurationError,
        CorpusError,
        DocumentError,
        EmbeddingModelError,
        IndexStoreError,
        ModelProviderError,
        UnknownDocumentError,
    )
    from assistant.profile import Profile
    from assistant.retrieve.search import SearchResult
    from assistant.settings import Settings
    from assistant.version import __version__

# Public name -> module; loaded on first use, so that `import assistant` and `--help` stay fast.
_HOMES = {
    "assistant.answer": (
        "Answer", "AnswerEvent", "AnswerStatement", "Citation", "Event", "Notice", "StageEvent", "StatementEvent",
        "Usage",
    ),
    "assistant.api": ("Assistant",),
    "assistant.corpus.changes": ("Change",),
    "assistant.corpus.document": ("Document", "Metadata", "Section", "Source", "Statement"),
    "assistant.errors": (
        "AssistantError", "ChromaUnreachableError", "ConfigurationError", "CorpusError", "DocumentError",
        "EmbeddingModelError", "IndexStoreError", "ModelProviderError", "UnknownDocumentError",
    ),
    "assistant.profile": ("Profile",),
    "assistant.retrieve.search": ("SearchResult",),
    "assistant.settings": ("Settings",),
    "assistant.version": ("__version__",),
}  # fmt: skip
_MODULE_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Answer",
    "AnswerEvent",
    "AnswerStatement",
    "Assistant",
    "AssistantError",
    "Change",
    "ChromaUnreachableError",
    "Citation",
    "ConfigurationError",
    "CorpusError",
    "Document",
    "DocumentError",
    "EmbeddingModelError",
    "Event",
    "IndexStoreError",
    "Metadata",
    "ModelProviderError",
    "Notice",
    "Profile",
    "SearchResult",
    "Section",
    "Settings",
    "Source",
    "StageEvent",
    "Statement",
    "StatementEvent",
    "UnknownDocumentError",
    "Usage",
    "__version__",
]


def __getattr__(name: str) -> Any:
    if name in _MODULE_OF:
        return getattr(import_module(_MODULE_OF[name]), name)
    raise AttributeError(f"module 'assistant' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
