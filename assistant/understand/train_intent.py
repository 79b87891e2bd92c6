"""Train the reading of what a message wants: ``python -m assistant.understand.train_intent QUESTIONS.jsonl``.

Data: the labelled messages of ``data/examples.jsonl``, and as messages for the corpus all its ``? `` lines and the
questions of a JSON Lines file with a ``question`` in each line (``assistant/evidence/questions.jsonl``). The
vectors of the examples are written beside the weights. Evaluation questions are never read here. Fixed seed; needs the
extra ``train``; about fifteen minutes on one core.

``--held-out`` leaves a fifth of the examples out, prints how many of them are found, as if the corpus answered
them with even odds, and writes nothing.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor
from torch.nn.functional import cross_entropy

from assistant.corpus.load import load_corpus
from assistant.embedding.encoder import Encoder
from assistant.embedding.fit import Plan, fit
from assistant.embedding.texts import Texts
from assistant.embedding.weights_file import save_weights
from assistant.index.snapshot import all_entries
from assistant.settings import Settings
from assistant.understand.example_vectors import write_vectors
from assistant.understand.intent import KINDS, WEIGHTS_FILE, Intent
from assistant.understand.routing_examples import IN_SCOPE, Example, examples

SEED = 20261122
# How many of the questions for the corpus are shown, and what one weighs against an example: there are three times as
# many.
QUESTIONS = 28_000
QUESTION_WEIGHT = 0.5
PLAN = Plan(epochs=6, batch=64, learning_rate=1e-3)
SMOOTHING = 0.05
HELD_OUT_OF = 5


def main(
    questions: Annotated[Path, typer.Argument(help="JSON Lines with questions that the corpus is for.")],
    held_out: Annotated[bool, typer.Option("--held-out", help="Measure on a fifth of the examples.")] = False,
) -> None:
    """Train and write the weights."""
    settings = Settings()
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    chance = random.Random(SEED)
    asked = [json.loads(line)["question"] for line in questions.read_text(encoding="utf-8").splitlines()]
    _, entries = all_entries(load_corpus(settings.corpus_dir))
    asked += [entry.text for entry in entries if entry.kind in ("question", "gap")]
    asked = chance.sample(asked, min(QUESTIONS, len(asked)))
    labelled = list(examples())
    left = chance.sample(labelled, len(labelled) // HELD_OUT_OF) if held_out else []
    kept = [example for example in labelled if example not in left]
    texts = [*(example.text for example in kept), *asked]
    labels = [*map(_label, kept), *[0] * len(asked)]
    weights = [*[1.0] * len(kept), *[QUESTION_WEIGHT] * len(asked)]
    intent = train(_states(encoder, texts), labels, weights)
    if left:
        _report(intent, left, _states(encoder, [example.text for example in left]))
    else:
        save_weights(intent, encoder.identity, WEIGHTS_FILE)
        write_vectors(encoder)


def train(states: Sequence[Tensor], labels: Sequence[int], weights: Sequence[float]) -> Intent:
    """A network fitted to messages with these token states; labels as in the columns of its logits."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    intent = Intent()

    def loss_of(places: list[int]) -> Tensor:
        logits = intent(Texts.of([states[place].float() for place in places]))
        wanted = torch.tensor([labels[place] for place in places])
        losses = cross_entropy(logits, wanted, reduction="none", label_smoothing=SMOOTHING)
        return (losses * torch.tensor([weights[place] for place in places])).mean()

    fit(intent, PLAN, [len(message) for message in states], loss_of, chance)
    return intent


def _label(example: Example) -> int:
    return 0 if example.kind == IN_SCOPE else 1 + KINDS.index(example.kind)


def _states(encoder: Encoder, texts: Sequence[str]) -> list[Tensor]:
    """Token states in half precision, as copies that can be trained on."""
    return [states.half().clone() for states in encoder.encode_tokens(texts)[1]]


def _report(intent: Intent, left: Sequence[Example], states: Sequence[Tensor]) -> None:
    found = [KINDS[int(leads.argmax())] if leads.max() >= 0 else None for leads in map(intent.leads, states)]
    routed = [(kind, example.kind) for kind, example in zip(found, left, strict=True) if example.kind != IN_SCOPE]
    through = [kind for kind, example in zip(found, left, strict=True) if example.kind == IN_SCOPE]
    print(  # noqa: T201
        f"left out: {sum(kind == wanted for kind, wanted in routed)} of {len(routed)} routed rightly, "
        f"{sum(kind is not None for kind in through)} of {len(through)} for the corpus turned away"
    )


if __name__ == "__main__":
    typer.run(main)
