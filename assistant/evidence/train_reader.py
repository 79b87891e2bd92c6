"""Train the readers of «is this answered?»: ``python -m assistant.evidence.train_reader``.

The loss asks two things at once of the statements that the search found (:mod:`assistant.evidence.training_examples`):
does any of the best answer, and which one does, of these and some further down. Fixed seed; needs the extra ``train``;
about 75 minutes on two cores, 15 of them to search for each question. The readers differ by the seed of their first
weights and of the order and choice of what they are shown.

``--further`` trains the packaged readers one epoch more, on the questions last written under each statement and each
«Not answered here»; about 20 minutes. For a corpus that grew; a new embedding model needs them trained anew.
``--held-out`` leaves a fifth of the documents out, prints the AUROC of one reader on their questions and writes nothing.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from typing import Annotated, cast

import torch
import typer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from assistant.embedding.encoder import Encoder
from assistant.embedding.fit import Plan, fit
from assistant.embedding.texts import Texts
from assistant.embedding.weights_file import save_weights
from assistant.evidence.reader import READERS, WEIGHTS_FILE, Reader, Readers, fitting_readers
from assistant.evidence.sufficiency import JUDGED, READ, texts_at
from assistant.evidence.training_examples import Example, examples
from assistant.index.build import Index
from assistant.index.states import TokenStates
from assistant.settings import Settings

SEED = 20261122
PLAN = Plan(epochs=3, batch=48, learning_rate=7e-4)
FURTHER_PLAN = Plan(epochs=1, batch=48, learning_rate=2e-4)
# Share of «which statement?» in the loss, and how many statements beside the best ones it chooses from.
WHICH_SHARE = 0.5
FURTHER = 3
HELD_OUT_OF = 5


def main(
    held_out: Annotated[bool, typer.Option("--held-out", help="Measure on a fifth of the documents.")] = False,
    further: Annotated[
        bool, typer.Option("--further", help="Train the packaged readers on the newest questions.")
    ] = False,
) -> None:
    """Train on the current corpus and write the weights."""
    settings = Settings()
    encoder = Encoder(settings.embedding_model, adapter=settings.adapter)
    snapshot = Index(settings, encoder, token_states=True).open()
    states = snapshot.statement_states
    assert states is not None
    if further:
        packaged = fitting_readers(encoder.identity)
        if packaged is None:
            raise typer.BadParameter("the packaged readers belong to another embedding model: train without --further")
        shown = list(examples(snapshot, encoder, SEED, newest=True))
        for number, reader in enumerate(packaged.readers):
            _fit(cast("Reader", reader), FURTHER_PLAN, shown, states, SEED + number)
        save_weights(packaged, encoder.identity, WEIGHTS_FILE)
        return
    shown = list(examples(snapshot, encoder, SEED))
    if not held_out:
        readers = Readers([train(shown, states, SEED + number) for number in range(READERS)])
        save_weights(readers, encoder.identity, WEIGHTS_FILE)
        return
    left = [example for example in shown if not zlib.crc32(example.document.encode()) % HELD_OUT_OF]
    kept = [example for example in shown if zlib.crc32(example.document.encode()) % HELD_OUT_OF]
    _report(train(kept, states, SEED), left, states)


def train(shown: Sequence[Example], states: TokenStates, seed: int) -> Reader:
    """A new reader fitted to ``shown``; ``states`` are those of all statements, by position."""
    torch.manual_seed(seed)
    reader = Reader()
    seen = torch.stack([example.features for example in shown])
    reader.feature_mean.copy_(seen.mean(0))
    reader.feature_scale.copy_(seen.std(0).clamp_min(1e-6))
    _fit(reader, PLAN, shown, states, seed)
    return reader


def _fit(reader: Reader, plan: Plan, shown: Sequence[Example], states: TokenStates, seed: int) -> None:
    torch.manual_seed(seed)
    chance = random.Random(seed)

    def loss_of(places: list[int]) -> Tensor:
        batch = [shown[place] for place in places]
        return _loss(reader, batch, [_drawn(example, chance) for example in batch], states)

    fit(reader, plan, [len(example.states) for example in shown], loss_of, chance)


def _drawn(example: Example, chance: random.Random) -> list[int]:
    """Places among the best statements that are shown: the first, then the right one and others further down."""
    further = [place for place in range(JUDGED, READ) if place != example.right]
    chance.shuffle(further)
    right = [example.right] if example.right is not None and example.right >= JUDGED else []
    return [*range(JUDGED), *(right + further)[:FURTHER]]


def _each(reader: Reader, batch: Sequence[Example], drawn: Sequence[Sequence[int]], states: TokenStates) -> Tensor:
    rows = list(zip(batch, drawn, strict=True))
    return reader.each(
        Texts.of([example.states.float() for example in batch]),
        texts_at(states, [example.best[place] for example, places in rows for place in places]),
        torch.stack([example.scores[list(places)] for example, places in rows]),
    )


def _loss(reader: Reader, batch: Sequence[Example], drawn: Sequence[list[int]], states: TokenStates) -> Tensor:
    each = _each(reader, batch, drawn, states)
    answered = reader.answered(each[:, :JUDGED], torch.stack([example.features for example in batch]))
    labels = torch.tensor([float(example.answerable) for example in batch])
    loss = binary_cross_entropy_with_logits(answered, labels)
    known = [
        (row, places.index(example.right))
        for row, (example, places) in enumerate(zip(batch, drawn, strict=True))
        if example.right is not None
    ]
    if known:
        rows, which = (torch.tensor(column) for column in zip(*known, strict=True))
        loss = loss + WHICH_SHARE * cross_entropy(each[rows], which)
    return loss


def _report(reader: Reader, left: Sequence[Example], states: TokenStates) -> None:
    from sklearn.metrics import roc_auc_score

    with torch.inference_mode():
        judged = [
            reader.answered(_each(reader, [example], [range(JUDGED)], states), example.features[None]).item()
            for example in left
        ]
    area = roc_auc_score([example.answerable for example in left], judged)
    print(f"questions of documents left out: n={len(left)} AUROC={area:.3f}")  # noqa: T201


if __name__ == "__main__":
    typer.run(main)
