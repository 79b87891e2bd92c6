"""Whatever happens to the files of an index: it is built again by itself, and says why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from assistant import Settings
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory
from assistant.index.states import TokenStates
from assistant.index.vectors import TextVectors
from tests.index.fake_encoder import FakeEncoder, fake_index

Damage = Callable[[IndexDirectory, Path], object]


def _shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def _foreign_manifest(directory: IndexDirectory, build: Path) -> None:
    del directory
    (build / "manifest.json").write_text('{"format": "of another program"}')


def _manifest_with(**changes: object) -> Damage:
    def change(directory: IndexDirectory, build: Path) -> None:
        del directory
        path = build / "manifest.json"
        path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))

    return change


def _empty_collection(directory: IndexDirectory, build: Path) -> None:
    import chromadb

    del directory
    client = chromadb.PersistentClient(path=str(build / "chroma"))
    collection = client.get_collection("passages", embedding_function=None)
    collection.delete(ids=collection.get(limit=1)["ids"])
    client.close()


DAMAGES: dict[str, Damage] = {
    "the database is cut short": lambda _, build: _shorten(build / "chroma" / "chroma.sqlite3"),
    "the database is garbage": lambda _, build: (build / "chroma" / "chroma.sqlite3").write_bytes(b"\0" * 9_999),
    "the database is gone": lambda _, build: (build / "chroma" / "chroma.sqlite3").unlink(),
    "the vectors' folder is gone": lambda _, build: shutil.rmtree(build / "chroma"),
    "a row is missing": _empty_collection,
    "the documents are cut short": lambda _, build: _shorten(build / "documents.json"),
    "the documents are gone": lambda _, build: (build / "documents.json").unlink(),
    "the documents are another corpus'": lambda _, build: (build / "documents.json").write_text("[]"),
    "the manifest is cut short": lambda _, build: _shorten(build / "manifest.json"),
    "the manifest is gone": lambda _, build: (build / "manifest.json").unlink(),
    "the manifest is foreign": _foreign_manifest,
    "the manifest is a list": lambda _, build: (build / "manifest.json").write_text("[1, 2]"),
    "the states are gone": lambda _, build: (build / "states.safetensors").unlink(),
    "the states are cut": lambda _, build: _shorten(build / "states.safetensors"),
    "the states are others": lambda _, build: (build / "states.safetensors").write_bytes(
        TokenStates.of([], []).to_bytes()
    ),
    "the vectors are gone": lambda _, build: (build / "vectors.safetensors").unlink(),
    "the vectors are cut": lambda _, build: _shorten(build / "vectors.safetensors"),
    "the vectors are others": lambda _, build: (build / "vectors.safetensors").write_bytes(
        TextVectors(np.zeros((0, 8), np.float32), ()).to_bytes()
    ),
    "the manifest names no collection": _manifest_with(collection="elsewhere"),
    "the manifest knows a later field": _manifest_with(later="field"),
    "the build is gone": lambda _, build: shutil.rmtree(build),
    "the pointer names no build": lambda directory, _: (directory.root / "current").write_text("20200101T000000-00"),
    "the pointer is binary garbage": lambda directory, _: (directory.root / "current").write_bytes(b"\xff\x00\xfe/"),
    "the pointer is endless": lambda directory, _: (directory.root / "current").write_text("x" * 100_000),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_built_again_with_the_reason(
    damage: Damage, index: Index, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    directory = IndexDirectory(settings.data_dir)
    name = index.ensure().name
    capsys.readouterr()
    damage(directory, directory.builds / name)
    snapshot = index.open()
    assert snapshot.name != name
    assert len(snapshot.passages) == 5
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Building the index: the index is damaged")
    assert fake_index(settings, FakeEncoder()).ensure().reason is None


def test_an_empty_pointer_is_no_index(index: Index, settings: Settings) -> None:
    index.ensure()
    (settings.data_dir / "index" / "current").write_text("")
    assert index.ensure().reason == "there is no index yet"


def test_a_damage_seen_by_two_readers_is_repaired_once(index: Index, settings: Settings) -> None:
    directory = IndexDirectory(settings.data_dir)
    damaged = index.ensure().name
    shutil.rmtree(directory.builds / damaged / "chroma")
    other = fake_index(settings, FakeEncoder())
    repaired = other.open().name
    assert index._replace(damaged, "seen before the repair").name == repaired
