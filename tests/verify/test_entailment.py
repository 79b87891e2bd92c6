"""An NLI cross-encoder by setting: a tiny one with random weights, made here, loaded as a real one would be."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant import ConfigurationError
from assistant.verify.entailment import Entailment

pytestmark = pytest.mark.slow


def tiny_model(folder: Path, labels: dict[int, str]) -> str:
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "fee", "is", "695", "."]
    (folder / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
        intermediate_size=8,
        id2label=labels,
        label2id={label: place for place, label in labels.items()},
    )
    model = BertForSequenceClassification(config)
    # All weight on one label, so that the answer is known.
    model.classifier.weight.data.zero_()
    model.classifier.bias.data = model.classifier.bias.data.new_tensor([5.0, 0.0, 0.0])
    model.save_pretrained(folder)
    return str(folder)


def test_the_entailment_label_decides_wherever_it_stands(tmp_path: Path) -> None:
    first, last = tmp_path / "first", tmp_path / "last"
    first.mkdir()
    last.mkdir()
    yes = Entailment(tiny_model(first, {0: "entailment", 1: "neutral", 2: "contradiction"}))
    no = Entailment(tiny_model(last, {0: "CONTRADICTION", 1: "NEUTRAL", 2: "ENTAILMENT"}))
    assert yes.follows("The fee is 695.", "The fee is 695.")
    assert not no.follows("The fee is 695.", "The fee is 695.")


def test_a_model_without_that_label_or_without_files_is_a_configuration_error(tmp_path: Path) -> None:
    other = Entailment(tiny_model(tmp_path, {0: "good", 1: "bad", 2: "ugly"}))
    with pytest.raises(ConfigurationError, match=r"no label «entailment».*nli_model"):
        other.follows("The fee is 695.", "The fee is 695.")
    with pytest.raises(ConfigurationError, match=r"cannot be loaded.*nli_model"):
        Entailment(str(tmp_path / "nowhere")).follows("The fee is 695.", "The fee is 695.")
