"""The configured model loads, or the error says what to install or to set; no key is ever shown."""

from __future__ import annotations

import subprocess
import sys

import pytest
from langchain.chat_models import base

from assistant import ModelProviderError, Settings
from assistant.generate.provider import load_model
from eval.models import NAMES, register


@pytest.fixture(autouse=True)
def _no_provider_is_remembered() -> None:
    """LangChain keeps the classes that it has loaded once."""
    base._get_chat_model_creator.cache_clear()


@pytest.mark.parametrize(
    ("model", "module", "extra"),
    [
        ("openai:some-model", "langchain_openai", "openai"),
        ("anthropic:some-model", "langchain_anthropic", "anthropic"),
        ("google:some-model", "langchain_google_genai", "google"),
        ("google_genai:some-model", "langchain_google_genai", "google"),
        ("ollama:llama3.1", "langchain_ollama", "ollama"),
    ],
)
def test_a_missing_provider_package_names_the_extra(
    model: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ModelProviderError, match=rf"pip install 'ecfmg-assistant\[{extra}\]'"):
        load_model(Settings(model=model))


def test_an_unknown_provider_says_how_to_write_a_model() -> None:
    with pytest.raises(ModelProviderError, match=r"no chat model provider «nonsense».*openai:"):
        load_model(Settings(model="nonsense:x"))


def test_a_missing_key_names_its_variable() -> None:
    pytest.importorskip("langchain_openai")
    with pytest.raises(ModelProviderError, match="set the environment variable OPENAI_API_KEY"):
        load_model(Settings(model="openai:some-model"))


def test_a_custom_address_needs_no_key() -> None:
    pytest.importorskip("langchain_openai")
    assert load_model(Settings(model="openai:local", model_url="http://127.0.0.1:9/v1"))


def test_a_key_shows_neither_in_settings_nor_in_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-very-secret")
    monkeypatch.setitem(sys.modules, "langchain_anthropic", None)
    settings = Settings(model="anthropic:some-model")
    with pytest.raises(ModelProviderError) as caught:
        load_model(settings)
    shown = f"{settings!r} {settings.model_dump_json()} {caught.value!r} {caught.value.__cause__!r}"
    assert "sk-very-secret" not in shown


def test_scripted_models_are_there_once_registered() -> None:
    register()
    for name in NAMES:
        assert load_model(Settings(model=f"scripted:{name}"))
    with pytest.raises(ModelProviderError, match="no scripted model «nobody»: choose one of faithful"):
        load_model(Settings(model="scripted:nobody"))


@pytest.mark.slow
def test_without_a_model_nothing_of_generation_is_imported() -> None:
    code = (
        "import sys; from assistant import Assistant, Settings; import assistant.pipeline;"
        "loaded = [name for name in sys.modules if name.startswith(('assistant.generate', 'assistant.compose.generative',"
        "'assistant.compose.written', 'langchain.chat_models'))]; assert not loaded, loaded"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
