"""What one would try instead, on the same corpus, asked the same questions and scored alike.

Every peer answers with the one text that it ranks first, as the usual tutorials do. They read what a reader may
see of the corpus (titles, headings, statements), not the questions that the corpus holds for search.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from assistant import Answer, AnswerStatement, Document, Settings
from eval.bare import load_model, model_path
from eval.outcome import Outcome
from eval.question import Question

if TYPE_CHECKING:
    from langchain_chroma import Chroma

CHUNK_CHARACTERS = 1_000
CHUNK_OVERLAP = 200
FOUND = 50


@dataclass(frozen=True)
class Text:
    """A text that a peer may answer with, and the document it is from."""

    document_id: str
    text: str


Ranking = Callable[[str, int], Sequence[Text]]


class TopTextSystem:
    """Answers with the text that its ranking puts first."""

    def __init__(self, name: str, ranking: Ranking) -> None:
        self.name = name
        self._ranking = ranking

    def answer(self, question: Question, today: date) -> Answer:
        """The first text; these systems know neither history nor dates."""
        del today
        found = self._ranking(question.question, 1)
        return Answer(kind="answered", text=found[0].text if found else "")

    def outcome(self, question: Question, answer: Answer, today: date) -> Outcome:
        """The answer with the documents found."""
        del today
        found = self._ranking(question.question, FOUND) if question.sources else ()
        return Outcome(
            kind=answer.kind,
            text=answer.text,
            # One statement without a citation, so that its words count and its missing source shows.
            statements=(AnswerStatement(text=answer.text, citations=()),),
            retrieved=tuple(dict.fromkeys(text.document_id for text in found)),
        )


def passages(documents: Sequence[Document]) -> list[Text]:
    """One text a heading: title, heading, statements."""
    return [
        Text(
            document.id,
            "\n".join(
                [
                    f"{document.metadata.title} › {section.heading}",
                    *(statement.text for statement in section.statements),
                ]
            ),
        )
        for document in documents
        for section in document.sections
    ]


def page(document: Document) -> str:
    """A document as the Markdown page that a tutorial would load."""
    parts = [f"# {document.metadata.title}"]
    for section in document.sections:
        statements = "\n".join(f"- {statement.text}" for statement in section.statements)
        parts.append(f"## {section.heading}\n{statements}")
    return "\n\n".join(parts)


def tutorial(documents: Sequence[Document], settings: Settings) -> TopTextSystem:
    """Character chunks, MiniLM and Chroma with their defaults, as LangChain's tutorial puts them together."""
    store = _tutorial_store(documents, settings)

    def ranking(question: str, k: int) -> list[Text]:
        return [Text(found.metadata["id"], found.page_content) for found in store.similarity_search(question, k)]

    return TopTextSystem("tutorial pipeline", ranking)


def _tutorial_store(documents: Sequence[Document], settings: Settings) -> Chroma:
    import chromadb
    from chromadb.config import Settings as ChromaSettings
    from langchain_chroma import Chroma
    from langchain_core.documents import Document as Page
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARACTERS, chunk_overlap=CHUNK_OVERLAP)
    pages = [Page(page_content=page(document), metadata={"id": document.id}) for document in documents]
    return Chroma.from_documents(
        splitter.split_documents(pages),
        HuggingFaceEmbeddings(model_name=model_path(settings), model_kwargs={"device": "cpu"}),
        client=chromadb.EphemeralClient(ChromaSettings(anonymized_telemetry=False)),
        collection_name="tutorial",
    )


def lexical(documents: Sequence[Document]) -> TopTextSystem:
    """BM25 over the passages, with the library's own words and stop words."""
    texts = passages(documents)
    index = bm25s.BM25()
    index.index(bm25s.tokenize([text.text for text in texts], stopwords="en", show_progress=False), show_progress=False)

    def ranking(question: str, k: int) -> list[Text]:
        tokens = bm25s.tokenize([question], stopwords="en", show_progress=False, return_ids=False)[0]
        known = [token for token in tokens if token in index.vocab_dict]
        return _best(texts, index.get_scores(known), k) if known else []

    return TopTextSystem("BM25 alone", ranking)


def dense(documents: Sequence[Document], settings: Settings) -> TopTextSystem:
    """Cosine of the plain embedding model over the passages."""
    texts = passages(documents)
    model = load_model(settings)
    vectors = model.encode([text.text for text in texts], normalize_embeddings=True, show_progress_bar=False)

    def ranking(question: str, k: int) -> list[Text]:
        return _best(texts, vectors @ model.encode(question, normalize_embeddings=True), k)

    return TopTextSystem("dense alone", ranking)


def _best(texts: Sequence[Text], scores: np.ndarray, k: int) -> list[Text]:
    return [texts[position] for position in np.argsort(-scores, kind="stable")[:k]]


def all_peers(documents: Sequence[Document], settings: Settings) -> tuple[TopTextSystem, ...]:
    """The peers in the order of the table."""
    return tutorial(documents, settings), lexical(documents), dense(documents, settings)
