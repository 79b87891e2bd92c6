"""The corpus folder as one value: documents by id, and the hash that says whether anything changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from assistant.corpus.document import Document, Statement
from assistant.corpus.parse import Finding, parse_document
from assistant.errors import CorpusError, DocumentError, UnknownDocumentError


class Corpus:
    """All documents, in the order of their ids."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents: tuple[Document, ...] = tuple(sorted(documents, key=lambda document: document.id))
        self._by_id = {document.id: document for document in self.documents}
        self._statements = {statement.id: statement for document in self.documents for statement in document.statements}

    def document(self, document_id: str) -> Document:
        """The document with this id; raises :class:`UnknownDocumentError`."""
        try:
            return self._by_id[document_id]
        except KeyError:
            raise UnknownDocumentError(
                f"no document «{document_id}»: list the ids with Assistant.documents()"
            ) from None

    def statement(self, statement_id: str) -> Statement:
        """The statement with this id, like ``ecfmg/oet-requirement#3``."""
        return self._statements[statement_id]

    def __contains__(self, document_id: str) -> bool:
        return document_id in self._by_id

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def superseded_by(self) -> dict[str, str]:
        """Id of a replaced document -> id of the document that replaced it."""
        return {old: document.id for document in self.documents for old in document.metadata.supersedes}


def corpus_files(folder: Path) -> list[Path]:
    """The document files, sorted; a README and hidden files are no documents."""
    return sorted(path for path in folder.glob("*/*.md") if not path.name.startswith((".", "README")))


def corpus_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all documents."""
    digest = hashlib.sha256()
    for path in corpus_files(folder):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def read_corpus(folder: Path) -> tuple[Corpus, list[Finding]]:
    """All documents that can be parsed, and the findings of all files."""
    if not folder.is_dir():
        raise CorpusError(f"no corpus folder at {folder}: set corpus_dir to the folder with the documents")
    documents: list[Document] = []
    findings: list[Finding] = []
    for path in corpus_files(folder):
        relative = path.relative_to(folder).as_posix()
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            findings.append(Finding(relative, 1, "a file that is not UTF-8", "save it as UTF-8"))
            continue
        document, found = parse_document(text, relative)
        findings += found
        if document:
            documents.append(document)
    return Corpus(documents), findings


def load_corpus(folder: Path) -> Corpus:
    """The corpus for answering: raises :class:`DocumentError` for the first fault of any document."""
    corpus, findings = read_corpus(folder)
    if findings:
        first = findings[0]
        raise DocumentError(folder / first.path, first.line, first.what, first.to_do)
    if not len(corpus):
        raise CorpusError(f"no documents under {folder}: set corpus_dir to the folder with the documents")
    return corpus
