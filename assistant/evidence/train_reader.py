"""Train the reader of «is this answered?»: ``python -m assistant.evidence.train_reader``.

Data: ``questions.jsonl`` beside this file, written for this purpose (for every statement of the corpus questions that
it answers, and near misses: the same topic, a detail that the corpus lacks), and one ``? `` line of every statement,
as if the index did not hold it. Evaluation questions are never read here. The loss asks two things at once: does any
of the best statements answer, and which one. Fixed seed; needs the extra ``train``; about ten minutes on two cores.

``--held-out`` leaves a fifth of the documents out, prints the AUROC on their questions and writes nothing.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import torch
import typer
from pydantic import BaseModel, ConfigDict
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assistant.embedding.encoder import Encoder
from assistant.evidence.features import features
from assistant.evidence.reader import Reader, Texts, save_reader
from assistant.evidence.score import score_statements
from assistant.evidence.select import select
from assistant.evidence.sufficiency import best_statements, headed_statement
from assistant.index.build import Index
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found, find
from assistant.settings import Settings
from assistant.understand.clean import clean
from assistant.understand.query import Query
from assistant.understand.routing_examples import example_texts
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList
from assistant.understand.time import time_scope

SEED = 20261122
QUESTIONS_FILE = Path(__file__).with_name("questions.jsonl")
TODAY = date(2026, 11, 22)
WORDS = 140
EPOCHS = 4
BATCH = 48
SEARCH_BATCH = 256
LEARNING_RATE = 7e-4
WEIGHT_DECAY = 0.05
WARM_UP = 0.1
# Share of «which statement?» in the loss, and what a question of the corpus weighs against one written for this.
WHICH_SHARE = 0.3
OWN_WEIGHT = 0.5
HELD_OUT_OF = 5


class WrittenQuestion(BaseModel):
    """A question beside a statement of a document: one that it answers, or a near miss."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answerable: bool
    document: str
    statement: int | None = None


@dataclass(frozen=True)
class Example:
    """What the reader is shown of one question; ``which`` is the place of the right statement among the best."""

    question: Tensor
    best: tuple[int, ...]
    scores: Tensor
    features: Tensor
    answerable: bool
    which: int | None
    weight: float
    document: str


def main(
    held_out: Annotated[bool, typer.Option("--held-out", help="Measure on a fifth of the documents.")] = False,
) -> None:
    """Train on the current corpus and write the weights."""
    settings = Settings()
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    snapshot = Index(settings, encoder, examples=example_texts()).open()
    shown = list(_examples(snapshot, encoder))
    statements = encoder.token_states(
        [headed_statement(snapshot, position) for position in range(len(snapshot.statements))]
    )
    if not held_out:
        save_reader(train(shown, statements), encoder.identity)
        return
    kept = [example for example in shown if zlib.crc32(example.document.encode()) % HELD_OUT_OF]
    left = [
        example for example in shown if example.weight == 1 and not zlib.crc32(example.document.encode()) % HELD_OUT_OF
    ]
    _report(train(kept, statements), left, statements)


def train(shown: Sequence[Example], statements: Sequence[Tensor]) -> Reader:
    """A reader fitted to ``shown``; ``statements`` are the token states of all statements, by position."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    reader = Reader()
    seen = torch.stack([example.features for example in shown])
    reader.feature_mean.copy_(seen.mean(0))
    reader.feature_scale.copy_(seen.std(0).clamp_min(1e-6))
    optimizer = torch.optim.AdamW(reader.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = EPOCHS * (len(shown) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps + 1, pct_start=WARM_UP)
    for epoch in range(EPOCHS):
        total = 0.0
        batches = _batches(shown, chance)
        for batch in batches:
            loss = _loss(reader, batch, statements)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {total / len(batches):.3f}", flush=True)  # noqa: T201
    return reader.eval()


def _batches(shown: Sequence[Example], chance: random.Random) -> list[list[Example]]:
    """Full batches of questions of about the same length, in random order."""
    ordered = sorted(shown, key=lambda example: len(example.question) + 4 * chance.random())
    batches = [ordered[start : start + BATCH] for start in range(0, len(ordered) - BATCH + 1, BATCH)]
    chance.shuffle(batches)
    return batches


def _judge(reader: Reader, batch: Sequence[Example], statements: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    logits: tuple[Tensor, Tensor] = reader(
        Texts.of([example.question for example in batch]),
        Texts.of([statements[position] for example in batch for position in example.best]),
        torch.stack([example.scores for example in batch]),
        torch.stack([example.features for example in batch]),
    )
    return logits


def _loss(reader: Reader, batch: Sequence[Example], statements: Sequence[Tensor]) -> Tensor:
    answered, each = _judge(reader, batch, statements)
    labels = torch.tensor([float(example.answerable) for example in batch])
    weights = torch.tensor([example.weight for example in batch])
    loss = (binary_cross_entropy_with_logits(answered, labels, reduction="none") * weights).mean()
    known = [(row, example.which) for row, example in enumerate(batch) if example.which is not None]
    if known:
        rows, which = (torch.tensor(column) for column in zip(*known, strict=True))
        loss = loss + WHICH_SHARE * cross_entropy(each[rows], which)
    return loss


def _report(reader: Reader, left: Sequence[Example], statements: Sequence[Tensor]) -> None:
    from sklearn.metrics import roc_auc_score

    with torch.inference_mode():
        judged = [_judge(reader, [example], statements)[0].item() for example in left]
    area = roc_auc_score([example.answerable for example in left], judged)
    print(f"questions of documents left out: n={len(left)} AUROC={area:.3f}")  # noqa: T201


def _examples(snapshot: Snapshot, encoder: Encoder) -> Iterator[Example]:
    """The written questions, then one question of the corpus for every statement."""
    terms = TermList.from_corpus(snapshot.corpus)
    passages = (passage.embedded_text for passage in snapshot.passages)
    speller = Speller.of(passages, snapshot.questions, encoder.whole_words)

    def query(text: str) -> Query:
        asked = speller.repair(clean(text).text)
        return Query(asked, time_scope(asked), tuple(terms.other_names(asked)))

    place = {statement.id: position for position, statement in enumerate(snapshot.statements)}
    written = [
        WrittenQuestion.model_validate_json(line) for line in QUESTIONS_FILE.read_text(encoding="utf-8").splitlines()
    ]
    for row, found in zip(written, _found(snapshot, encoder, [query(row.question) for row in written]), strict=True):
        right = place.get(f"{row.document}#{row.statement}") if row.answerable else None
        yield _example(snapshot, encoder, found, row.answerable, right, 1.0, row.document)
    chance = np.random.default_rng(SEED)
    own = [
        int(chance.choice(np.flatnonzero(snapshot.statement_of_question == position)))
        for position in sorted(set(snapshot.statement_of_question.tolist()))
    ]
    for number, found in zip(
        own, _found(snapshot, encoder, [query(snapshot.questions[number]) for number in own]), strict=True
    ):
        right = int(snapshot.statement_of_question[number])
        document = snapshot.documents_of_statements[right].id
        yield _example(snapshot, encoder, _without(snapshot, found, number), True, right, OWN_WEIGHT, document)


def _found(snapshot: Snapshot, encoder: Encoder, queries: list[Query]) -> Iterator[Found]:
    for start in range(0, len(queries), SEARCH_BATCH):
        yield from find(snapshot, encoder, queries[start : start + SEARCH_BATCH], TODAY)


def _example(
    snapshot: Snapshot,
    encoder: Encoder,
    found: Found,
    answerable: bool,
    right: int | None,
    weight: float,
    document: str,
) -> Example:
    scores = score_statements(snapshot, found, TODAY)
    chosen = select(snapshot, scores, words=WORDS)
    best = best_statements(scores)
    return Example(
        question=encoder.token_states([found.query.in_context])[0].clone(),
        best=tuple(best),
        scores=torch.from_numpy(scores[best]),
        features=torch.tensor(astuple(features(snapshot, found, scores, chosen))),
        answerable=answerable,
        which=best.index(right) if right in best else None,
        weight=weight,
        document=document,
    )


def _without(snapshot: Snapshot, found: Found, number: int) -> Found:
    """The signals as they would be if the corpus did not hold its question ``number``."""
    vector = snapshot.question_vectors[number]
    statement = int(snapshot.statement_of_question[number])
    near = found.signals.statement_question.copy()
    siblings = [other for other in np.flatnonzero(snapshot.statement_of_question == statement) if int(other) != number]
    near[statement] = float((snapshot.question_vectors[siblings] @ vector).max()) if siblings else -1.0
    of_passage = np.full(len(snapshot.passages), -1.0, dtype=np.float32)
    np.maximum.at(of_passage, snapshot.passage_of_statement, near)
    signals = replace(found.signals, statement_question=near, passage_question=of_passage)
    return Found(found.query, found.vector, signals, fuse_passages(snapshot, signals, found.query.scope, TODAY))


if __name__ == "__main__":
    typer.run(main)
