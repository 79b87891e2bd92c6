"""Sentences in the asker's own language around English quotes."""

from __future__ import annotations

from assistant.answer import Answer, Notice
from assistant.understand.language_data import ENGLISH, Language, languages

# For languages that are recognised by their letters and have no sentences of their own.
_MORE = (
    "Your question seems to be in another language. My sources are English: a question in English, or a language "
    "model configured by whoever installs this assistant, gives more."
)


def in_language(answer: Answer, code: str) -> Answer:
    """``answer`` with a first sentence in the language ``code`` that fits its kind, and how to get more.

    Unchanged for English.
    """
    if code == ENGLISH:
        return answer
    language = languages().get(code)
    opening = _opening(answer, language) if language else ""
    return answer.model_copy(
        update={
            "text": f"{opening}\n\n{answer.text}" if opening else answer.text,
            "notices": (*answer.notices, Notice(kind="language", text=language.more if language else _MORE)),
        }
    )


def _opening(answer: Answer, language: Language) -> str:
    return {
        "answered": language.found,
        "not_found": language.not_found,
        "clarify": language.elsewhere,
        "out_of_scope": language.elsewhere,
        "declined": language.declined,
        "crisis": language.care,
    }[answer.kind]
