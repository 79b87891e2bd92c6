"""A model's text becomes sentences as soon as each is complete, in whatever shape small models write them."""

from __future__ import annotations

import json

import pytest

from assistant.generate.parser import MAX_SENTENCES, ReplyParser

ONE = {"claim": "The fee is USD 945.", "translation": "", "support": [{"passage": 1, "quote": "fee is USD 945"}]}
TWO = {"claim": "It is due in May.", "translation": "", "support": [{"passage": 2, "quote": "due in May"}]}
WHOLE = json.dumps({"sentences": [ONE, TWO], "missing": ["refunds"], "ask": "licence"})


def claims(text: str, size: int = 7) -> list[str]:
    parser = ReplyParser()
    return [
        sentence.claim for start in range(0, len(text), size) for sentence in parser.feed(text[start : start + size])
    ]


@pytest.mark.parametrize("size", [1, 3, 50, 10_000])
def test_pieces_of_any_size_give_the_same_sentences(size: int) -> None:
    assert claims(WHOLE, size) == [ONE["claim"], TWO["claim"]]


def test_a_sentence_comes_out_before_the_reply_ends() -> None:
    parser = ReplyParser()
    assert [sentence.claim for sentence in parser.feed(WHOLE[: WHOLE.index("It is due")])] == [ONE["claim"]]
    assert not parser.found_nothing


def test_support_missing_and_the_question_back_are_read() -> None:
    parser = ReplyParser()
    (first, _) = parser.feed(WHOLE)
    rest = parser.close()
    assert (first.support[0].passage, first.support[0].quote) == (1, "fee is USD 945")
    assert (rest.missing, rest.ask) == (("refunds",), "licence")


@pytest.mark.parametrize(
    "text",
    [
        f"Here is the answer:\n```json\n{WHOLE}\n```\nHope it helps!",
        f"<think>First I look at {{passage}} 1.</think>{WHOLE}",
        json.dumps([ONE, TWO]),
        json.dumps(ONE) + "\n" + json.dumps(TWO),
        WHOLE.replace("]}, {", "],}, {").replace("}]}]", "}]},]"),
        WHOLE.replace('"claim"', '"sentence"').replace('"support"', '"citations"'),
        WHOLE[:-10],
    ],
)
def test_what_stands_around_the_sentences_does_not_matter(text: str) -> None:
    assert claims(text) == [ONE["claim"], TWO["claim"]]


def test_a_flat_sentence_and_a_written_number_are_understood() -> None:
    parser = ReplyParser()
    (sentence,) = parser.feed('{"claim": "The fee is due.", "passage": "[3]", "quote": "fee is due"}')
    assert [(one.passage, one.quote) for one in sentence.support] == [(3, "fee is due")]


@pytest.mark.parametrize(
    "text", ["", "The fee is USD 945 [1].", "{", '{"claim": 5}', '{"claim": null}', "null", '{"a": "}"}']
)
def test_what_is_no_sentence_gives_none(text: str) -> None:
    assert claims(text) == []


def test_an_unknown_question_back_and_a_missing_list_of_another_type_are_dropped() -> None:
    parser = ReplyParser()
    list(parser.feed(json.dumps({"sentences": [ONE], "missing": "all", "ask": "password"})))
    assert (parser.close().missing, parser.close().ask) == ((), None)


def test_a_flood_of_sentences_is_cut() -> None:
    assert len(claims(json.dumps({"sentences": [ONE] * 500}), 5_000)) == MAX_SENTENCES


def test_a_refusal_is_told_from_bad_form() -> None:
    refusing, rambling = ReplyParser(), ReplyParser()
    list(refusing.feed("I'm sorry, but I can't help with that."))
    list(rambling.feed("The fee is USD 945, see passage 1."))
    assert (refusing.is_refusal(), rambling.is_refusal()) == (True, False)
