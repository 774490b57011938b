"""A digest of a link says where its comments are from, and what is missing of them."""

import pytest

from models.document.platforms import PLATFORMS
from models.document.sources import NAMES, further, notes
from models.document.web import tree
from models.types import Note, Page

PAGE = Page("<p>x", "text/html", "https://example.org/a")


def test_every_place_has_a_name_for_readers() -> None:
    """As they know it."""
    assert set(NAMES) == {platform.NAME for platform in PLATFORMS}


@pytest.mark.parametrize(
    ("source", "total", "part", "name", "values"),
    [
        ("isso", 12, False, "from_place", {"source": "Isso", "kept": 9, "total": 12}),
        ("isso", None, False, "from_place", {"source": "Isso", "kept": 9, "total": 9}),
        ("isso", 3, False, "from_place", {"source": "Isso", "kept": 9, "total": 9}),
        ("page", 40, True, "from_page_part", {"kept": 9, "total": 40}),
        ("page", None, True, "from_page_first", {"kept": 9}),
        ("page", 40, False, "from_page", {"kept": 9}),
        ("schema", None, False, "from_page", {"kept": 9}),
    ],
)
def test_a_source_is_named(
    source: str, total: int | None, part: bool, name: str, values: dict[str, int | str]
) -> None:
    """With the number of its comments, and of those that were not read where that is known."""
    assert notes(PAGE, source, 9, total, part) == (Note(name, tuple(values.items())),)


@pytest.mark.parametrize(
    ("failed", "expected"),
    [
        (("wordpress", "401"), Note("place_failed", (("source", "WordPress"),))),
        (("disqus", "time"), Note("place_limit", (("source", "Disqus"),))),
        (("disqus", "limit"), Note("place_limit", (("source", "Disqus"),))),
        (("linked", "page_gone"), Note("linked_failed")),
    ],
)
def test_a_failure_is_named(failed: tuple[str, str], expected: Note) -> None:
    """After where the comments are from instead, if there are any."""
    assert notes(Page("", failed=(failed,)), "", 0) == (expected,)


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<h2 class="comments-title">240 responses to X</h2><a href="/a/comment-page-2/">Older</a>',
         (True, 240)),
        ('<h3 id="comments">1,204 thoughts</h3><a href="/?p=1&cpage=3#comments">x</a>',
         (True, 1204)),
        ('<h2 class="comments-title">One response</h2><a href="/a/comment-page-1/#comment-7">1</a>',
         (False, None)),
        ('<h2>12 ways to live</h2><!-- /comment-page-2 --><a href="/comment-page">x</a>',
         (False, None)),
    ],
)  # fmt: skip
def test_further_pages_of_comments_are_seen(markup: str, expected: tuple[bool, int | None]) -> None:
    """A link to one comment is none."""
    assert further(tree.parse(f"<html><body>{markup}</body></html>")) == expected
