"""Feedback from the page to the file, with and without the reader's consent."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from assistant import Assistant
from tests.browser.talk import ask
from ui.feedback import Feedback, FeedbackFile

QUESTION = "Which OET Writing score does ECFMG want?"


def last_entry(assistant: Assistant) -> Feedback:
    return FeedbackFile(assistant.settings.data_dir).entries()[-1][2]


def test_without_the_tick_only_the_choice_and_the_comment_are_kept(page: Page, small_assistant: Assistant) -> None:
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="not helpful").click()
    page.get_by_label("What is right, and where is it written?").fill("Too short.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#report-result")).to_have_text("Thank you. It is saved on this server.")
    assert last_entry(small_assistant) == Feedback(vote="not_helpful", comment="Too short.")


def test_with_the_tick_question_answer_and_sources_are_kept(page: Page, small_assistant: Assistant) -> None:
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="wrong or outdated").click()
    page.get_by_label("Keep my question and this answer").check()
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#report-result")).to_contain_text("Thank you")
    kept = last_entry(small_assistant)
    assert (kept.vote, kept.question, kept.kind) == ("wrong_or_outdated", QUESTION, "answered")
    assert kept.answer is not None
    assert "300 in Writing" in kept.answer
    assert "ecfmg/oet-scores" in kept.document_ids
