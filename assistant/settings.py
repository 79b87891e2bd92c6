"""What a user can configure, from arguments or from ``ECFMG_ASSISTANT_*`` environment variables."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_EMBEDDING_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
MAX_QUESTION_CHARACTERS = 4_000


def bundled_corpus() -> Path:
    """The corpus that came with the installation: inside the wheel, or beside the package in a checkout."""
    package = Path(str(files("assistant")))
    inside_wheel = package / "_corpus"
    return inside_wheel if inside_wheel.is_dir() else package.parent / "corpus"


class Settings(BaseSettings):
    """Configuration of an :class:`assistant.Assistant`; a value, safe to share and to compare.

    Every field can be given as a keyword or as an environment variable (``data_dir`` as
    ``ECFMG_ASSISTANT_DATA_DIR``). API keys are not settings: providers read their own variables.
    """

    model_config = SettingsConfigDict(env_prefix="ECFMG_ASSISTANT_", extra="forbid", frozen=True)

    corpus_dir: Path = Field(default_factory=bundled_corpus, description="Folder with the documents.")
    data_dir: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("ecfmg-assistant")),
        description="Folder for the index; created when missing.",
    )
    embedding_model: str = Field(
        DEFAULT_EMBEDDING_MODEL,
        min_length=1,
        description="sentence-transformers model: a name or a local path.",
    )
    adapter: bool = Field(
        True, description="Use the adapter tuned on the corpus' own questions, where it fits."
    )
    reranker: bool = Field(True, description="Rerank the best statements with the packaged cross-encoder.")
    chroma_url: str | None = Field(
        None, pattern=r"^https?://[^/\s]+/?$", description="A Chroma server, e.g. http://127.0.0.1:8000."
    )
    quiet: bool = Field(False, description="No progress bar, no remarks on standard error.")
    answer_words: Annotated[int, Field(ge=40, le=400)] = Field(
        140, description="Words that the quoted statements of one answer may have together."
    )
    model: str | None = Field(
        None,
        pattern=r"^[^:\s]+:.+$",
        description='A chat model as "provider:name"; none: answers are quoted.',
    )
    model_url: str | None = Field(
        None, pattern=r"^https?://", description="Base URL of an OpenAI-compatible endpoint."
    )
    model_timeout: float = Field(
        60, gt=0, le=600, description="Seconds that one call of the chat model may take."
    )
    model_retries: int = Field(
        2, ge=0, le=10, description="Further tries after a passing failure of the model."
    )
    model_context: int = Field(8_000, ge=1_000, description="Tokens of context that the chat model can take.")
    nli_model: str | None = Field(
        None, description="Optional NLI cross-encoder (name or path) as a further check of written sentences."
    )
    tracing: bool = Field(False, description="Allow LangSmith tracing of the chat model's calls.")
