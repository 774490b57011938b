"""What WordPress puts between comments is told from them, and quotations stay marked."""

import pytest

from models.document.fragment import text_of
from models.document.web import page as web
from models.types import Comment, Page
from tests.models.document.markup.layouts import page


def one(number: int, text: str, kind: str = "comment", inner: str = "", more: str = "") -> str:
    """One entry of a list of comments; ``inner`` are its answers, ``more`` stands below it."""
    return (
        f'<li class="{kind} depth-1" id="comment-{number}"><div id="div-comment-{number}" '
        f'class="comment-body"><div class="comment-author vcard"><cite class="fn">Ann {number}'
        '</cite> <span class="says">says:</span></div><div class="comment-meta commentmetadata">'
        f'<a href="https://gazette.example/a/#comment-{number}">March {number % 27 + 1}, 2021 at '
        f"9:10 am</a></div>{text}{more}</div>{inner}</li>"
    )


def comments(*entries: str) -> tuple[Comment, ...]:
    """The comments of a page with these entries."""
    section = f'<h3 id="comments">Comments</h3><ol class="commentlist">{"".join(entries)}</ol>'
    return web.read(Page(page(section), "text/html", "https://gazette.example/a/")).comments


@pytest.mark.parametrize("kind", ["pingback", "trackback"])
def test_a_ping_that_looks_like_a_comment_is_none(kind: str) -> None:
    """Its list entry says what it is, the body inside says "comment"."""
    found = comments(one(1, "<p>Yes.</p>"), one(2, "<p>[…] as he said […]</p>", kind))
    assert [c.text for c in found] == ["Yes."]


def test_who_answers_a_ping_is_heard() -> None:
    """The answer stands alone."""
    answer = f'<ul class="children">{one(2, "<p>Thanks for the link.</p>")}</ul>'
    found = comments(one(1, "<p>[…] so […]</p>", "pingback", answer), one(3, "<p>No.</p>"))
    assert [(c.text, c.parent_id) for c in found] == [("Thanks for the link.", None), ("No.", None)]


@pytest.mark.parametrize(
    "text",
    [
        "<blockquote><p>Not so.</p></blockquote><p>It is.</p>",
        "<p>First.</p><blockquote><p>One</p><blockquote>Two</blockquote>Three</blockquote>Last.",
    ],
)
def test_quotations_read_as_from_an_interface(text: str) -> None:
    """Each quoted line starts with ">"."""
    rows = [row for row in text_of(text).split("\n") if row]
    assert comments(one(1, text), one(2, "<p>No.</p>"))[0].text.split("\n") == rows


def _button(number: int, href: str = "") -> str:
    at = href or f'" data-commentid="{number}'
    return f'<div class="reply"><a class="comment-reply-link" href="{at}">Reply</a></div>'


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ('<p><a href="#comment-2">@Ann 2</a> No.</p>', _button(9)),
        ("<p>No.</p>", '<p>In reply to <a href="/a/#comment-2">Ann 2</a>.</p>'),
        ("<p>No.</p>", '<p><span></span>In reply to <a href="/a/#comment-2">Ann 2</a>.</p>'),
        ("<p>No.</p>", _button(2)),
        ("<p>No.</p>", _button(0, "/a/?replytocom=2#respond")),
    ],
)
def test_an_answer_that_is_not_nested_names_what_it_answers(text: str, more: str) -> None:
    """By a mention, by "in reply to", or by the comment that its button lets people answer."""
    found = comments(
        one(1, "<p>Yes.</p>", more=_button(1)),
        one(2, "<p>Perhaps.</p>", more=_button(2)),
        one(9, text, more=more),
    )
    assert [c.parent_id for c in found] == [None, None, "c2"]


def test_buttons_below_a_comment_are_its_own() -> None:
    """Nobody answers anybody here."""
    found = comments(*(one(n, "<p>No.</p>", more=_button(n)) for n in (1, 2, 3)))
    assert [c.parent_id for c in found] == [None, None, None]


def test_a_mention_names_the_parent_below_the_deepest_list() -> None:
    """There the list nests no further, whoever answers whom."""
    mention = '<p><a href="https://gazette.example/a/#comment-2">@Ann 2</a> Never.</p>'
    inner = one(2, "<p>No.</p>") + one(3, mention)
    found = comments(one(1, "<p>Yes.</p>", inner=f'<ul class="children">{inner}</ul>'))
    assert [c.parent_id for c in found] == [None, "c1", "c2"]
