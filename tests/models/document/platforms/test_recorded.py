"""Every platform's recorded answers are asked for and read to the last comment."""

import pytest

from models.document import platforms
from tests.models.document.platforms import recorded


@pytest.mark.parametrize("name", recorded.NAMES)
def test_every_recorded_answer_is_asked_for(name: str) -> None:
    """The platform asks for what was recorded, and for nothing else that answers."""
    told = recorded.recording(name)
    page = recorded.fetched(told)
    assert {feed.url for feed in page.feeds} == {answer["url"] for answer in told["answers"]}


@pytest.mark.parametrize("name", recorded.NAMES)
def test_recorded_comments_are_read(name: str) -> None:
    """Authors, parents, dates, words and votes are those of the place, in the tree's order."""
    told = recorded.recording(name)
    found = platforms.read(recorded.fetched(told))
    read = [[c.author, c.parent_id, c.published, c.text, c.votes] for c in found.comments]
    assert read == told["expected"]["comments"]
    assert [c.id for c in found.comments] == [f"c{n + 1}" for n in range(len(read))]


@pytest.mark.parametrize("name", recorded.NAMES)
def test_recorded_totals_and_openings_are_read(name: str) -> None:
    """The source's own count, the opening post and the page that a thread is about are told."""
    told = recorded.recording(name)
    page = recorded.fetched(told)
    found, expected = platforms.read(page), told["expected"]
    article = found.article
    assert (found.total, found.linked) == (expected["total"], expected.get("linked"))
    assert platforms.linked(page) == expected.get("linked")
    assert (article.title if article else None) == expected.get("title")
    if "paragraphs" in expected:
        assert article is not None
        assert list(article.paragraphs) == expected["paragraphs"]
