"""Token states on disk: what goes in comes out, by position and by text."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from assistant import IndexStoreError, Settings
from assistant.index.build import Index
from assistant.index.states import TokenStates
from tests.index.fake_encoder import FakeEncoder, RefusingEncoder, fake_index, states_of


@given(st.lists(st.integers(0, 7), max_size=6))
def test_every_text_comes_back_whatever_its_length(lengths: list[int]) -> None:
    texts = [torch.full((length, 3), float(number)) for number, length in enumerate(lengths)]
    states = TokenStates.of(texts, [f"hash {number}" for number in range(len(texts))])
    assert len(states) == len(texts)
    for position, text in enumerate(texts):
        assert states[position].tolist() == text.tolist()
        assert states.by_text()[f"hash {position}"].tolist() == text.tolist()


def test_what_is_written_is_read_back_in_half_precision(tmp_path: Path) -> None:
    texts = [torch.rand(4, 3), torch.rand(2, 3)]
    (tmp_path / "states").write_bytes(TokenStates.of(texts, ["a", "b"]).to_bytes())
    read = TokenStates.read(tmp_path / "states")
    assert read.text_hashes == ("a", "b")
    assert read[1].dtype == torch.half
    torch.testing.assert_close(read[1].float(), texts[1], atol=1e-3, rtol=1e-3)


def test_a_file_of_another_kind_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "states").write_bytes(b"no states")
    with pytest.raises(IndexStoreError, match="run `ecfmg-assistant index --rebuild`"):
        TokenStates.read(tmp_path / "states")


def test_an_index_keeps_the_states_of_its_statements(index: Index, settings: Settings) -> None:
    index.ensure()
    snapshot = fake_index(settings, RefusingEncoder()).open()
    assert snapshot.statement_states is not None
    for position, statement in enumerate(snapshot.statements):
        header = snapshot.passages[snapshot.passage_of_statement[position]].header
        expected = states_of(f"{header}: {statement.text}")
        torch.testing.assert_close(snapshot.statement_states[position].float(), expected, atol=1e-3, rtol=1e-3)


def test_an_index_without_states_gets_them_by_embedding_its_statements_alone(settings: Settings) -> None:
    Index(settings, FakeEncoder()).ensure()  # type: ignore[arg-type]
    encoder = FakeEncoder()
    report = fake_index(settings, encoder).ensure()
    assert report.reason == "this version reads statements word by word"
    assert report.embedded == len(encoder.texts) == len(fake_index(settings).open().statements)
