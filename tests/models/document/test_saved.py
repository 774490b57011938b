"""Comments in JSON: the export's shape and plain lists; all else is one sentence."""

import json

import pytest

from models.document.saved import read, write
from models.errors import DocumentError
from models.types import Article, Comment

EXPORT = {
    "title": "Cash only",
    "url": "https://example.org/ferry",
    "article": {
        "title": "Cash only",
        "author": "C. Halloway",
        "published": "2023-05-08",
        "paragraphs": ["The ferry takes cash again.", "The reader stops half way across."],
    },
    "comments": [
        {"id": "c1", "author": "Ann", "published": "2023-05-09T07:16", "text": "Good.",
         "parent_id": None},
        {"id": "c2", "author": None, "published": None, "text": "Bad.", "parent_id": "c1"},
    ],
    "summary": {"gist": None, "points": []},
}  # fmt: skip


def test_an_export_is_read_back() -> None:
    """Article, authors, dates and who answers whom."""
    document = read(json.dumps(EXPORT))
    article = document.article
    assert (article.title, article.author, article.published, article.url) == (
        "Cash only", "C. Halloway", "2023-05-08", "https://example.org/ferry",
    )  # fmt: skip
    assert [(c.author, c.published, c.parent_id) for c in document.comments] == [
        ("Ann", "2023-05-09T07:16", None),
        (None, None, "c1"),
    ]


def test_what_is_written_is_read_back() -> None:
    """Every field of article and comments, indented lines and all."""
    article = Article("T", "A", "2023-05-08", "https://example.org", paragraphs=("One two.", "x"))
    comments = (
        Comment("c1", "Ann", "  code\n\nword", "2023-05-08T10:00", "May 8, 10 am", None, 3),
        Comment("c2", "Ben", "", None, "2 days ago", "c1"),
    )
    document = read(write(article, comments))
    assert (document.article, document.comments) == (article, comments)


@pytest.mark.parametrize(
    "value",
    [
        [{"author": "Ann", "text": "Good."}, {"name": "Ben", "body": "Bad.", "reply_to": 0}],
        {"comments": [{"user": "Ann", "content": "Good."}, {"author": "Ben", "text": "Bad."}]},
        [{"author": "Ann", "text": "Good.", "replies": [{"author": "Ben", "text": "Bad."}]}],
    ],
)
def test_a_plain_list_of_comments_is_read(value: object) -> None:
    """Under the names that such lists usually have."""
    assert [(c.author, c.text) for c in read(json.dumps(value)).comments] == [
        ("Ann", "Good."),
        ("Ben", "Bad."),
    ]


def test_answers_are_known_by_nesting_and_by_id() -> None:
    """Numbers and texts are the same id; an id that nobody has is none."""
    rows = [
        {"id": 7, "text": "a", "children": [{"id": 8, "text": "b"}]},
        {"id": 9, "text": "c", "parent_id": "8"},
        {"id": 10, "text": "d", "parent_id": 11},
    ]
    assert [c.parent_id for c in read(json.dumps(rows)).comments] == [None, "c1", "c2", None]


def test_replies_in_a_circle_are_cut() -> None:
    """Following parents always ends."""
    rows = [{"id": n, "text": "x", "parent_id": (n + 1) % 3} for n in range(3)]
    links = {c.id: c.parent_id for c in read(json.dumps(rows)).comments}
    at, steps = "c1", 0
    while (above := links[at]) is not None and steps < 5:
        at, steps = above, steps + 1
    assert steps < 5


def test_the_answers_of_an_empty_comment_go_up() -> None:
    """A row that says nothing and is nobody's is left out."""
    rows = [{"text": "a", "replies": [{"text": "", "replies": [{"text": "b"}]}]}]
    assert [c.parent_id for c in read(json.dumps(rows)).comments] == [None, "c1"]


@pytest.mark.parametrize("text", ["{", "", "nul", "[" * 100_000, '{"a":' * 100_000, "1" * 100_000])
def test_what_is_no_json_is_said(text: str) -> None:
    """Also where it is only too deep, or a number too long."""
    with pytest.raises(DocumentError, match="JSON"):
        read(text)


@pytest.mark.parametrize(
    "text", ["[]", "{}", "3", "null", '"x"', "[1]", '{"comments": 3}', '[["x"]]', '[{"a": "b"}]']
)
def test_other_shapes_are_refused(text: str) -> None:
    """In one sentence, and never by a crash."""
    with pytest.raises(DocumentError, match="neither"):
        read(text)


@pytest.mark.parametrize(
    "row",
    [
        {"text": "x", "author": {"name": "Ann"}, "published": [1], "parent_id": {}, "votes": "3"},
        {"text": "x", "author": "A" * 10_000, "votes": 10**30, "id": True, "date": 10**30},
        {"text": "\ud800 x\0\u202e", "author": "\ud800"},
    ],
)
def test_odd_values_are_left_out(row: dict[str, object]) -> None:
    """A field of another type is as good as missing; text is cleaned."""
    document = read(json.dumps([row]))
    assert document.comments[0].text.encode().strip(b"? ") == b"x"
