"""The search as a LangChain retriever, for other people's chains."""

from __future__ import annotations

from collections.abc import Callable

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from assistant.retrieve.search import SearchResult


class PassageRetriever(BaseRetriever):
    """Passages of the corpus for a question, best first, with source and dates as metadata."""

    search: Callable[[str, int], list[SearchResult]] = Field(exclude=True)
    k: int = Field(8, ge=1, le=50)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        del run_manager
        return [
            Document(
                id=result.passage_id,
                page_content=result.text,
                metadata=result.model_dump(mode="json", exclude={"text"}),
            )
            for result in self.search(query, self.k)
        ]
