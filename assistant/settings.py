"""What a user can configure, from arguments or from ``ECFMG_ASSISTANT_*`` environment variables."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import ConfigurationError

DEFAULT_EMBEDDING_MODEL = "sentence-transformers/all-MiniLM-L6-v2"
MAX_QUESTION_CHARACTERS = 4_000
_ENV_PREFIX = "ECFMG_ASSISTANT_"


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

    model_config = SettingsConfigDict(env_prefix=_ENV_PREFIX, extra="forbid", frozen=True)

    def __init__(self, **given: Any) -> None:
        """Raises :class:`assistant.ConfigurationError` for a value that cannot be used."""
        try:
            super().__init__(**given)
        except ValidationError as error:
            problem = error.errors()[0]
            name = "_".join(str(part) for part in problem["loc"])
            raise ConfigurationError(
                f"{_ENV_PREFIX}{name.upper()} cannot be used ({problem['msg']}): correct or unset it"
            ) from None

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
    adapter: bool = Field(True, description="Use the adapter tuned on the corpus' own questions, where it fits.")
    chroma_url: str | None = Field(
        None, pattern=r"^https?://[^/\s]+/?$", description="A Chroma server, e.g. http://127.0.0.1:8000."
    )
    quiet: bool = Field(False, description="No progress bar, no remarks on standard error.")
    answer_words: Annotated[int, Field(ge=40, le=400)] = Field(
        154, description="Words that the quoted statements of one answer may have together."
    )
    model: str | None = Field(
        None,
        pattern=r"^[^:\s]+:.+$",
        description='A chat model as "provider:name"; none: answers are quoted.',
    )
    model_url: str | None = Field(None, pattern=r"^https?://", description="Base URL of an OpenAI-compatible endpoint.")
    model_timeout: float = Field(60, gt=0, le=600, description="Seconds that one call of the chat model may take.")
    model_retries: int = Field(2, ge=0, le=10, description="Further tries after a passing failure of the model.")
    model_context: int = Field(8_000, ge=1_000, description="Tokens of context that the chat model can take.")
    model_input_price: float | None = Field(
        None, ge=0, description="USD per million tokens that the chat model reads, for `usage.cost_usd`."
    )
    model_output_price: float | None = Field(
        None, ge=0, description="USD per million tokens that the chat model writes, for `usage.cost_usd`."
    )
    nli_model: str | None = Field(
        None, description="Optional NLI cross-encoder (name or path) as a further check of written sentences."
    )
    tracing: bool = Field(False, description="Allow LangSmith tracing of the chat model's calls.")
