"""The page's address is one link, or it is not shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.address import address


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a/b?c=d_e&f#g", "https://example.org/a/b?c=d_e&f#g"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("https://EXAMPLE.org/a b", "https://example.org/a%20b"),
        ("https://example.org/a(b)", "https://example.org/a%28b%29"),
        ("https://example.org/a>)**x**", "https://example.org/a%3E%29%2A%2Ax%2A%2A"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/%E4%BD%A0", "https://example.org/%E4%BD%A0"),
    ],
)
def test_an_address_stays_the_same_page(url: str, shown: str) -> None:
    """What could end the link is encoded, the rest is as it was."""
    assert address(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "example.org",
        "javascript:alert(1)",
        "ftp://example.org",
        "https://",
        "https://user:word@example.org",
        "https://discord.gg/abc",
        "https://discord。gg/abc",
        "https://ptb.discord.com/invite/abc",
        "https://exa mple.org",
        "https://[::1",
        "https://example.org:99999/",
        "https://example.org/" + "a" * 600,
    ],
)
def test_what_is_no_page_is_not_shown(url: str | None) -> None:
    """Other schemes, passwords, invitations and addresses longer than a message bears."""
    assert address(url) is None


@given(st.text(max_size=40))
def test_no_address_ends_its_link(tail: str) -> None:
    """Nothing of what an address may hold is left to markdown."""
    shown = address(f"https://example.org/{tail}") or ""
    assert shown.isascii()
    assert not set(shown) & set("()<>[]*`~|\\\"' ")
