"""Who is read first, and what happens when time is up."""

from models.stance.reading import CHUNK, name_reply, people_first, read_replies, read_sides
from models.types import Claim, Comment, ReplyLabel, ReplyScores
from tests import fakes

CLAIM = Claim("k1", "The market should stay")


def comment(number: int, author: str | None = None, parent: int | None = None) -> Comment:
    """A comment that says which it is."""
    parent_id = f"c{parent}" if parent else None
    return Comment(f"c{number}", author, f"yes {number}", parent_id=parent_id)


def test_first_comments_go_before_second_ones() -> None:
    """With room for two, two people are heard and not one twice."""
    thread = [comment(1, "Ada"), comment(2, "Ada"), comment(3, "Boris")]
    assert [c.id for c in people_first(thread, 2)] == ["c1", "c3"]


def test_nameless_comments_are_people_of_their_own() -> None:
    """Nobody's comments are not all one person's."""
    thread = [comment(1, "Guest"), comment(2, "Guest"), comment(3, "Ada")]
    assert [c.id for c in people_first(thread, 2)] == ["c1", "c2"]


def test_one_name_in_two_spellings_is_one_person() -> None:
    """People are told apart as positions tell them apart."""
    thread = [comment(1, "Ada"), comment(2, "@ada"), comment(3, "Boris")]
    assert [c.id for c in people_first(thread, 2)] == ["c1", "c3"]


def test_page_order_is_kept() -> None:
    """What is read is read as it stands on the page."""
    thread = [comment(1, "Ada"), comment(2, "Ada"), comment(3, "Boris")]
    assert [c.id for c in people_first(thread, 3)] == ["c1", "c2", "c3"]


def test_what_time_does_not_allow_is_missing() -> None:
    """Whole chunks are read until the time is up."""
    looks = iter([False, True])
    thread = [comment(n) for n in range(1, 2 * CHUNK + 1)]
    scores = read_sides(fakes.WordStance(), CLAIM, thread, lambda: next(looks), _silent)
    assert list(scores) == [f"c{n}" for n in range(1, CHUNK + 1)]


def test_only_answers_to_something_known_are_read() -> None:
    """A reply is read with the text that it answers."""
    replies = fakes.WordReplies()
    read_replies(replies, [comment(1), comment(2, parent=1)], {"c1": "no"}, lambda: False, _silent)
    assert replies.pairs == [("no", "yes 2")]


def test_an_unsure_reply_is_unclear() -> None:
    """A label needs half of the probability."""
    scores = ReplyScores(agree=0.4, disagree=0.3, neutral=0.3)
    reply = name_reply(comment(2, parent=1), scores)
    assert (reply.label, reply.confidence, reply.scores) == (ReplyLabel.UNCLEAR, 0.4, scores)


def test_an_unread_reply_is_unclear() -> None:
    """Whom it answers is known all the same."""
    assert name_reply(comment(2, parent=1), None).label is ReplyLabel.UNCLEAR


def _silent(done: int, total: int) -> None:
    """Progress for nobody."""
