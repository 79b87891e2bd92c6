"""Fit the weights of «is this answered?»: ``python -m assistant.evidence.train_sufficiency``.

Data: ``sufficiency.jsonl`` beside this file (questions written for this purpose: answerable ones and near misses on
the same topics), and every tenth ``? `` line of the corpus, without its own vector, as answerable. Generated negatives
(the same lines with their statement taken away) were tried and made it worse: other statements often still answer.
Logistic regression with a fixed seed. Needs the extra ``train``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import astuple, fields, replace
from datetime import date
from pathlib import Path

import numpy as np
import typer

from assistant.embedding.encoder import Encoder
from assistant.evidence.score import score_statements
from assistant.evidence.select import select
from assistant.evidence.sufficiency import WEIGHTS_FILE, Features, features
from assistant.index.build import Index
from assistant.index.snapshot import Snapshot
from assistant.retrieve.fusion import fuse_passages
from assistant.retrieve.search import Found, find
from assistant.settings import Settings
from assistant.understand.query import Query
from assistant.understand.routing_examples import examples
from assistant.understand.terms import TermList
from assistant.understand.time import time_scope

SEED = 20261122
DATA_FILE = Path(__file__).with_name("sufficiency.jsonl")
TODAY = date(2026, 11, 22)
EVERY = 10
WORDS = 140
# Questions written for the purpose are nearer to what people ask than generated ones.
WRITTEN_WEIGHT = 3.0


def main() -> None:
    """Fit on the current corpus and write the weights."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import cross_val_predict
    from sklearn.preprocessing import StandardScaler

    settings = Settings()
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    snapshot = Index(settings, encoder, examples=[example.text for example in examples()]).open()
    rows, labels, weights = [], [], []
    for found, answerable, weight in _examples(snapshot, encoder):
        scores = score_statements(snapshot, found, TODAY)
        chosen = select(snapshot, scores, words=WORDS)
        rows.append(astuple(features(snapshot, found, scores, chosen)))
        labels.append(answerable)
        weights.append(weight)
    table, target, share = np.array(rows), np.array(labels), np.array(weights)
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(C=1.0, max_iter=2_000, class_weight="balanced", random_state=SEED)
    held_out = cross_val_predict(
        model, scaler.transform(table), target, cv=10, method="predict_proba", params={"sample_weight": share}
    )[:, 1]
    written = share > 1
    print(f"all examples: n={len(target)} AUROC={roc_auc_score(target, held_out):.3f}")  # noqa: T201
    print(f"written ones: n={written.sum()} AUROC={roc_auc_score(target[written], held_out[written]):.3f}")  # noqa: T201
    model.fit(scaler.transform(table), target, sample_weight=share)
    names = [field.name for field in fields(Features)]
    WEIGHTS_FILE.write_text(
        json.dumps(
            {
                "names": names,
                "mean": scaler.mean_.round(5).tolist(),
                "scale": scaler.scale_.round(5).tolist(),
                "weights": model.coef_[0].round(4).tolist(),
                "bias": round(float(model.intercept_[0]), 4),
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


def _examples(snapshot: Snapshot, encoder: Encoder) -> Iterator[tuple[Found, bool, float]]:
    terms = TermList.from_corpus(snapshot.corpus)

    def query(text: str) -> Query:
        return Query(text, time_scope(text), tuple(terms.other_names(text)))

    if DATA_FILE.is_file():
        written = [json.loads(line) for line in DATA_FILE.read_text(encoding="utf-8").splitlines()]
        for item, found in zip(
            written, find(snapshot, encoder, [query(row["question"]) for row in written], TODAY), strict=True
        ):
            yield found, item["answerable"], WRITTEN_WEIGHT
    own = list(range(0, len(snapshot.questions), EVERY))
    for position, found in zip(
        own, find(snapshot, encoder, [query(snapshot.questions[own_]) for own_ in own], TODAY), strict=True
    ):
        yield _without_question(snapshot, found, position), True, 1.0


def _without_question(snapshot: Snapshot, found: Found, position: int) -> Found:
    """The signals as they would be if the corpus did not hold this very question."""
    vector = snapshot.question_vectors[position]
    statement = int(snapshot.statement_of_question[position])
    near = found.signals.statement_question.copy()
    siblings = [
        other for other in np.flatnonzero(snapshot.statement_of_question == statement) if int(other) != position
    ]
    near[statement] = float((snapshot.question_vectors[siblings] @ vector).max()) if siblings else -1.0
    return _with_question_signal(snapshot, found, near)


def _with_question_signal(snapshot: Snapshot, found: Found, near: np.ndarray) -> Found:
    of_passage = np.full(len(snapshot.passages), -1.0, dtype=np.float32)
    np.maximum.at(of_passage, snapshot.passage_of_statement, near)
    signals = replace(found.signals, statement_question=near, passage_question=of_passage)
    return Found(found.query, found.vector, signals, fuse_passages(snapshot, signals, found.query.scope, TODAY))


if __name__ == "__main__":
    typer.run(main)
