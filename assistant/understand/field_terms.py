"""A question in another language -> the English words to search with.

Official terms (OET, USMLE, MyIntealth) and numbers are the same in every language and are kept, and so are the English
words of the field that its writers mix in; words of the field come from the language's term list; the rest is dropped,
since it would only blur the search.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.understand.folding import fold, fold_in_place
from assistant.understand.language_data import ENGLISH, languages

_NO_SPACES = frozenset({"zh", "ja"})
# Not \w: the vowel signs of Indic scripts are no word characters to it.
_WORD = re.compile(r"[^\s.,;:!?¿¡()«»\"“”„'’/|…。，？！؟،؛।۔\[\]{}<>&+]+")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
MIXED = "hi-latn"
# Shorter words in Latin letters are told apart by their accents («ou», «où»).
FOLDED_LETTERS = 3
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف")
_OFFICIAL = re.compile(r"(?:[A-Z0-9][A-Za-z]*[A-Z0-9][A-Za-z0-9]*|\d+|[A-Z]|[A-Z]+-?\d\w?|MyIntealth)")
Hit = tuple[int, str]
Pattern = re.Pattern[str]


def english_terms(text: str, language: str) -> list[str]:
    """English search words for ``text``, in its order, without repeats; empty where nothing is known."""
    known = languages().get(language)
    terms = known.terms if known else {}
    found = _found_in_unspaced(text, terms) if language in _NO_SPACES else _found_in_words(text, terms, language)
    ordered = [word for _, words in sorted(found, key=lambda hit: hit[0]) for word in words.split()]
    return list(dict.fromkeys(ordered))


def _found_in_unspaced(text: str, terms: dict[str, str]) -> list[Hit]:
    found = [(match.start(), match[0]) for match in _LATIN.finditer(text)]
    taken: set[int] = set()
    found += [
        (place, english)
        for pattern, english in _unspaced_table(tuple(terms.items()))
        for place in _take(pattern, text, taken)
    ]
    return found


def _found_in_words(text: str, terms: dict[str, str], language: str) -> list[Hit]:
    phrases, whole, beginnings = _tables(tuple(terms.items()))
    folded, places = fold_in_place(text)
    taken: set[int] = set()
    found = [(places[place], english) for pattern, english in phrases for place in _take(pattern, folded, taken)]
    taken_in_text = {places[place] for place in taken}
    for match in _WORD.finditer(text):
        if match.start() in taken_in_text:
            continue
        forms = _forms(_key(match[0]), language)
        known = next((hit for form in forms if (hit := _known(form, whole, beginnings))), None)
        if known:
            found.append((match.start(), known))
        elif not _elided(text, match) and _english_as_it_stands(match[0], language):
            found.append((match.start(), match[0]))
    return found


def _take(pattern: Pattern, text: str, taken: set[int]) -> list[int]:
    """Where ``pattern`` stands in places not taken yet; takes them."""
    starts = []
    for match in pattern.finditer(text):
        place = range(*match.span())
        if taken.isdisjoint(place):
            taken.update(place)
            starts.append(match.start())
    return starts


def _phrase_pattern(phrase: str) -> Pattern:
    """Whole words; the last may take an ending where a star says so or it is not short."""
    bare = fold(phrase.rstrip("*"))
    short = len(bare.rsplit(" ", 1)[-1]) <= FOLDED_LETTERS and not phrase.endswith("*")
    return re.compile(rf"(?<!\w){re.escape(bare)}" + (r"(?!\w)" if short else ""))


def _known(word: str, whole: dict[str, str], beginnings: list[tuple[str, str]]) -> str | None:
    return whole.get(word) or next((english for stem, english in beginnings if word.startswith(stem)), None)


@lru_cache(maxsize=32)
def _unspaced_table(terms: tuple[tuple[str, str], ...]) -> list[tuple[Pattern, str]]:
    """Patterns of the terms, longest first."""
    return [(re.compile(re.escape(term)), english) for term, english in sorted(terms, key=lambda item: -len(item[0]))]


@lru_cache(maxsize=32)
def _tables(
    terms: tuple[tuple[str, str], ...],
) -> tuple[list[tuple[Pattern, str]], dict[str, str], list[tuple[str, str]]]:
    """Patterns of phrases and beginnings of words, longest first, and whole words, all folded."""
    longest_first = sorted(terms, key=lambda item: -len(item[0]))
    phrases = [(_phrase_pattern(term), english) for term, english in longest_first if " " in term]
    whole = {_key(term): english for term, english in terms if " " not in term and not term.endswith("*")}
    beginnings = [
        (fold(term[:-1]), english) for term, english in longest_first if " " not in term and term.endswith("*")
    ]
    return phrases, whole, beginnings


def _key(word: str) -> str:
    """What a whole word is looked up by."""
    return word.lower() if len(word) <= FOLDED_LETTERS and _is_latin(word) else fold(word)


def _is_latin(word: str) -> bool:
    """Whether the word is in Latin letters; accented ones lie below the Greek."""
    return word[0] < "Ͱ"


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


def _elided(text: str, word: re.Match[str]) -> bool:
    """Whether the word is what an apostrophe left of one: «J'ai», «L'esame»."""
    return len(word[0]) == 1 and word[0].isalpha() and text[word.end() : word.end() + 1] in ("'", "’")


def _english_as_it_stands(word: str, language: str) -> bool:
    """Whether a word is an official term or an English word that the writer mixed in."""
    english, plain = languages()[ENGLISH], word.lower()
    own = known.words if (known := languages().get(language)) else frozenset()
    if plain in own and not (len(word) > 1 and word.isupper()):
        return False
    if _OFFICIAL.fullmatch(word) or plain in english.official | english.borrowed:
        return True
    return bool(_LATIN.match(word)) and (not _writes_latin(language) or (language == MIXED and plain in english.words))


def _writes_latin(language: str) -> bool:
    known = languages().get(language)
    return known is not None and all(_is_latin(word) for word in known.words)
