"""Whatever people or documents write stays text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant import Assistant, Settings
from tests.browser.conftest import NewPage, Serve
from tests.browser.talk import ask

ATTACKS = (
    "<script>window.owned = 1</script> Which OET scores do I need?",
    '<img src=x onerror="window.owned = 1"> Which OET scores do I need?',
    '"><svg/onload=window.owned=1> Which OET scores do I need?',
    "[click](javascript:window.owned=1) ![x](https://evil.example/p.png) Which OET scores do I need?",
    "${window.owned = 1} {{ 7*7 }} {% raw %} Which OET scores do I need?",
)

STATEMENT = (
    "- Zanzibar certificates <img src=x onerror=window.owned=1> are ![remote](https://evil.example/p.png) and "
    "[cheap](https://evil.example/buy) or [odd](javascript:window.owned=1)."
)
POISON = f"""---
id: ecfmg/poisoned
title: Poisoned <img src=x onerror="window.owned=1"> title
publisher: "ECFMG <script>window.owned=1</script>"
url: https://www.ecfmg.org/poisoned
authority: official
as_of: 2026-10-01
review_by: 2027-10-01
season: null
standing: current
supersedes: []
topics: [poison]
---
## Heading <svg onload=window.owned=1>
{STATEMENT}
  - ? What are Zanzibar certificates?
  - ? Are Zanzibar certificates cheap?
  - ? zanzibar certificate
"""


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_question_with_markup_is_shown_as_it_was_written(page: Page, attack: str) -> None:
    turn = ask(page, attack)
    expect(turn.get_by_role("heading", level=2)).to_have_text(attack)
    page.reload()
    expect(page.locator(".turn h2.question")).to_have_text(attack)
    assert page.evaluate("window.owned") is None
    assert page.locator(".turn img, .turn script, .turn svg").count() == 0


def test_a_poisoned_document_stays_text_in_answer_panel_and_catalogue(
    new_page: NewPage, serve_assistant: Serve, small_assistant: Assistant, tmp_path: Path
) -> None:
    corpus = Path(shutil.copytree(small_assistant.settings.corpus_dir, tmp_path / "corpus"))
    (corpus / "ecfmg/poisoned.md").write_text(POISON, encoding="utf-8")
    data = Path(shutil.copytree(small_assistant.settings.data_dir, tmp_path / "data"))
    address = serve_assistant(Assistant(Settings(corpus_dir=corpus, data_dir=data, quiet=True)))
    page = new_page(address)
    turn = ask(page, "What are Zanzibar certificates?")
    expect(turn.locator(".prose")).to_contain_text("<img src=x onerror=window.owned=1>")
    expect(turn.locator(".prose")).to_contain_text("cheap (https://evil.example/buy)")
    turn.locator(".prose .marker").first.click()
    expect(page.locator("#source-panel h2")).to_contain_text("Poisoned <img src=x")
    for view in ("/sources", "/sources/ecfmg/poisoned", "/"):
        page.goto(address + view)
        assert page.evaluate("window.owned") is None
        assert page.locator("main img, main script").count() == 0
        assert page.locator('a[href*="evil.example"], a[href^="javascript"]').count() == 0


def test_markup_in_the_situation_and_in_feedback_stays_text(page: Page) -> None:
    attack = '<img src=x onerror="window.owned=1">'
    page.get_by_role("button", name="Your situation").click()
    page.get_by_label("Country of your medical school").fill(attack)
    page.get_by_role("button", name="Use this").click()
    expect(page.locator("#situation-words")).to_have_text(f"Country of your medical school: {attack}")
    turn = ask(page, "Which OET scores do I need?")
    expect(turn.locator(".asked-with")).to_have_text(f"Asked with: Country of your medical school: {attack}")
    turn.get_by_role("button", name="wrong or outdated").click()
    page.get_by_label("What is right, and where is it written?").fill(attack)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("#report-result")).to_contain_text("Thank you")
    assert page.evaluate("window.owned") is None


def test_what_was_tampered_with_in_the_browser_cannot_run_scripts(new_page: NewPage, site: str) -> None:
    page = new_page(site, expect=("Content Security Policy",))
    ask(page, "Which OET scores do I need?")
    page.evaluate(
        """() => {
          const key = "ecfmg-assistant.conversation";
          const kept = JSON.parse(localStorage.getItem(key));
          kept.turns[0].answer.html = '<b>kept</b><img src="data:," onerror="window.owned=1">';
          localStorage.setItem(key, JSON.stringify(kept));
        }"""
    )
    with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
        page.reload()
    assert page.evaluate("window.owned") is None


def test_the_door_serves_nothing_of_gradio_that_the_page_does_not_use(page: Page, site: str) -> None:
    for path in ("/gradio_api/upload", "/gradio_api/file=/etc/passwd", "/monitoring", "/gradio_api/runs", "/login"):
        assert page.request.get(site + path).status == 404
    assert page.request.post(f"{site}/gradio_api/call/ask", data="x" * 300_000).status == 413
