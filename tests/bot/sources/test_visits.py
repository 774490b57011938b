"""A digest says that its page changed since the guild's last one."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.sources.visits import compared, state
from config.database import opened
from config.migrate import migrate
from config.store import Store
from models.types import Article, Comment, Digest, Document, Note, Summary

NOW = datetime(2030, 1, 2, tzinfo=UTC)
URL = "https://example.org/a"
COMMENTS = (Comment("c1", "Anna", "Yes."), Comment("c2", "Bram", "No."))
DOCUMENT = Document(Article("Title", paragraphs=("One.", "Two.")), COMMENTS)
MORE = replace(DOCUMENT, comments=(*COMMENTS, Comment("c3", None, "Perhaps.")))
EDITED = replace(DOCUMENT, article=Article("Title", paragraphs=("One.", "Three.")))


@pytest.fixture
def notes(tmp_path: Path):
    """The notes of digests of one page, in turn, each for a guild."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'kept.sqlite3'}"
    migrate(url)

    def notes(*digested: tuple[int, Document], links: tuple[str, ...] = (URL,) * 9):
        async def run() -> list[tuple[Note, ...]]:
            async with opened(url) as engine:
                store = Store(engine)
                return [
                    (await compared(Digest(each, Summary()), link, guild, store, NOW)).notes
                    for (guild, each), link in zip(digested, links, strict=False)
                ]

        return asyncio.run(run())

    return notes


def test_the_first_digest_and_an_unchanged_page_have_no_note(notes) -> None:
    """Whatever the order of its comments."""
    turned = replace(DOCUMENT, comments=COMMENTS[::-1])
    assert notes((1, DOCUMENT), (1, DOCUMENT), (1, turned)) == [(), (), ()]


@pytest.mark.parametrize(("later", "count"), [(MORE, 3), (EDITED, 2)])
def test_a_page_that_changed_has_one(notes, later: Document, count: int) -> None:
    """With the number of comments then and now; the next one is compared to this."""
    note = Note("updated", (("before", 2), ("now", count)))
    assert notes((1, DOCUMENT), (1, later), (1, later)) == [(), (note,), ()]


def test_guilds_learn_nothing_of_one_another(notes) -> None:
    """What another guild read is its own business."""
    assert notes((1, DOCUMENT), (2, MORE)) == [(), ()]


def test_links_to_one_page_that_differ_in_their_fragment_are_one(notes) -> None:
    """A fragment is never sent."""
    found = notes((1, DOCUMENT), (1, MORE), links=(URL, URL + "#c3"))
    assert [len(each) for each in found] == [0, 1]


def test_a_state_is_of_what_is_read() -> None:
    """Dates and votes come and go without the page being another."""
    dated = replace(DOCUMENT, comments=(replace(COMMENTS[0], votes=3), COMMENTS[1]))
    assert state(dated) == state(DOCUMENT) != state(MORE)
