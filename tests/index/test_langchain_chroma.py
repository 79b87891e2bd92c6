"""Our embedded collection is an ordinary one: LangChain's own Chroma store opens and searches it."""

from __future__ import annotations

import chromadb
from chromadb.config import Settings as ChromaSettings
from langchain_chroma import Chroma
from langchain_core.embeddings import Embeddings

from assistant import Settings
from assistant.embedding.encoder import Encoder
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory


class _AsEmbeddings(Embeddings):
    """The encoder in LangChain's form."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self._encoder.encode(texts)]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def test_langchains_chroma_store_searches_our_collection(settings: Settings) -> None:
    encoder = Encoder(settings.embedding_model)
    name = Index(settings, encoder).ensure().name
    folder = IndexDirectory(settings.data_dir).chroma_folder(name)
    client = chromadb.PersistentClient(path=str(folder), settings=ChromaSettings(anonymized_telemetry=False))
    store = Chroma(
        "passages", embedding_function=_AsEmbeddings(encoder), client=client, create_collection_if_not_exists=False
    )
    found = store.similarity_search("Which OET scores do I need in 2026?", k=2, filter={"kind": "passage"})
    client.close()
    assert {document.metadata["document_id"] for document in found} <= {
        "ecfmg/oet-scores", "ecfmg/oet-scores-until-2022",
    }  # fmt: skip
    assert found[0].page_content.startswith("OET Medicine scores for ECFMG certification")
