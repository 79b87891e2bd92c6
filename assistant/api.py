"""The public face of the library: :class:`Assistant`."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, AnswerEvent, Event
from assistant.corpus.changes import Change, change_feed
from assistant.corpus.document import Document
from assistant.corpus.load import Corpus
from assistant.embedding.encoder import Encoder
from assistant.index.build import BuildReport, Index
from assistant.pipeline import Pipeline, index_for
from assistant.profile import Profile, profile_text
from assistant.retrieve.search import SearchResult, find, results
from assistant.settings import Settings
from assistant.understand.clean import clean
from assistant.understand.followup import Turn
from assistant.understand.query import Query
from assistant.understand.time import time_scope

if TYPE_CHECKING:
    from langchain_core.runnables import Runnable

    from assistant.retrieve.retriever import PassageRetriever

MAX_RESULTS = 50


class Assistant:
    """Answers questions about ECFMG certification from the corpus, with a citation behind every statement.

    Cheap to create: the index is built or opened with the first question. Safe to share between threads.
    Raises :class:`assistant.AssistantError` children for faults of corpus, index or configuration; never for
    anything a user writes.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._encoder = Encoder(self.settings.embedding_model, adapter=self.settings.adapter)
        self._opening = threading.Lock()
        self._opened: Pipeline | None = None

    @cached_property
    def _index(self) -> Index:
        return index_for(self.settings, self._encoder)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        profile: Profile | Mapping[str, Any] | str | None = None,
        today: date | None = None,
    ) -> Answer:
        """Answer a question.

        ``history`` holds earlier turns as ``("user" | "assistant", text)``, oldest first; ``profile`` facts that the
        asker stated about themselves; ``today`` the day for which the answer shall hold (default: the real one).
        """
        for event in self.stream(question, history, profile, today):
            if isinstance(event, AnswerEvent):
                return event.answer
        raise AssertionError("the pipeline ended without an answer")

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        profile: Profile | Mapping[str, Any] | str | None = None,
        today: date | None = None,
    ) -> Iterator[Event]:
        """The same as typed events while the answer is made; the last one carries the :class:`Answer`."""
        yield from self._pipeline().run(
            question, history=history, profile=profile_text(profile), today=today or date.today()
        )

    async def aask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        profile: Profile | Mapping[str, Any] | str | None = None,
        today: date | None = None,
    ) -> Answer:
        """:meth:`ask` in a worker thread."""
        return await asyncio.to_thread(self.ask, question, history, profile, today)

    async def astream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        profile: Profile | Mapping[str, Any] | str | None = None,
        today: date | None = None,
    ) -> AsyncIterator[Event]:
        """:meth:`stream` in a worker thread; leaving the loop early stops the work at its next event."""
        events = self.stream(question, history, profile, today)
        try:
            while (event := await asyncio.to_thread(next, events, None)) is not None:
                yield event
        finally:
            await asyncio.to_thread(events.close)  # type: ignore[attr-defined]

    def search(self, question: str, k: int = 8) -> list[SearchResult]:
        """The ``k`` best passages (1 to 50) with their scores, best first."""
        pipeline = self._pipeline()
        text = clean(question).text
        found = find(pipeline.snapshot, self._encoder, [Query(text, time_scope(text))], date.today())
        return results(pipeline.snapshot, found[0], max(1, min(k, MAX_RESULTS)))

    def confidence(self, question: str, history: Sequence[Turn] = (), today: date | None = None) -> float:
        """Probability, 0 to 1, that the corpus answers ``question``: of its least certain part.

        A part below :data:`assistant.evidence.gather.ANSWERED_FROM` is named as not found.
        """
        return self._pipeline().confidence(question, history=history, today=today or date.today())

    def documents(self) -> tuple[Document, ...]:
        """All documents of the corpus, by id."""
        return self._corpus().documents

    def document(self, document_id: str) -> Document:
        """One document; raises :class:`assistant.UnknownDocumentError`."""
        return self._corpus().document(document_id)

    def changes(self, since: date | None = None) -> tuple[Change, ...]:
        """What changed in the rules, newest first, from the corpus' own dates."""
        return change_feed(self._corpus(), since)

    def retriever(self, k: int = 8) -> PassageRetriever:
        """The search as a LangChain retriever."""
        from assistant.retrieve.retriever import PassageRetriever

        return PassageRetriever(search=self.search, k=k)

    def runnable(self) -> Runnable[str | dict[str, Any], Answer]:
        """Asking as a LangChain runnable: takes a question, or the arguments of :meth:`ask` as a dict."""
        from langchain_core.runnables import RunnableLambda

        def ask(asked: str | dict[str, Any]) -> Answer:
            return self.ask(asked) if isinstance(asked, str) else self.ask(**asked)

        async def aask(asked: str | dict[str, Any]) -> Answer:
            return await (self.aask(asked) if isinstance(asked, str) else self.aask(**asked))

        return RunnableLambda(ask, afunc=aask, name="ecfmg_assistant")

    def build_index(self, *, rebuild: bool = False) -> BuildReport:
        """Bring the index up to date now; ``rebuild`` embeds everything anew."""
        return self._index.ensure(rebuild=rebuild)

    def _corpus(self) -> Corpus:
        return self._pipeline().snapshot.corpus

    def _pipeline(self) -> Pipeline:
        """The stages over the current build; another build that became current is opened here."""
        opened = self._opened
        if opened and self._index.is_current(opened.snapshot):
            return opened
        with self._opening:
            opened = self._opened
            if opened is None or not self._index.is_current(opened.snapshot):
                opened = self._opened = Pipeline(self.settings, self._encoder, self._index.open())
            return opened
