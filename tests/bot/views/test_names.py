"""Names off means that no commenter is named, and nothing else changes."""

from bot.views.names import without_names
from tests.bot.views.samples import written

DIGEST = written(("Keep it, Ada is right.", "No."), author="Ada")


def test_commenters_lose_their_names() -> None:
    """Every author is gone."""
    hidden = without_names(DIGEST)
    assert {comment.author for comment in hidden.document.comments} == {None}


def test_the_author_and_the_words_of_the_source_stay() -> None:
    """A name inside a quotation is the source's word, and the article's author signed it."""
    hidden = without_names(DIGEST)
    assert hidden.document.article == DIGEST.document.article
    assert [c.text for c in hidden.document.comments] == [c.text for c in DIGEST.document.comments]
    assert hidden.positions == DIGEST.positions
