"""The conversation stays in the browser, leaves as Markdown or on paper, and a link carries a question."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.talk import ask, wait_for_reply

QUESTION = "Which OET Writing score does ECFMG want?"


def test_a_conversation_can_be_removed_and_brought_back(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Start over").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#welcome")).to_be_visible()
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".turn .prose")).to_contain_text("300 in Writing")
    page.reload()
    expect(page.locator(".turn")).to_have_count(1)


def test_it_is_saved_as_markdown_with_its_sources(page: Page, tmp_path: Path) -> None:
    ask(page, QUESTION)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as text").click()
    download.value.save_as(tmp_path / "saved.md")
    saved = (tmp_path / "saved.md").read_text(encoding="utf-8")
    assert download.value.suggested_filename == "ecfmg-conversation.md"
    assert saved.startswith("# Conversation with the ECFMG assistant (independent, not ECFMG)")
    assert f"## {QUESTION}" in saved
    assert "<https://www.ecfmg.org/certification/oet/>" in saved
    assert "as of 2026-10-01" in saved


def test_on_paper_are_questions_answers_quotes_and_addresses_only(page: Page) -> None:
    ask(page, QUESTION)
    page.emulate_media(media="print")
    expect(page.locator(".answer-sources .print-only").first).to_be_visible()
    expect(page.locator(".answer-sources .print-only").first).to_contain_text(
        "https://www.ecfmg.org/certification/oet/"
    )
    for hidden in (".top", ".composer", ".turn .actions >> nth=0", ".conversation-head"):
        expect(page.locator(hidden)).to_be_hidden()


def test_an_answer_is_copied_with_its_sources(new_page: NewPage, site: str) -> None:
    page = new_page(site, permissions=["clipboard-read", "clipboard-write"])
    turn = ask(page, QUESTION)
    turn.get_by_role("button", name="Copy with sources").click()
    expect(turn.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "300 in Writing" in copied
    assert "<https://www.ecfmg.org/certification/oet/>" in copied


def test_a_shared_link_fills_in_the_question_and_asks_nothing_by_itself(new_page: NewPage, site: str) -> None:
    sender = new_page(site, permissions=["clipboard-read", "clipboard-write"])
    ask(sender, QUESTION).get_by_role("button", name="Copy a link to this question").click()
    sender.wait_for_function("navigator.clipboard.readText().then((text) => text.includes('?q='))")
    link = sender.evaluate("navigator.clipboard.readText()")
    reader = new_page(link)
    expect(reader.get_by_label("Your question")).to_have_value(QUESTION)
    expect(reader.get_by_label("Your question")).to_be_focused()
    assert reader.locator(".turn").count() == 0
    reader.keyboard.press("Enter")
    expect(wait_for_reply(reader).locator(".prose")).to_contain_text("300 in Writing")


def test_a_browser_without_storage_still_answers(new_page: NewPage, site: str) -> None:
    page = new_page(site, ready=False)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no storage'); } })")
    page.reload()
    expect(ask(page, QUESTION).locator(".prose")).to_contain_text("300 in Writing")
