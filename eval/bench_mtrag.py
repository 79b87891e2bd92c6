"""Follow-up retrieval and abstention on MTRAG-UN, human-made conversations over a closed pool of passages.

The product's own code reads the follow-up, embeds, measures, fuses; only the corpus is another one: the pool,
without questions of its own. The data is read by its path and is no part of this project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

import ir_measures
from ir_measures import R, nDCG
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant import AssistantError, Document, Metadata, Section, Settings, Statement
from assistant.corpus.load import Corpus
from assistant.embedding.encoder import Encoder
from assistant.index.snapshot import Snapshot, all_entries, make_snapshot
from assistant.index.vectors import TextVectors
from assistant.pipeline import Pipeline
from assistant.retrieve.search import find
from assistant.understand.clean import clean
from assistant.understand.followup import Turn
from assistant.understand.question import understand
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList
from eval.measured_files import MtragFigures
from eval.metrics.confidence import area_under_roc
from eval.metrics.interval import SHARE, estimate
from eval.runner import TODAY

CUTOFF = 5
# Passages looked at for the first five documents: a long text of the pool makes several passages.
SEARCHED = 40
# A statement of the corpus has at most about this many words.
STATEMENT_WORDS = 45
TITLE_CHARACTERS = 100
POOL_DAY = date(2026, 1, 1)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


class MtragError(AssistantError):
    """The benchmark's files cannot be read."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class PoolText(_Frozen):
    """One text of the pool."""

    id: str
    text: str


class _Turn(_Frozen):
    speaker: Literal["user", "agent"]
    text: str


class Task(_Frozen):
    """A conversation whose last turn is asked; ``relevant`` are ids of texts, empty where none answers."""

    task_id: str
    input: tuple[_Turn, ...]
    answerability: str
    relevant: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """The last turn."""
        return self.input[-1].text

    @property
    def history(self) -> tuple[Turn, ...]:
        """The turns before it, in the form of the public API."""
        return tuple(("user" if turn.speaker == "user" else "assistant", turn.text) for turn in self.input[:-1])


_Row = TypeVar("_Row", bound=BaseModel)


def read_rows(path: Path, row: type[_Row]) -> list[_Row]:
    """The rows of a JSON Lines file of the benchmark; raises :class:`MtragError`."""
    try:
        return [row.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    except (OSError, ValidationError) as error:
        raise MtragError(f"{path} is no file of MTRAG-UN ({type(error).__name__}): check --path") from None


def pool_document(text: PoolText, number: int) -> Document:
    """A text of the pool as a document; its first line is the title where it is short enough to be one."""
    lines = [line.strip() for line in text.text.splitlines() if line.strip()]
    title = lines[0] if len(lines) > 1 and 3 <= len(lines[0]) <= TITLE_CHARACTERS else "Untitled"
    document_id = f"pool/{number}"
    metadata = Metadata(
        id=document_id,
        title=title,
        publisher="MTRAG-UN",
        url="https://github.com/IBM/mt-rag-benchmark",
        authority="official",
        as_of=POOL_DAY,
        review_by=date.max,
        standing="current",
        topics=("pool",),
    )
    statements = tuple(
        Statement(id=f"{document_id}#{place}", text=part, section="Text", line=place)
        for place, part in enumerate(pool_statements(text.text), 1)
    )
    section = Section(heading="Text", line=1, statements=statements)
    return Document(metadata=metadata, path=f"{document_id}.md", sections=(section,))


def pool_statements(text: str) -> Iterator[str]:
    """Sentences joined to statements of the usual length; one that is longer is cut."""
    held: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        words = sentence.split()
        if held and len(held) + len(words) > STATEMENT_WORDS:
            yield " ".join(held)
            held = []
        held += words
        while len(held) > STATEMENT_WORDS:
            yield " ".join(held[:STATEMENT_WORDS])
            held = held[STATEMENT_WORDS:]
    if held:
        yield " ".join(held)


def pool_snapshot(texts: Sequence[PoolText], encoder: Encoder) -> Snapshot:
    """The pool as the product indexes a corpus; document number n is the n-th text."""
    corpus = Corpus(pool_document(text, number) for number, text in enumerate(texts))
    _, entries = all_entries(corpus)
    vectors = encoder.encode([entry.text for entry in entries])
    return make_snapshot("mtrag-un", corpus, TextVectors(vectors, tuple(entry.text_hash for entry in entries)))


def search_pool(snapshot: Snapshot, encoder: Encoder, task: Task, ids: Sequence[str]) -> list[str]:
    """Ids of the texts found for the task's last turn, best first; of several searches the best score counts."""
    question = understand(
        clean(task.question).text,
        truncated=False,
        history=task.history,
        profile=None,
        today=TODAY,
        terms=TermList(()),
        speller=Speller(()),
    )
    found = find(snapshot, encoder, [part.query for part in question.parts], TODAY)
    score_of: dict[int, float] = {}
    for part in found:
        for place in part.best_passages(SEARCHED):
            number = int(snapshot.passages[place].document_id.split("/")[1])
            score_of[number] = max(score_of.get(number, 0.0), float(part.fused[place]))
    return [ids[number] for number in sorted(score_of, key=lambda number: (-score_of[number], number))]


def measure_mtrag(folder: Path, settings: Settings) -> MtragFigures:
    """Run all tasks; raises :class:`MtragError` where the files are not those of the benchmark."""
    texts = read_rows(folder / "passages.jsonl", PoolText)
    tasks = read_rows(folder / "tasks.jsonl", Task)
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    snapshot = pool_snapshot(texts, encoder)
    pipeline = Pipeline(settings, encoder, snapshot)
    ids = [text.id for text in texts]
    searched = [task for task in tasks if task.relevant]
    wanted = {task.task_id: dict.fromkeys(task.relevant, 1) for task in searched}
    run = {
        task.task_id: {text_id: -float(rank) for rank, text_id in enumerate(search_pool(snapshot, encoder, task, ids))}
        for task in searched
    }
    values: dict[str, list[float]] = {str(measure): [] for measure in (R @ CUTOFF, nDCG @ CUTOFF)}
    for row in ir_measures.iter_calc([R @ CUTOFF, nDCG @ CUTOFF], wanted, run):
        values[str(row.measure)].append(float(row.value))

    def confidences(answerability: str) -> list[float]:
        return [
            pipeline.confidence(task.question, history=task.history, today=TODAY)
            for task in tasks
            if task.answerability == answerability
        ]

    return MtragFigures(
        recall_at_5=estimate(values[str(R @ CUTOFF)], bounds=SHARE),
        ndcg_at_5=estimate(values[str(nDCG @ CUTOFF)], bounds=SHARE),
        abstention_auroc=area_under_roc(confidences("ANSWERABLE"), confidences("UNANSWERABLE")),
    )
