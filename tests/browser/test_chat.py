"""Asking, following up, stopping, asking again."""

from __future__ import annotations

import re
import threading
from pathlib import Path

from playwright.sync_api import Page, expect

from assistant import Assistant, Settings
from tests.browser.conftest import NewPage, Serve
from tests.browser.scripted import HeldAssistant, NoticingAssistant
from tests.browser.talk import ask, type_and_send, wait_for_reply

OET = "Which OET Writing score does ECFMG want?"


def test_the_first_visit_says_what_it_is_and_offers_questions_to_start_with(page: Page, screenshots: Path) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask about ECFMG certification")
    expect(page.get_by_text("This is not ECFMG and cannot see your case")).to_be_visible()
    expect(page.get_by_text("the server keeps no copy")).to_be_visible()
    assert page.locator(".starter").count() == 6
    page.screenshot(path=screenshots / "empty.png")


def test_an_answer_comes_with_its_statement_source_and_date(page: Page) -> None:
    turn = ask(page, OET)
    expect(turn.locator(".prose")).to_contain_text("at least 300 in Writing")
    expect(turn.locator(".answer-sources")).to_contain_text("ECFMG · official · as of October 1, 2026 · season 2026")
    expect(turn.get_by_role("link", name="live page").first).to_have_attribute(
        "href", "https://www.ecfmg.org/certification/oet/"
    )
    expect(page.locator("#live")).to_contain_text("Answer ready")


def test_the_real_corpus_answers_a_dead_rule(
    new_page: NewPage, serve_assistant: Serve, real_assistant: Assistant
) -> None:
    page = new_page(serve_assistant(real_assistant))
    turn = ask(page, "Is Step 2 CS still required?")
    expect(turn.locator(".prose")).to_contain_text(re.compile("ended|no longer|discontinued"))
    turn.locator(".prose .marker").first.click()
    expect(page.locator("#source-panel mark")).not_to_be_empty()


def test_a_starter_question_is_asked_with_one_click(page: Page) -> None:
    page.locator(".starter").first.click()
    turn = wait_for_reply(page)
    expect(turn.get_by_role("heading", level=2)).to_have_text(
        "I am in my final year. Where do I register for USMLE Step 1 now?"
    )


def test_a_follow_up_carries_the_turns_before_it(page: Page) -> None:
    ask(page, OET)
    with page.expect_request("**/call/page_chat") as sent:
        ask(page, "And in Speaking?")
    _, history, profile = sent.value.post_data_json["data"]
    assert [role for role, _ in history] == ["user", "assistant"]
    assert history[0][1] == OET
    assert "300 in Writing" in history[1][1]
    assert profile is None


def test_stages_are_seen_and_an_answer_can_be_stopped(
    new_page: NewPage, serve_assistant: Serve, settings_of_small: Settings
) -> None:
    held = HeldAssistant(settings_of_small)
    held.gate = threading.Event()
    page = new_page(serve_assistant(held))
    type_and_send(page, OET)
    expect(page.locator(".stages .now")).to_have_text("Searching the sources")
    page.get_by_role("button", name="Stop").click()
    turn = wait_for_reply(page)
    expect(turn).to_contain_text("Stopped. The question is kept")
    held.gate.set()
    turn.get_by_role("button", name="Ask again").click()
    expect(turn.locator(".prose")).to_contain_text("300 in Writing")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_an_edited_question_replaces_the_old_one_and_what_followed(page: Page) -> None:
    ask(page, "Is Step 1 pass or fail?")
    ask(page, "How long do Step 1 results take?")
    page.locator(".turn").first.get_by_role("button", name="Edit question").click()
    expect(page.get_by_text("You are changing an earlier question")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("Is Step 1 pass or fail?")
    type_and_send(page, OET)
    turn = wait_for_reply(page)
    expect(turn.get_by_role("heading", level=2)).to_have_text(OET)
    expect(page.locator(".turn")).to_have_count(1)


def test_parts_are_numbered_headings_and_notices_are_set_apart_by_words(
    new_page: NewPage, serve_assistant: Serve, settings_of_small: Settings, screenshots: Path
) -> None:
    page = new_page(serve_assistant(NoticingAssistant(settings_of_small)))
    turn = ask(page, "What about OET Writing, and Step 1?")
    assert turn.locator(".prose h3").all_text_contents() == ["1. OET Writing", "2. Step 1"]
    assert turn.locator(".notice-title").all_text_contents() == [
        "This rule has changed",
        "Sources disagree",
        "Due for a new check",
    ]
    # A host that the corpus does not know is never linked.
    assert turn.locator('a[href*="unknown.example"]').count() == 0
    page.screenshot(path=screenshots / "answer-with-notices.png")


def test_the_counter_tells_where_the_limit_is(page: Page) -> None:
    field = page.get_by_label("Your question")
    field.fill("x" * 3_999)
    expect(page.locator("#counter")).to_have_text("3,999 / 4,000")
    field.press("End")
    field.press_sequentially("yz")
    expect(page.locator("#counter")).to_have_text("The limit of 4,000 characters is reached")
    assert len(field.input_value()) == 4_000


def test_an_unreadable_message_gets_a_friendly_question_back(page: Page) -> None:
    turn = ask(page, "???")
    expect(turn.locator(".answer-label")).to_have_text("One more detail, please")
