"""A follow-up rewritten into a question that stands alone, for the search; only from the asker's own words."""

from __future__ import annotations

from langchain_core.language_models import BaseChatModel

from assistant.generate.call import Call
from assistant.generate.prompt import standalone_messages
from assistant.generate.reply import Tokens
from assistant.settings import Settings
from assistant.verify import facts
from assistant.verify.checks import uncovered
from assistant.verify.text import plain, tokens

MAX_CHARACTERS = 400
# New content words that a rewritten question may have, as a share of its own.
NEW_SHARE = 0.2


def rewrite(
    model: BaseChatModel, settings: Settings, question: str, history: tuple[tuple[str, str], ...]
) -> tuple[str | None, Tokens]:
    """The standalone question, or None where the model failed or brought in matters that nobody spoke of."""
    call = Call(model, standalone_messages(question, history), settings.model_timeout, settings.tracing)
    text = ""
    try:
        for piece in call:
            text += piece
            if len(text) > MAX_CHARACTERS:
                break
    except Exception:
        # The search goes on with the asker's own words; the answer's own call will tell what is wrong.
        return None, call.tokens
    rewritten = plain(text).strip("\"' ")
    said = question + " " + " ".join(turn for _, turn in history)
    return (rewritten if is_from(rewritten, said) else None), call.tokens


def is_from(rewritten: str, said: str) -> bool:
    """Whether the question holds the words, names and numbers of the conversation and hardly any other."""
    words, known = tokens(rewritten), tokens(said)
    if not words or len(rewritten) > MAX_CHARACTERS:
        return False
    keys = {token.key for token in known}
    new_facts = {key for _, key in facts.numbers(words)} | {token.key for _, token in facts.names(words)}
    return new_facts <= keys and len(uncovered(words, known, ())) <= NEW_SHARE * len(words)
