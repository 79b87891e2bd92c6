"""Markdown that can be put into a page as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.markdown import SafeMarkdown, hosts_of

MARKDOWN = SafeMarkdown({"www.ecfmg.org"})


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It ended. [1][2]", "<p>It ended. {1}{2}</p>"),
        ("No source [3] here.", "<p>No source [3] here.</p>"),
        ("**2. Step 1**", '<h3 class="part">2. Step 1</h3>'),
        ("**Do you hold a licence?**", "<p><strong>Do you hold a licence?</strong></p>"),
        ("# Title", "<h3>Title</h3>"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>"),
        ("![map](https://www.ecfmg.org/m.png)", "<p>[map]</p>"),
        ("[buy](https://evil.example/x)", "<p>buy (https://evil.example/x)</p>"),
        ("[go](javascript:alert(1))", "<p>[go](javascript:alert(1))</p>"),
        ("[[1]](https://evil.example)", "<p>{1} (https://evil.example)</p>"),
        (
            "[page [1]](https://www.ecfmg.org/a)",
            '<p><a href="https://www.ecfmg.org/a" rel="noopener noreferrer" target="_blank">page [1]</a></p>',
        ),
    ],
)
def test_text_becomes_html(text: str, html: str) -> None:
    for number in (1, 2):
        attributes = f'class="marker" href="#source-{number}" data-source="{number}" aria-label="Source {number}"'
        html = html.replace(f"{{{number}}}", f"<a {attributes}>{number}</a>")
    assert MARKDOWN.to_html(text, markers={1, 2}).strip() == html


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://www.ecfmg.org/oet", True),
        ("https://WWW.ECFMG.org", True),
        ("https://www.ecfmg.org.evil.example/", False),
        ("https://www.ecfmg.org@evil.example/", False),
        ("https://user@www.ecfmg.org/", False),
        ("//www.ecfmg.org/", False),
        ("data:text/html,x", False),
        ("tel:+1 800 273 8255", True),
        ("tel:javascript", False),
        ("https://[", False),
    ],
)
def test_a_link_needs_a_known_host(url: str, allowed: bool) -> None:
    assert MARKDOWN.allows(url) is allowed


@given(st.text(max_size=200))
def test_no_text_ever_brings_an_element_of_its_own(text: str) -> None:
    html = MARKDOWN.to_html(text + "<script>x</script><img src=x>", markers={1})
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html or 'href="javascript:' not in html


def test_hosts_are_taken_from_web_addresses_only() -> None:
    assert hosts_of(["https://a.org/x", "mailto:me@b.org", "http://c.org:80/"]) == {"a.org", "c.org"}
