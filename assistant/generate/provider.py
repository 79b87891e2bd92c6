"""The configured chat model, loaded through LangChain; what cannot be loaded says what to install or to set."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any, cast

from langchain_core.language_models import BaseChatModel

from assistant.errors import ModelProviderError
from assistant.generate.privacy import without_gateway
from assistant.settings import Settings

Factory = Callable[[str], BaseChatModel]
# Provider -> extra of this package, package it installs, variable that holds the key.
_EXTRAS: dict[str, tuple[str, str, str | None]] = {
    "openai": ("openai", "langchain-openai", "OPENAI_API_KEY"),
    "anthropic": ("anthropic", "langchain-anthropic", "ANTHROPIC_API_KEY"),
    "google_genai": ("google", "langchain-google-genai", "GOOGLE_API_KEY"),
    "ollama": ("ollama", "langchain-ollama", None),
}
_ALIASES = {"google": "google_genai"}
# Some OpenAI-compatible servers want no key, yet the client insists on one.
_NO_KEY = "none"
_own_providers: dict[str, Factory] = {}


def add_provider(name: str, factory: Factory) -> None:
    """Let ``model="name:…"`` mean a chat model of your own; ``factory`` gets what stands after the colon."""
    _own_providers[name] = factory


def load_model(settings: Settings) -> BaseChatModel:
    """The chat model of ``settings.model``; raises :class:`ModelProviderError` where it cannot be had."""
    provider, name = split_model(settings)
    if provider in _own_providers:
        return _own_providers[provider](name)
    from langchain.chat_models import init_chat_model

    try:
        with without_gateway(allowed=settings.tracing):
            model = init_chat_model(name, model_provider=provider, **_arguments(provider, settings))
    except ImportError:
        raise ModelProviderError(_install_hint(provider)) from None
    except ValueError as error:
        if "nsupported" in str(error):
            raise ModelProviderError(
                f"no chat model provider «{provider}»: write the model as «provider:name», for example "
                "«openai:gpt-5-mini» or «ollama:llama3.1»"
            ) from None
        raise ModelProviderError(_setup_hint(provider, error)) from None
    except Exception as error:
        # The message of a provider may hold a part of the key: only its type is passed on.
        raise ModelProviderError(_setup_hint(provider, error)) from None
    return cast(BaseChatModel, model)


def split_model(settings: Settings) -> tuple[str, str]:
    """«provider:name» -> its two parts, the provider as LangChain spells it."""
    provider, _, name = (settings.model or "").partition(":")
    provider = provider.strip().lower().replace("-", "_")
    return _ALIASES.get(provider, provider), name.strip()


def _arguments(provider: str, settings: Settings) -> dict[str, Any]:
    """Time-out, retries and address in the words of each provider; retries are ours, so that they are counted."""
    if provider == "ollama":
        found: dict[str, Any] = {
            "client_kwargs": {"timeout": settings.model_timeout},
            "num_ctx": settings.model_context,
        }
    else:
        found = {"timeout": settings.model_timeout, "max_retries": 0}
    if settings.model_url:
        found["base_url"] = settings.model_url
        if provider == "openai" and not os.environ.get("OPENAI_API_KEY"):
            found["api_key"] = _NO_KEY
    return found


def _install_hint(provider: str) -> str:
    if provider in _EXTRAS:
        extra, package, _ = _EXTRAS[provider]
        return f"the provider «{provider}» needs the package {package}: pip install 'ecfmg-assistant[{extra}]'"
    return (
        f"the provider «{provider}» needs its LangChain package: pip install "
        f"langchain-{provider.split('_')[0].replace('_', '-')}"
    )


def _setup_hint(provider: str, error: Exception) -> str:
    variable = _EXTRAS[provider][2] if provider in _EXTRAS else None
    if variable and not os.environ.get(variable):
        return f"the provider «{provider}» has no access key: set the environment variable {variable}"
    return (
        f"the provider «{provider}» cannot be set up ({type(error).__name__}): check the model's name, model_url and "
        "the provider's environment variables"
    )
