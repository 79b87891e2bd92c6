"""A question in another language -> the English words to search with.

Official terms (OET, USMLE, MyIntealth) and numbers are the same in every language and are kept; words of the field
come from the language's term list; the rest is dropped, since it would only blur the search.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from assistant.understand.language_data import ENGLISH, languages

_NO_SPACES = frozenset({"zh", "ja"})
# Not \w: the vowel signs of Indic scripts are no word characters to it.
_WORD = re.compile(r"[^\s.,;:!?¿¡()«»\"“”„'’/|…。，？！؟،؛।۔\[\]{}<>&+]+")
MIXED = "hi-latn"
# Shorter words are told apart by their accents («ou», «où»).
FOLDED_LETTERS = 3
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_OFFICIAL = re.compile(r"^(?:[A-Z0-9][A-Za-z]*[A-Z0-9][A-Za-z0-9]*|\d+|[A-Z]|[A-Z]+-?\d\w?|MyIntealth)$")


def english_terms(text: str, language: str) -> list[str]:
    """English search words for ``text``, in its order, without repeats; empty where nothing is known."""
    known = languages().get(language)
    terms = known.terms if known else {}
    found = _found_in_unspaced(text, terms) if language in _NO_SPACES else _found_in_words(text, terms, language)
    ordered = [word for _, words in sorted(found, key=lambda hit: hit[0]) for word in words.split()]
    return list(dict.fromkeys(ordered))


def _found_in_unspaced(text: str, terms: dict[str, str]) -> list[tuple[int, str]]:
    """Longest terms first; a place in the text is used once."""
    found = [
        (match.start(), match[0]) for match in re.finditer(r"[A-Za-z0-9][A-Za-z0-9-]*", text) if _official(match[0])
    ]
    free = [True] * len(text)
    for term in sorted(terms, key=len, reverse=True):
        for match in re.finditer(re.escape(term), text):
            if all(free[match.start() : match.end()]):
                free[match.start() : match.end()] = [False] * len(term)
                found.append((match.start(), terms[term]))
    return found


def _found_in_words(text: str, terms: dict[str, str], language: str) -> list[tuple[int, str]]:
    phrases, whole, beginnings = _tables(tuple(terms.items()))
    folded_text = fold(text)
    found: list[tuple[int, str]] = []
    used: set[int] = set()
    for phrase, english in phrases:
        for match in re.finditer(rf"(?<!\w){re.escape(phrase)}", folded_text):
            found.append((match.start(), english))
            used.update(range(*match.span()))
    for match in _WORD.finditer(text):
        if match.start() in used:
            continue
        word = fold(match[0]) if len(match[0]) > FOLDED_LETTERS else match[0].lower()
        known = next((hit for form in _forms(word, language) if (hit := _known(form, whole, beginnings))), None)
        if known:
            found.append((match.start(), known))
        elif _official(match[0]) or (language == MIXED and _is_english(word)):
            found.append((match.start(), match[0]))
    return found


def _known(word: str, whole: dict[str, str], beginnings: list[tuple[str, str]]) -> str | None:
    return whole.get(word) or next((english for stem, english in beginnings if word.startswith(stem)), None)


@lru_cache(maxsize=32)
def _tables(
    terms: tuple[tuple[str, str], ...],
) -> tuple[list[tuple[str, str]], dict[str, str], list[tuple[str, str]]]:
    """Phrases, whole words, and beginnings (longest first), all folded."""
    phrases = [(fold(term.rstrip("*")), english) for term, english in terms if " " in term]
    whole = {
        fold(term) if len(term) > FOLDED_LETTERS else term.lower(): english
        for term, english in terms
        if " " not in term and not term.endswith("*")
    }
    beginnings = [(fold(term[:-1]), english) for term, english in terms if " " not in term and term.endswith("*")]
    return phrases, whole, sorted(beginnings, key=lambda item: -len(item[0]))


def fold(text: str) -> str:
    """Lower case without accents, vowel points and the variants of Arabic letters that writers mix up.

    Letters keep their number, so that positions in the folded text are about those of the text.
    """
    lowered = text.lower().replace("ı", "i")
    decomposed = unicodedata.normalize("NFD", lowered)
    # Marks of Indic scripts are vowels and must stay.
    bare = "".join(character for character in decomposed if unicodedata.combining(character) not in _ACCENTS)
    return unicodedata.normalize("NFC", bare).translate(_ARABIC_VARIANTS)


_ACCENTS = frozenset({202, 220, 230, 27, 28, 29, 30, 31, 32, 33, 34, 35})
_ARABIC_VARIANTS = str.maketrans("أإآٱةى", "ااااهي")


def _forms(word: str, language: str) -> list[str]:
    """The word, and for Arabic the word without article and joined particles."""
    if language != "ar":
        return [word]
    return [
        word,
        *(
            word.removeprefix(prefix)
            for prefix in _ARABIC_PREFIXES
            if word.startswith(prefix) and len(word) > len(prefix) + 2
        ),
    ]


def _is_english(word: str) -> bool:
    """Whether a word of a text that mixes two languages is its English part."""
    known = languages()
    return word in known[ENGLISH].words and word not in known[MIXED].words


def _official(word: str) -> bool:
    return bool(_OFFICIAL.match(word)) or word.lower() in languages()[ENGLISH].official
