"""Opening what an answer rests on, and browsing the corpus."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.talk import ask

OET = "Which OET Writing score does ECFMG want?"
QUOTE = "ECFMG Pathway applicants need at least 300 in Writing of OET Medicine for the 2026 Pathways."


def test_a_marker_opens_the_source_with_quote_date_and_the_rule_it_replaced(page: Page, screenshots: Path) -> None:
    turn = ask(page, OET)
    turn.locator(".prose .marker").first.click()
    panel = page.get_by_role("complementary", name="Source")
    expect(panel.get_by_role("heading", level=2)).to_contain_text("OET Medicine scores for ECFMG certification")
    expect(panel.get_by_role("heading", level=2)).to_be_focused()
    expect(panel.locator("mark")).to_have_text(QUOTE)
    expect(panel.locator(".facts")).to_contain_text("October 1, 2026")
    expect(panel.locator(".badges")).to_contain_text("Official page")
    expect(panel.locator(".replaced")).to_contain_text("until the end of 2022")
    expect(panel.get_by_role("link", name="Open the live page")).to_have_attribute(
        "href", "https://www.ecfmg.org/certification/oet/"
    )
    chat, source = page.locator(".talk").bounding_box(), panel.bounding_box()
    assert chat is not None
    assert source is not None
    assert source["x"] >= chat["x"] + chat["width"] - 1  # beside the chat, not over it
    page.screenshot(path=screenshots / "open-source.png")


def test_back_closes_the_source_and_forward_opens_it_again(page: Page) -> None:
    turn = ask(page, OET)
    turn.locator(".prose .marker").first.click()
    expect(page.locator("#source-panel")).to_be_visible()
    page.go_back()
    expect(page.locator("#source-panel")).to_have_count(0)
    expect(turn.locator(".prose .marker").first).to_be_focused()
    page.go_forward()
    expect(page.locator("#source-panel mark")).to_have_text(QUOTE)


def test_a_reload_keeps_the_conversation_and_the_open_source(page: Page) -> None:
    turn = ask(page, OET)
    turn.locator(".prose .marker").first.click()
    page.reload()
    expect(page.locator("#source-panel mark")).to_have_text(QUOTE)
    expect(page.locator(".turn .prose")).to_contain_text("300 in Writing")


def test_on_a_phone_the_source_opens_below_the_answer(new_page: NewPage, site: str, screenshots: Path) -> None:
    page = new_page(site, viewport={"width": 360, "height": 740}, device_scale_factor=2, has_touch=True)
    turn = ask(page, OET)
    turn.locator(".prose .marker").first.tap()
    expect(page.locator("#source-panel mark")).to_be_visible()
    # Both measured at once: the page may still be scrolling.
    gap = turn.evaluate(
        "turn => turn.querySelector('#source-panel').getBoundingClientRect().top"
        " - turn.querySelector('.answer').getBoundingClientRect().bottom"
    )
    assert gap >= 0
    page.screenshot(path=screenshots / "phone-source.png")


def test_sources_are_filtered_by_field_standing_and_words(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/sources", ready=False)
    expect(page.locator(".count")).to_have_text("4 documents")
    page.get_by_label("Field").select_option("ecfmg")
    page.get_by_label("Standing").select_option("superseded")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("field=ecfmg&standing=superseded"))
    expect(page.locator(".documents a")).to_have_text(["OET Medicine scores for ECFMG certification until 2022"])
    page.go_back()
    page.get_by_label("Words").fill("three-digit score")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".documents a")).to_have_text(["USMLE Step 1 is reported as pass or fail"])


def test_a_replaced_document_names_the_one_that_holds_now(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/sources/ecfmg/oet-scores-until-2022", ready=False)
    expect(page.locator(".notice-superseded")).to_contain_text("This rule has been replaced")
    page.locator(".notice-superseded a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("OET Medicine scores for ECFMG certification")
    expect(page.get_by_role("heading", name="What this replaced")).to_be_visible()


def test_changes_are_listed_newest_first_and_filtered_by_date(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/changes", ready=False)
    expect(page.locator(".changes time").first).to_have_text("January 1, 2023")
    everything = page.locator(".changes > li").count()
    page.get_by_label("Only since").fill("2022-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("Only since")).to_have_value("2022-06-01")
    assert 0 < page.locator(".changes > li").count() < everything


def test_an_unknown_address_says_so_and_leads_on(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/sources/ecfmg/no-such-page", ready=False, expect=("status of 404",))
    expect(page.get_by_role("heading", level=1)).to_have_text("This page does not exist")
    expect(page.get_by_role("link", name="Browse the sources")).to_be_visible()


def test_about_tells_how_answers_are_made_and_how_to_report(new_page: NewPage, site: str) -> None:
    page = new_page(f"{site}/about", ready=False)
    for heading in ("How an answer is made", "What it cannot do", "Measured quality", "Privacy", "Found an error?"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("pre")).to_contain_text(f'Client("{site}")')
