"""Posts of any shape become comments whose parents are true."""

import random
import time

import pytest

from models.document.platforms.thread import Post, comments, nested, when


def post(key: str, parent: str | None = None, at: int | None = None, shown: bool = True) -> Post:
    """A post that says its own key."""
    return Post(key, parent, "Ann", key, when(at), shown=shown)


def tree(*posts: Post) -> list[tuple[str, str | None]]:
    """(what it says, what the comment it answers says) of each comment."""
    found = comments(posts, 1_000_000)
    said = {comment.id: comment.text for comment in found}
    return [(c.text, said[c.parent_id] if c.parent_id else None) for c in found]


def test_replies_stand_under_what_they_answer() -> None:
    """The order is that of the tree, oldest first among those that answer one post."""
    posts = (post("b", at=200), post("a2", "a", 400), post("a", at=100), post("a1", "a", 300))
    assert tree(*posts) == [("a", None), ("a1", "a"), ("a2", "a"), ("b", None)]


def test_a_post_without_a_date_keeps_its_place() -> None:
    """It stays behind the one before it."""
    assert [text for text, _ in tree(post("c", at=300), post("d"), post("a", at=100))] == [
        "a",
        "c",
        "d",
    ]


def test_replies_to_what_is_left_out_go_to_the_nearest_kept() -> None:
    """Two removed posts between a comment and its answer leave both."""
    posts = (post("a"), post("b", "a", shown=False), post("c", "b", shown=False), post("d", "c"))
    assert tree(*posts) == [("a", None), ("d", "a")]


def test_a_post_without_words_is_left_out() -> None:
    """A picture alone is no comment."""
    assert tree(Post("a", None, "Ann", ""), post("b", "a")) == [("b", None)]


def test_orphans_stand_at_the_top() -> None:
    """A parent that is not there is none."""
    assert tree(post("b", "gone", 200), post("a", at=100)) == [("a", None), ("b", None)]


def test_a_circle_is_opened_at_its_first_post() -> None:
    """Posts that answer each other, or themselves, are all kept once."""
    posts = (post("a", "b"), post("b", "a"), post("c", "c"), post("d", "b"))
    assert tree(*posts) == [("c", None), ("a", None), ("b", "a"), ("d", "b")]


def test_the_first_of_two_posts_with_one_id_counts() -> None:
    """The pages of a growing list overlap."""
    twice = comments([post("a"), Post("a", None, "Bo", "other")], 10)
    assert [comment.text for comment in twice] == ["a"]


def test_no_more_comments_than_the_cap() -> None:
    """The first in reading order stay."""
    assert len(comments((post(str(n)) for n in range(50)), 7)) == 7


def test_twenty_thousand_shuffled_posts_take_no_time() -> None:
    """Also where each answers the one before it: nothing here calls itself."""
    posts = [post(f"p{n}", f"p{n - 1}", n + 1) for n in range(20_000)]
    random.Random(4).shuffle(posts)
    before = time.perf_counter()
    found = comments(posts, 30_000)
    assert time.perf_counter() - before < 2
    assert [c.parent_id for c in found] == [None, *(f"c{n + 1}" for n in range(19_999))]


def test_nested_rows_are_walked_at_any_depth() -> None:
    """A hundred thousand rows inside each other are no deeper than ten."""
    row: dict[str, object] = {"n": 0}
    for n in range(1, 100_000):
        row = {"n": n, "in": [row]}
    assert sum(1 for _ in nested([row], lambda each: each.get("in", []))) == 100_000


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00+00:00"),
        ("2024-05-01T10:00:00.123456789+02:00", "2024-05-01T10:00:00+02:00"),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:00"),
        ("2024-05-01 10:00:00", "2024-05-01T10:00:00"),
        (1700000000, "2023-11-14T22:13:20+00:00"),
        ("1700000000", "2023-11-14T22:13:20+00:00"),
        (1700000000.9, "2023-11-14T22:13:20+00:00"),
        ("0000-00-00T00:00:00", None),
        ("9999-12-31T23:59:59-23:00", None),
        ("yesterday", None),
        (10**30, None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
        ({}, None),
    ],
)
def test_moments_are_told_in_one_form(told: object, read: str | None) -> None:
    """ISO 8601 with the offset that was given; what is no moment is None."""
    assert when(told) == read


def test_a_place_that_writes_utc_says_so() -> None:
    """Only then does a moment without an offset get one."""
    assert when("2024-05-01T10:00:00", utc=True) == "2024-05-01T10:00:00+00:00"
