"""What the reader is trained on: questions with what the search finds for them.

Questions that a statement answers are ``? `` lines of the corpus, each as if the index did not hold it; near misses (the
same topic, a detail that the corpus lacks) are those that a document lists as not answered. ``questions.jsonl`` beside
this file was written for this purpose: more near misses, follow-ups of both sorts, questions in other languages, and
questions that a document answers with no one statement. To these come the messages that no corpus answers
(:mod:`assistant.understand.routing_examples`), and as people ask them too, some of all with typing slips and some behind
questions on another matter. Evaluation questions are never read here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor

from assistant.corpus.load import Corpus
from assistant.embedding.cosines import cosines
from assistant.embedding.encoder import Encoder
from assistant.evidence.score import score_statements
from assistant.evidence.sufficiency import READ, best_statements, seen_features
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found, find
from assistant.retrieve.signals import near_questions
from assistant.understand.clean import clean
from assistant.understand.query import Query
from assistant.understand.question import understand
from assistant.understand.routing_examples import examples as routed_examples
from assistant.understand.spelling import Speller
from assistant.understand.terms import TermList

QUESTIONS_FILE = Path(__file__).with_name("questions.jsonl")
TODAY = date(2026, 11, 22)
SEARCH_BATCH = 128
# How many of the corpus' questions are shown: about as many as there are questions without an answer.
FROM_CORPUS = 20_000
# How many of the questions are asked again with slips, and behind others.
WITH_SLIPS = 1_500
BEHIND_OTHERS = 2_500
MAX_BEFORE = 2
# What is shown of a corpus that grew: the last questions of each statement, those of each document that it does not
# answer, and how many of those written by hand beside them.
NEWEST_QUESTIONS = 3
NEWEST_GAPS = 24
WRITTEN_BESIDE = 4_000
MAX_SLIPS = 3
# Shorter words are left alone: a slip there makes another word.
SLIP_FROM = 4
# Kinds of messages that no statement answers; the others have a statement beside them now and then.
UNANSWERED: Final = frozenset({"not_found", "out_of_scope"})


class WrittenQuestion(BaseModel):
    """A question beside a statement of a document: one that it answers, or a near miss.

    ``before`` holds the questions asked before it, oldest first. A message of no document's matter has ``document`` "".
    ``line`` is the position of a question of the corpus among all of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    answerable: bool
    document: str
    statement: int | None = None
    before: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True)
class Example:
    """What the reader is shown of one question.

    ``states`` (tokens, size) are the question's, in half precision; ``best`` holds the positions of the best statements
    by ``scores``; ``right`` is the place of the statement that answers among them, if it is known and there.
    """

    states: Tensor
    best: tuple[int, ...]
    scores: Tensor
    features: Tensor
    answerable: bool
    right: int | None
    document: str


def examples(snapshot: Snapshot, encoder: Encoder, seed: int, *, newest: bool = False) -> Iterator[Example]:
    """Questions of the corpus, then the written ones, then forms of some of them.

    ``newest`` takes from the corpus those that stand last under each heading of theirs, and fewer of the written ones.
    What is drawn is drawn by ``seed``. A message that holds several questions is left out: each is read for itself.
    """
    terms = TermList.from_corpus(snapshot.corpus)
    passages = (passage.embedded_text for passage in snapshot.passages)
    speller = Speller.of(passages, snapshot.questions, encoder.whole_words)

    def queries(text: str, before: Sequence[str] = ()) -> list[Query]:
        history = [("user", turn) for turn in before]
        read = understand(
            clean(text).text, truncated=False, history=history, profile=None, today=TODAY, terms=terms, speller=speller
        )
        return [part.query for part in read.parts]

    place = {statement.id: position for position, statement in enumerate(snapshot.statements)}
    chance = random.Random(seed)
    own, gaps, by_hand = corpus_questions(snapshot), corpus_gaps(snapshot.corpus), written_questions()
    if newest:
        own, gaps = last_of_each(own, NEWEST_QUESTIONS), last_of_each(gaps, NEWEST_GAPS)
        by_hand = chance.sample(by_hand, WRITTEN_BESIDE)
    else:
        own = chance.sample(own, FROM_CORPUS)
    written = in_all_forms([*own, *gaps, *by_hand], seed)
    asked = [(row, queries(row.question, row.before)) for row in written]
    single = [(row, read[0]) for row, read in asked if len(read) == 1]
    for (row, _), found in zip(single, _found(snapshot, encoder, [query for _, query in single]), strict=True):
        right = place.get(f"{row.document}#{row.statement}") if row.answerable else None
        seen = found if row.line is None else found_without(snapshot, found, row.line)
        yield _example(snapshot, seen, row.answerable, right, row.document)


def last_of_each(rows: Sequence[WrittenQuestion], count: int) -> list[WrittenQuestion]:
    """The last ``count`` rows of every statement, or of every document where they name no statement."""
    groups: dict[tuple[str, int | None], list[WrittenQuestion]] = {}
    for row in rows:
        groups.setdefault((row.document, row.statement), []).append(row)
    return [row for group in groups.values() for row in group[-count:]]


def corpus_questions(snapshot: Snapshot) -> list[WrittenQuestion]:
    """Every ``? `` line, under its statement."""
    rows = []
    for line, (question, position) in enumerate(zip(snapshot.questions, snapshot.statement_of_question, strict=True)):
        document, _, number = snapshot.statements[position].id.partition("#")
        rows.append(
            WrittenQuestion(question=question, answerable=True, document=document, statement=int(number), line=line)
        )
    return rows


def corpus_gaps(corpus: Corpus) -> list[WrittenQuestion]:
    """Every question that a document lists as not answered."""
    return [
        WrittenQuestion(question=question, answerable=False, document=document.id)
        for document in corpus.documents
        for question in document.gaps
    ]


def written_questions() -> list[WrittenQuestion]:
    """The questions of the file, then the messages that no statement answers."""
    lines = QUESTIONS_FILE.read_text(encoding="utf-8").splitlines()
    elsewhere = [example.text for example in routed_examples() if example.kind in UNANSWERED]
    return [
        *(WrittenQuestion.model_validate_json(line) for line in lines),
        *(WrittenQuestion(question=text, answerable=False, document="") for text in elsewhere),
    ]


def in_all_forms(written: Sequence[WrittenQuestion], seed: int) -> list[WrittenQuestion]:
    """``written``, then some of them with typing slips, then some of them behind questions on another matter."""
    chance = random.Random(seed)
    lone = [row for row in written if not row.before]
    slipped = [
        row.model_copy(update={"question": with_slips(row.question, chance)}) for row in chance.sample(lone, WITH_SLIPS)
    ]
    behind = []
    for row in chance.sample(lone, BEHIND_OTHERS):
        others = chance.sample(lone, chance.randint(1, MAX_BEFORE))
        before = tuple(other.question for other in others if other.document != row.document)
        behind.append(row.model_copy(update={"before": before}))
    return [*written, *slipped, *behind]


def with_slips(text: str, chance: random.Random) -> str:
    """``text`` as typed in haste: in one to three of its words a letter is dropped, doubled or swapped with the next."""
    words = text.split(" ")
    long = [place for place, word in enumerate(words) if len(word) >= SLIP_FROM and word.isalpha()]
    for place in chance.sample(long, min(len(long), chance.randint(1, MAX_SLIPS))):
        word = words[place]
        at = chance.randrange(1, len(word) - 1)
        words[place] = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    return " ".join(words)


def _found(snapshot: Snapshot, encoder: Encoder, queries: Sequence[Query]) -> Iterator[Found]:
    for start in range(0, len(queries), SEARCH_BATCH):
        yield from find(snapshot, encoder, list(queries[start : start + SEARCH_BATCH]), TODAY)


def _example(snapshot: Snapshot, found: Found, answerable: bool, right: int | None, document: str) -> Example:
    assert found.states is not None
    scores = score_statements(snapshot, found, TODAY)
    best = best_statements(scores, READ)
    return Example(
        states=found.states.half(),
        best=tuple(best),
        scores=torch.from_numpy(scores[best]),
        features=seen_features(snapshot, found, scores),
        answerable=answerable,
        right=best.index(right) if right in best else None,
        document=document,
    )


def found_without(snapshot: Snapshot, found: Found, number: int) -> Found:
    """What would be found if the corpus did not hold its question ``number``."""
    near = cosines(snapshot.question_vectors, found.vector)
    near[number] = -1.0
    of_statements, of_passages = near_questions(snapshot, near)
    signals = replace(found.signals, statement_question=of_statements, passage_question=of_passages)
    return replace(found, signals=signals, fused=fuse_passages(snapshot, signals, found.query.scope, TODAY))
