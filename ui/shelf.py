"""The corpus as the page shows it: documents by id, what replaced what, and the hosts it may link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from assistant import Assistant, Document
from ui.markdown import SafeMarkdown, hosts_of

Age = Literal["any", "due", "year", "older"]
AGES: tuple[Age, ...] = get_args(Age)


@dataclass(frozen=True)
class Shelf:
    """One state of the corpus."""

    documents: tuple[Document, ...]

    @cached_property
    def by_id(self) -> dict[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def replaced_by(self) -> dict[str, tuple[Document, ...]]:
        """The newer documents of each replaced one."""
        found: dict[str, tuple[Document, ...]] = {}
        for document in self.documents:
            for old in document.metadata.supersedes:
                found[old] = (*found.get(old, ()), document)
        return found

    @cached_property
    def fields(self) -> dict[str, int]:
        """How many documents each field has, by name."""
        counts: dict[str, int] = {}
        for document in self.documents:
            counts[document.field] = counts.get(document.field, 0) + 1
        return dict(sorted(counts.items()))

    @cached_property
    def markdown(self) -> SafeMarkdown:
        """The renderer that links to this corpus' hosts only."""
        urls = [document.metadata.url for document in self.documents]
        urls += [source.url for document in self.documents for source in document.metadata.sources]
        return SafeMarkdown(hosts_of(urls))

    def existing(self, document_ids: Sequence[str]) -> tuple[Document, ...]:
        """Those of the documents that are here."""
        return tuple(self.by_id[document_id] for document_id in document_ids if document_id in self.by_id)


class Shelves:
    """Gives the :class:`Shelf` for the corpus as it is now; a new index brings a new one."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._shelf: Shelf | None = None

    def now(self) -> Shelf:
        """The current shelf."""
        documents = self._assistant.documents()
        shelf = self._shelf
        if shelf is None or shelf.documents is not documents:
            shelf = self._shelf = Shelf(documents)
        return shelf
