"""``scripted:NAME`` as a chat model, for `eval run --model scripted:faithful` and the tests."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel

from assistant.errors import ModelProviderError
from assistant.generate.provider import add_provider
from eval.scripted.model import BROKEN, ScriptedModel
from eval.scripted.parts import PARTS

PROVIDER = "scripted"
NAMES = (*PARTS, *BROKEN)
# Seconds between two pieces of the slow one: a reply takes minutes.
SLOW_PAUSE = 2.0


def scripted_model(name: str) -> BaseChatModel:
    """The scripted model of this name; raises :class:`assistant.ModelProviderError` for another."""
    if name not in NAMES:
        raise ModelProviderError(f"no scripted model «{name}»: choose one of {', '.join(NAMES)}")
    return ScriptedModel(part=name, pause=SLOW_PAUSE)


def register() -> None:
    """Make ``Settings(model="scripted:…")`` work in this process."""
    add_provider(PROVIDER, scripted_model)
