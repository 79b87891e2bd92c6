"""No room, no right to write: one sentence, and what was there before is untouched."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import IndexStoreError, Settings
from assistant.index import directory as directory_module
from assistant.index.build import Index
from assistant.index.directory import IndexDirectory
from tests.index.fake_encoder import RefusingEncoder, fake_index
from tests.places import ROOT


@pytest.mark.parametrize(
    "full_from", ["states.safetensors", "vectors.safetensors", "documents.json", "manifest.json", "current.next"]
)
def test_a_disk_that_fills_up_leaves_the_old_index(
    full_from: str, index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = index.ensure()
    write = directory_module._write_synced

    def write_until_full(path: Path, content: bytes) -> None:
        if path.name == full_from:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, content)

    with monkeypatch.context() as full:
        full.setattr(directory_module, "_write_synced", write_until_full)
        with pytest.raises(IndexStoreError, match=r"No space left on device.*free some space or set data_dir"):
            index.ensure(rebuild=True)
    assert [path.name for path in IndexDirectory(settings.data_dir).builds.iterdir()] == [first.name]
    assert fake_index(settings, RefusingEncoder()).open().name == first.name


def test_no_room_for_a_new_folder_leaves_the_old_index(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = index.ensure()
    with monkeypatch.context() as full:
        full.setattr(
            IndexDirectory, "new_build", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "No space left"))
        )
        with pytest.raises(IndexStoreError, match="No space left"):
            index.ensure(rebuild=True)
    assert fake_index(settings, RefusingEncoder()).open().name == first.name


@pytest.mark.slow
@pytest.mark.parametrize("limit", [1_000, 60_000, 200_000])
def test_a_store_that_may_not_grow_fails_in_one_sentence(limit: int, index: Index, settings: Settings) -> None:
    first = index.ensure()
    done = subprocess.run(
        [sys.executable, "-m", "tests.index.builder", settings.corpus_dir, settings.data_dir, "1", str(limit)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert done.stdout.splitlines()[-1].startswith("IndexStoreError: the index could not be written (")
    assert [path.name for path in IndexDirectory(settings.data_dir).builds.iterdir()] == [first.name]
    assert fake_index(settings, RefusingEncoder()).open().name == first.name


@pytest.mark.parametrize("blocked", ["", "index", "index/builds"])
def test_a_data_directory_that_cannot_be_written_is_told_in_one_sentence(blocked: str, settings: Settings) -> None:
    place = settings.data_dir / blocked
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("a file where a folder must be")
    with pytest.raises(IndexStoreError) as raised:
        fake_index(settings).open()
    root = settings.data_dir / "index"
    assert str(raised.value).startswith(f"cannot write to {root} (")
    assert str(raised.value).endswith("): make it writable or set data_dir elsewhere")


def test_a_failure_after_the_switch_leaves_the_new_index(
    index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    index.ensure()
    with monkeypatch.context() as interrupted:
        interrupted.setattr(directory_module, "_sync_directory", lambda _: (_ for _ in ()).throw(KeyboardInterrupt()))
        with pytest.raises(KeyboardInterrupt):
            index.ensure(rebuild=True)
    current = IndexDirectory(settings.data_dir).current()
    assert fake_index(settings, RefusingEncoder()).open().name == current
