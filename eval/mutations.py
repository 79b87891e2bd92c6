"""True sentences of the corpus, changed: into falsehoods of one kind each, and into simple paraphrases.

The verifier is measured with them: it must refuse the first and let the second pass.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from typing import NamedTuple

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"\b({_MONTH}) (\d{{1,2}})\b(?!\d)")
_SEASON = re.compile(
    r"\b(20[12]\d)(?=(?:-\d\d(?:\d\d)?)? (?:Match|Pathways?|season|Main|ERAS|cycle))"
    r"|(?<=ERAS )(20\d\d)\b|(?<=Match of )(20\d\d)\b"
)
_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-]|\.\d)")
_NUMBER_WORDS = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
)
_NAME_FAMILIES = (
    ("ECFMG", "FSMB", "NBME", "NRMP", "AAMC", "USCIS", "Prometric", "Intealth", "ABIM", "ACGME"),
    ("Step 1", "Step 2 CK", "Step 3"),
    ("Reading", "Writing", "Listening", "Speaking"),
    ("J-1", "H-1B", "F-1", "O-1", "B-1", "H-4", "J-2"),
    ("MyIntealth", "ERAS", "EPIC", "ResidencyCAS", "IWA", "OASIS"),
    ("Pathway 1", "Pathway 2", "Pathway 3", "Pathway 4", "Pathway 5", "Pathway 6"),
    ("India", "Pakistan", "Nigeria", "Canada", "Mexico", "Ireland", "Egypt", "Iran"),
    ("Texas", "California", "Florida", "Tennessee", "New York", "Ohio", "Michigan", "Kansas", "Virginia"),
)  # fmt: skip
_MODALITY = (
    ("must", "may"), ("may", "must"), ("can", "must"), ("should", "must"), ("at least", "at most"),
    ("at most", "at least"), ("up to", "at least"), ("before", "after"), ("after", "before"), ("only", "also"),
    ("have to", "may"), ("has to", "may"), ("more than", "less than"), ("no later than", "no earlier than"),
    ("until", "from"), ("required", "optional"), ("every", "no"), ("all", "some"), ("always", "never"),
)  # fmt: skip
_NEGATABLE = re.compile(r"\b(is|are|was|were|must|may|can|does|do|has|have|will|should)\b(?! (?:not|no)\b)")
_NEGATIONS = (
    (re.compile(r"\b(is|are|was|were|must|may|can|will|should|has|have|could|would) not\b"), r"\1"),
    (re.compile(r"\b(?:does|do|did) not (?=\w)"), ""),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\bno longer "), "still "),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"\bwithout\b"), "with"),
)

Change = Callable[[str, random.Random], str | None]


class Variant(NamedTuple):
    """A changed sentence and what was done to it."""

    kind: str
    text: str


def change_number(text: str, chance: random.Random) -> str | None:
    """One number, in digits or as a word, becomes another."""
    places = [
        found
        for found in _NUMBER.finditer(text)
        if not re.search(rf"(?:{_MONTH}|Step|Pathway) $", text[: found.start()])
    ]
    places = [found for found in places if not re.fullmatch(r"(?:19|20)\d\d", found[0])]
    if places:
        found = chance.choice(places)
        plain = found[0].replace(",", "")
        other = f"{float(plain) + 0.5:g}" if "." in plain else f"{int(plain) + chance.choice([1, 2, 5, 10, 100]):,}"
        return text[: found.start()] + other + text[found.end() :]
    words = list(re.finditer(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", text))
    if not words:
        return None
    found = chance.choice(words)
    other = chance.choice([word for word in _NUMBER_WORDS if word not in text])
    return text[: found.start()] + other + text[found.end() :]


def change_date(text: str, chance: random.Random) -> str | None:
    """One date gets another month, day or year."""
    places = list(_DATE.finditer(text))
    if not places:
        return None
    found = chance.choice(places)
    if chance.random() < 0.5:
        new = f"{chance.choice([month for month in MONTHS if month not in text])} {found[2]}"
    else:
        new = f"{found[1]} {int(found[2]) % 28 + 1}"
    changed = text[: found.start()] + new + text[found.end() :]
    return None if changed == text else changed


def change_year(text: str, chance: random.Random) -> str | None:
    """One year becomes another."""
    places = list(re.finditer(r"\b(?:19|20)\d\d\b(?!-\d)", text))
    if not places:
        return None
    found = chance.choice(places)
    return text[: found.start()] + str(int(found[0]) + chance.choice([-1, 1, 2, -3])) + text[found.end() :]


def change_season(text: str, chance: random.Random) -> str | None:
    """The season of a rule becomes the next or the last one."""
    found = _SEASON.search(text)
    if not found:
        return None
    return text[: found.start()] + str(int(found[0]) + chance.choice([-1, 1])) + text[found.end() :]


def change_name(text: str, chance: random.Random) -> str | None:
    """One name becomes another of its family."""
    hits = [
        (family, name)
        for family in _NAME_FAMILIES
        for name in family
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
    ]
    if not hits:
        return None
    family, name = chance.choice(hits)
    other = chance.choice([candidate for candidate in family if candidate != name])
    return re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", other, text, count=1)


def change_negation(text: str, chance: random.Random) -> str | None:
    """A negation is taken out, or one is put in."""
    out = [(pattern, put) for pattern, put in _NEGATIONS if pattern.search(text)]
    if out:
        pattern, put = chance.choice(out)
        return pattern.sub(put, text, count=1)
    places = list(_NEGATABLE.finditer(text))
    if not places:
        return None
    found = chance.choice(places)
    return f"{text[: found.end()]} not{text[found.end() :]}"


def change_modality(text: str, chance: random.Random) -> str | None:
    """«must» becomes «may», «at least» «at most», «before» «after» …."""
    hits = [(old, new) for old, new in _MODALITY if re.search(rf"\b{old}\b", text)]
    if not hits:
        return None
    old, new = chance.choice(hits)
    return re.sub(rf"\b{old}\b", new, text, count=1)


FALSE_CHANGES: dict[str, Change] = {
    "number": change_number,
    "date": change_date,
    "year": change_year,
    "season": change_season,
    "name": change_name,
    "negation": change_negation,
    "modality": change_modality,
}


def false_variants(text: str, chance: random.Random) -> list[Variant]:
    """One falsehood of every kind that the sentence allows."""
    changed = ((kind, change(text, chance)) for kind, change in FALSE_CHANGES.items())
    return [Variant(kind, other) for kind, other in changed if other and other != text]


_SWAPS = (
    ("IMGs must", "Applicants must"), ("IMGs", "applicants"), ("must ", "have to "), ("at least", "a minimum of"),
    ("cannot", "can't"), ("does not", "doesn't"), ("do not", "don't"), ("is not", "isn't"), ("are not", "aren't"),
    ("no longer", "not any longer"), ("United States", "U.S."), ("fee", "cost"), ("up to", "at most"),
    ("program", "programme"), ("before", "prior to"), ("website", "site"), ("exam ", "examination "),
    ("more than", "over"), ("percent", "%"), ("starts", "begins"), ("e-mail", "email"), ("ends", "closes"),
    ("license", "licence"), ("may ", "can "), ("about ", "around "),
)  # fmt: skip
_DIGIT_WORDS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
_LEAD = re.compile(r"^((?:In|On|For|Since|From|Until|By|Under|After|Before|Between) [^,]{3,40}(?:, \d{4})?), (.+?)\.$")
_TAIL = re.compile(rf"^(.+?) (on (?:{_MONTH}) \d{{1,2}}, \d{{4}})\.$")


def paraphrases(text: str) -> list[Variant]:
    """Simple rewordings that keep the meaning."""
    found = [
        Variant(f"«{old.strip()}» → «{new.strip()}»", _raised(text.replace(old, new, 1)))
        for old, new in _SWAPS
        if re.search(rf"\b{re.escape(old.strip())}\b", text) and old in text
    ]
    found.append(Variant("lead words", f"In short, {_lowered(text)}"))
    if _DATE.search(text):
        found.append(Variant("day first", re.sub(rf"\b({_MONTH}) (\d{{1,2}}), (\d{{4}})", r"\2 \1 \3", text)))
        found.append(Variant("short month", re.sub(rf"\b({_MONTH})(?= \d)", lambda month: month[0][:3], text)))
    if "USD " in text:
        found.append(Variant("dollar sign", re.sub(r"USD (?=\d)", "$", text)))
    for word, digit in _DIGIT_WORDS.items():
        if re.search(rf" {word} ", text):
            found.append(Variant("digits for words", text.replace(f" {word} ", f" {digit} ", 1)))
            break
    if moved := _LEAD.match(text):
        found.append(Variant("lead phrase to the end", f"{_raised(moved[2])} {_lowered(moved[1])}."))
    if moved := _TAIL.match(text):
        found.append(Variant("date to the front", f"{_raised(moved[2])}, {_lowered(moved[1])}."))
    if len(sentences := re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)) > 1:
        found.append(Variant("first sentence alone", sentences[0]))
    return [variant for variant in found if variant.text != text]


def _lowered(text: str) -> str:
    return text[0].lower() + text[1:] if text[1:2].islower() and text.split()[0] in _COMMON_STARTS else text


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]


_COMMON_STARTS = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "On",
        "For",
        "Since",
        "From",
        "Until",
        "By",
        "Under",
        "After",
        "Before",
        "Between",
        "Applicants",
        "If",
        "All",
        "Every",
        "Each",
        "This",
        "That",
        "These",
        "When",
        "Where",
        "Whoever",
        "To",
        "At",
    ]
)
