"""Reads a question against statements token by token: do they hold what is asked?

One vector a text does not tell «what does the exam cost» from «what does the exam cost in Lahore»: both lie beside the
fee. A reader looks at every token of the question, with the statement's tokens in view: a small transformer decoder
over the frozen token states of the embedding model. Two that learned apart err on different questions, so both read and
their mean counts. The weights come from :mod:`assistant.evidence.train_reader`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn.functional import normalize

from assistant.embedding.encoder import ModelIdentity
from assistant.embedding.texts import LAYER_SIZE, NEVER, STATE_SIZE, Texts
from assistant.embedding.weights_file import load_weights
from assistant.evidence.features import Features

WEIGHTS_FILE = Path(__file__).with_name("readers.safetensors")
READERS = 2
FEATURES = len(fields(Features))
WIDTH = 128
HEADS = 4
LAYERS = 2
DROPOUT = 0.1


class _Layer(nn.Module):
    """Question tokens look at the statement, then at each other, then think for themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.statement_norm, self.question_norm, self.own_norm = (nn.LayerNorm(WIDTH) for _ in range(3))
        self.statement, self.question = (
            nn.MultiheadAttention(WIDTH, HEADS, dropout=DROPOUT, batch_first=True) for _ in range(2)
        )
        self.own = nn.Sequential(
            nn.Linear(WIDTH, 2 * WIDTH), nn.GELU(), nn.Dropout(DROPOUT), nn.Linear(2 * WIDTH, WIDTH)
        )

    def forward(self, tokens: Tensor, padding: Tensor, statement: Tensor, statement_padding: Tensor) -> Tensor:
        query = self.statement_norm(tokens)
        tokens = tokens + self.statement(query, statement, statement, statement_padding, need_weights=False)[0]
        query = self.question_norm(tokens)
        tokens = tokens + self.question(query, query, query, padding, need_weights=False)[0]
        thought: Tensor = self.own(self.own_norm(tokens))
        return tokens + thought


class Reader(nn.Module):
    """Token states of questions and of their best statements -> logits that the statements answer them."""

    feature_mean: Tensor
    feature_scale: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.narrow_question = nn.Linear(STATE_SIZE, WIDTH)
        self.narrow_statement = nn.Linear(LAYER_SIZE, WIDTH)
        self.marks = nn.Parameter(0.02 * torch.randn(2, WIDTH))
        self.norm = nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList([_Layer() for _ in range(LAYERS)])
        self.gate = nn.Linear(WIDTH + 1, 1)
        self.judge = nn.Sequential(nn.Linear(2 * WIDTH + 2, 64), nn.GELU(), nn.Linear(64, 1))
        self.score_weight = nn.Parameter(torch.tensor(5.0))
        self.register_buffer("feature_mean", torch.zeros(FEATURES))
        self.register_buffer("feature_scale", torch.ones(FEATURES))
        self.feature_weights = nn.Linear(FEATURES, 1)

    def each(self, questions: Texts, statements: Texts, scores: Tensor) -> Tensor:
        """Logits (questions, k) that a statement answers its question.

        ``questions`` have the states of all kept layers. ``statements`` holds k texts for each question, one question
        after the other, with those of the last layer; ``scores`` (questions, k) are theirs from the search.
        """
        k = scores.shape[1]
        asked = self.norm(self.drop(self.narrow_question(questions.states) + self.marks[0]))
        held = self.norm(self.drop(self.narrow_statement(statements.states) + self.marks[1]))
        tokens, last = (texts.repeat_interleave(k, 0) for texts in (asked, questions.last_layer()))
        is_token = questions.is_token.repeat_interleave(k, 0)
        alike = _best_likeness(last, statements)
        for layer in self.layers:
            tokens = layer(tokens, ~is_token, held, ~statements.is_token)
        gate = self.gate(torch.cat([tokens, alike[..., None]], -1)).squeeze(-1)
        share = gate.masked_fill(~is_token, NEVER).softmax(-1)
        summary = [
            (tokens * share[..., None]).sum(1),
            tokens.masked_fill(~is_token[..., None], NEVER).amax(1),
            (alike * share).sum(1, keepdim=True),
            alike.masked_fill(~is_token, 1.0).amin(1, keepdim=True),
        ]
        judged: Tensor = self.judge(torch.cat(summary, -1))
        return judged.view(scores.shape) + self.score_weight * scores

    def answered(self, each: Tensor, features: Tensor) -> Tensor:
        """Logits (questions,) that one of the statements judged by ``each`` (questions, k) answers.

        ``features`` (questions, :data:`FEATURES`) tell of each question and its evidence.
        """
        around: Tensor = self.feature_weights((features - self.feature_mean) / self.feature_scale).squeeze(-1)
        return each.logsumexp(1) + around


class Readers(nn.Module):
    """Several readers, of which the mean counts."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        super().__init__()
        self.readers = nn.ModuleList(readers)

    def judge(
        self, questions: Texts, statements: Texts, scores: Tensor, features: Tensor, *, judged: int
    ) -> tuple[Tensor, Tensor]:
        """Logits (questions, k) that each statement answers, and (questions,) that one of the first ``judged`` does.

        The arguments are those of :meth:`Reader.each` and :meth:`Reader.answered`.
        """
        read = [cast("Reader", reader) for reader in self.readers]
        each = [reader.each(questions, statements, scores) for reader in read]
        answered = [reader.answered(its[:, :judged], features) for reader, its in zip(read, each, strict=True)]
        return torch.stack(each).mean(0), torch.stack(answered).mean(0)


@lru_cache(maxsize=2)
def fitting_readers(identity: ModelIdentity, path: Path = WEIGHTS_FILE) -> Readers | None:
    """The readers, if they were trained on the states of exactly this embedding model; else None."""
    readers = Readers([Reader() for _ in range(READERS)])
    return readers.eval() if load_weights(readers, identity, path) else None


def _best_likeness(questions: Tensor, statements: Texts) -> Tensor:
    """Cosine of every question token to the nearest token of its statement (texts, question tokens)."""
    cosines = normalize(questions, dim=-1) @ normalize(statements.states, dim=-1).mT
    return cosines.masked_fill(~statements.is_token[:, None, :], -1.0).amax(-1)
