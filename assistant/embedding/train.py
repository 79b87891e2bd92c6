"""Tune the adapter on the corpus' own questions: ``python -m assistant.embedding.train``.

Pairs are (question, «title › section: statement»); the loss pulls a question to its statement and away from the
other statements of its batch (MultipleNegativesRankingLoss, Henderson et al. 2017, arXiv:1705.00652). Only low-rank
factors are learned, so that the result is a small file and the model keeps what it knew. Evaluation questions are
never read here. Needs the extra ``train``; about 15 minutes on two cores.
"""

from __future__ import annotations

import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from assistant.corpus.load import corpus_hash, load_corpus
from assistant.embedding.adapter import ADAPTER_FILE
from assistant.embedding.weights import model_location
from assistant.index.snapshot import all_entries
from assistant.settings import DEFAULT_EMBEDDING_MODEL, bundled_corpus

SEED = 20261122
RANK = 16
# As usual for LoRA: the factors' product is scaled by alpha / rank.
ALPHA = 32
BATCH = 64
LEARNING_RATE = 5e-4
MODULES = ["query", "key", "value", "dense"]
_PEFT_PREFIX = "base_model.model."


def training_pairs(corpus_dir: Path) -> list[tuple[str, str]]:
    """(question, statement under its header) for every ``? `` line, in a fixed random order."""
    _, entries = all_entries(load_corpus(corpus_dir))
    texts = {entry.id: entry.text for entry in entries if entry.kind == "statement"}
    pairs = [(entry.text, texts[str(entry.statement_id)]) for entry in entries if entry.kind == "question"]
    random.Random(SEED).shuffle(pairs)
    return pairs


def train(corpus_dir: Path, output: Path, epochs: float) -> None:
    """Train on the corpus in ``corpus_dir`` and write the adapter file."""
    from datasets import Dataset
    from peft import LoraConfig, TaskType
    from sentence_transformers import (
        SentenceTransformer,
        SentenceTransformerTrainer,
        SentenceTransformerTrainingArguments,
    )
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.training_args import BatchSamplers
    from transformers import set_seed

    set_seed(SEED)
    location, checksum = model_location(DEFAULT_EMBEDDING_MODEL)
    model = SentenceTransformer(location, device="cpu")
    model.add_adapter(
        LoraConfig(
            task_type=TaskType.FEATURE_EXTRACTION,
            r=RANK,
            lora_alpha=ALPHA,
            lora_dropout=0.0,
            target_modules=MODULES,
        )
    )
    pairs = training_pairs(corpus_dir)
    data = Dataset.from_dict({"anchor": [pair[0] for pair in pairs], "positive": [pair[1] for pair in pairs]})
    with TemporaryDirectory() as folder:
        arguments = SentenceTransformerTrainingArguments(
            output_dir=folder,
            num_train_epochs=epochs,
            per_device_train_batch_size=BATCH,
            learning_rate=LEARNING_RATE,
            warmup_steps=0.1,
            batch_sampler=BatchSamplers.NO_DUPLICATES,
            save_strategy="no",
            logging_steps=20,
            report_to="none",
            seed=SEED,
            use_cpu=True,
        )
        SentenceTransformerTrainer(
            model=model, args=arguments, train_dataset=data, loss=MultipleNegativesRankingLoss(model)
        ).train()
    save_factors(model[0].auto_model, output, base_sha256=checksum, corpus=corpus_hash(corpus_dir))


def save_factors(weights: Any, output: Path, *, base_sha256: str, corpus: str) -> None:
    """Write the low-rank factors of a trained model in half precision."""
    import torch
    from safetensors.torch import save_file

    factors = {}
    for name, parameter in weights.named_parameters():
        for side in ("A", "B"):
            marker = f".lora_{side}."
            if marker in name:
                target = name.split(marker)[0].removeprefix(_PEFT_PREFIX)
                factors[f"{target}.weight.{side}"] = parameter.detach().to(torch.float16).contiguous()
    metadata = {"base_sha256": base_sha256, "scale": str(ALPHA / RANK), "corpus": corpus, "seed": str(SEED)}
    save_file(factors, output, metadata=metadata)


def main(
    corpus: Annotated[Path | None, typer.Option(help="Corpus folder; default: the bundled one.")] = None,
    output: Annotated[Path, typer.Option(help="Adapter file to write.")] = ADAPTER_FILE,
    epochs: Annotated[float, typer.Option(min=0.01)] = 1.0,
) -> None:
    """Train the adapter and write it."""
    train(corpus or bundled_corpus(), output, epochs)


if __name__ == "__main__":
    typer.run(main)
