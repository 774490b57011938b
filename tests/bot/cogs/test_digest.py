"""From a source to its digest, through the real client."""

from typing import Any

import pytest

from bot.jobs.queue import DigestTask
from tests.bot.cogs.stage import (
    ANN,
    ARTICLE,
    BOB,
    COMMENTS,
    DIRECT,
    GENERAL,
    GROUP,
    GUEST,
    HOME,
    PAGE,
    THREAD,
    Place,
    Stage,
)
from tests.discord_double import Exchange

QUOTED = "keep its Saturday market"


def page(stage: Stage) -> Any:
    """What the queue was last given to digest."""
    task = stage.queue.tasks[-1]
    assert isinstance(task, DigestTask)
    return task.page


async def form(stage: Stage, **options: Any) -> Exchange:
    """The form that opens where no source is given."""
    exchange = await stage.slash("digest", options)
    assert exchange.form
    return exchange


async def test_a_pasted_text_becomes_a_private_digest(stage: Stage) -> None:
    """The answer is the asker's alone and quotes the source."""
    message = await stage.digest()
    assert message.private and QUOTED in message.text
    assert "stances.png" in message.names


async def test_it_is_acknowledged_before_anything_else(stage: Stage) -> None:
    """The first request is a deferral, the digest an edit of it."""
    before = len(stage.double.requests)
    exchange = await stage.slash("digest", {"text": PAGE})
    first, *edits = stage.double.requests[before:]
    assert (first.body["type"], exchange.first) == (5, 5)
    assert {edit.method for edit in edits} == {"PATCH"}


@pytest.mark.parametrize("name", ["page.txt", "message.txt", "page.md"])
async def test_a_file_is_read(stage: Stage, name: str) -> None:
    """A text file becomes a digest as pasted text does."""
    file = stage.double.upload(name, PAGE.encode(), "text/plain; charset=utf-8")
    exchange = await stage.slash("digest", {"file": file})
    assert QUOTED in stage.said(exchange)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.pdf", b"%PDF-1.7", "PDF"),
        ("photo.png", b"\x89PNG", "This type of file is not read"),
        ("empty.txt", b"", "The file is empty"),
        ("blank.txt", b" \n \n", "The file is empty"),
        ("data.txt", bytes(range(256)) * 9, "This is not text"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused(
    stage: Stage, name: str, content: bytes, said: str
) -> None:
    """The reason is told to the asker alone, and no button hangs on it."""
    exchange = await stage.slash("digest", {"file": stage.double.upload(name, content)})
    message = stage.shown(exchange)
    assert message is not None and message.private and not message.controls
    assert said in message.text


async def test_a_file_over_the_limit_is_not_fetched(stage: Stage) -> None:
    """Its size is known before it is asked for."""
    file = {**stage.double.upload("page.txt", b"x"), "size": 26_000_000}
    assert "The file is too large" in stage.said(await stage.slash("digest", {"file": file}))


async def test_a_file_that_discord_does_not_hand_over(stage: Stage) -> None:
    """The asker is told to try again."""
    file = stage.double.upload("page.txt", PAGE.encode())
    del stage.double.files[file["id"]]
    exchange = await stage.slash("digest", {"file": file})
    assert "did not hand the file over" in stage.said(exchange)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"text": " \n "}, "Nothing was given"),
        ({"url": "https://example.org/a", "text": PAGE}, "Give one source only"),
    ],
)
async def test_what_is_no_source_is_refused(
    stage: Stage, options: dict[str, str], said: str
) -> None:
    """The refusal is the first and only answer, private and without a button."""
    exchange = await stage.slash("digest", options)
    message = stage.shown(exchange)
    assert message is not None and message.private and not message.controls
    assert said in message.text and not stage.queue.tasks


async def test_without_a_source_a_form_opens(stage: Stage) -> None:
    """Its fields are those of the contract."""
    opened = await form(stage)
    labels = [field["label"] for field in opened.form["components"]]
    assert labels == ["Article", "Comments", "File"]


async def test_the_form_may_hold_the_article_and_the_comments(stage: Stage) -> None:
    """Each box goes its own way into the pipeline."""
    opened = await form(stage)
    exchange = await stage.submit(opened, {"article": ARTICLE, "comments": COMMENTS})
    assert QUOTED in stage.said(exchange)
    assert page(stage).comments == COMMENTS.strip()


async def test_the_form_may_hold_a_file_alone(stage: Stage) -> None:
    """The file is the page."""
    opened = await form(stage)
    file = stage.double.upload("page.txt", PAGE.encode())
    exchange = await stage.submit(opened, {"article": "", "comments": "", "file": file})
    assert QUOTED in stage.said(exchange)


async def test_a_blank_form_is_refused(stage: Stage) -> None:
    """Nothing is asked of the queue."""
    opened = await form(stage)
    exchange = await stage.submit(opened, {"article": " ", "comments": ""})
    assert "The form was empty" in stage.said(exchange)


async def test_what_was_chosen_beside_the_form_holds_for_it(stage: Stage) -> None:
    """The claim and the length survive the form, being asked before it."""
    opened = await form(stage, claim="The market pays", length="gist", private=False)
    exchange = await stage.submit(opened, {"article": PAGE, "comments": ""})
    message = stage.shown(exchange)
    assert message is not None and not message.private and "Shorter" not in message.controls
    assert stage.queue.tasks[-1].options.claim == "The market pays"


async def test_a_form_works_after_a_restart(stage: Stage) -> None:
    """Only what was chosen beside it is forgotten."""
    opened = await form(stage)
    await stage.restart()
    exchange = await stage.submit(opened, {"article": PAGE})
    assert QUOTED in stage.said(exchange)


async def test_a_message_is_digested(stage: Stage) -> None:
    """Its text is the source."""
    message = stage.double.message(str(GENERAL), BOB.user, content=PAGE)
    assert QUOTED in stage.said(await stage.use_on(message))


async def test_a_message_that_discord_made_a_file_of_is_digested(stage: Stage) -> None:
    """A long paste arrives as message.txt, which outranks the words beside it."""
    files = [stage.double.upload("message.txt", PAGE.encode())]
    message = stage.double.message(str(GENERAL), BOB.user, content="look", attachments=files)
    assert QUOTED in stage.said(await stage.use_on(message))


@pytest.mark.parametrize(
    ("content", "said"),
    [("https://example.org/a", "The page is gone"), ("", "nothing to digest")],
)
async def test_a_message_without_a_source_is_refused(stage: Stage, content: str, said: str) -> None:
    """A link alone, or nothing at all."""
    message = stage.double.message(str(GENERAL), BOB.user, content=content)
    assert said in stage.said(await stage.use_on(message))


async def test_a_picture_in_a_message_is_refused(stage: Stage) -> None:
    """Its file is of a type that is not read."""
    files = [stage.double.upload("cat.png", b"\x89PNG", "image/png")]
    message = stage.double.message(str(GENERAL), BOB.user, attachments=files)
    assert "This type of file is not read" in stage.said(await stage.use_on(message))


@pytest.mark.parametrize(
    ("at", "private"), [(HOME, False), (DIRECT, True), (GROUP, True), (GUEST, True)]
)
async def test_who_sees_a_digest_where_servers_show_them(
    stage: Stage, at: Place, private: bool
) -> None:
    """Public is for the bot's own servers only; elsewhere private is the default."""
    await stage.set(visibility="public")
    assert (await stage.digest(at=at)).private is private


async def test_the_asker_may_want_it_public(stage: Stage) -> None:
    """The option outranks the guild's default."""
    assert not (await stage.digest(private=False)).private


async def test_a_public_digest_needs_the_bots_right_to_send(stage: Stage) -> None:
    """Else nothing is posted, and the asker is told why."""
    silent = HOME.bot_may.__class__(view_channel=True)
    exchange = await stage.slash(
        "digest", {"text": PAGE, "private": False}, at=Place(GENERAL, bot_may=silent)
    )
    assert "View Channels and Send Messages" in stage.said(exchange)


async def test_a_digest_in_a_thread_of_its_own(stage: Stage) -> None:
    """Its answer is the gist and says so; the thread is named after the article."""
    await stage.set(visibility="thread")
    exchange = await stage.slash("digest", {"text": PAGE})
    said = stage.said(exchange)
    assert said.startswith("## The market should stay on the square")
    assert said.endswith("-# The digest is in the thread below.")
    made, posted = stage.double.requests[-2:]
    assert made.body["name"] == "The market should stay on the square"
    assert posted.path == f"/channels/{exchange.original}/messages"


async def test_in_a_thread_no_thread_is_opened(stage: Stage) -> None:
    """There the digest is a public answer."""
    await stage.set(visibility="thread")
    assert not (await stage.digest(at=THREAD)).private


async def test_buttons_work_in_the_thread(stage: Stage) -> None:
    """The digest belongs to the thread, not to the channel it was asked in."""
    await stage.set(visibility="thread")
    exchange = await stage.slash("digest", {"text": PAGE})
    thread = Place(int(exchange.original or 0), kind=11, parent=GENERAL)
    posted = [m for m in stage.double.messages.values() if m["channel_id"] == str(thread.channel)]
    opened = await stage.choose(posted[0], by=BOB, at=thread)
    assert "keep it where it is" in stage.said(opened)


async def test_without_charts_none_is_drawn(stage: Stage) -> None:
    """The setting is obeyed before the work."""
    await stage.set(chart=False)
    assert not (await stage.digest()).names


async def test_names_may_be_off(stage: Stage) -> None:
    """No commenter is named in the digest."""
    await stage.set(names=False)
    text = (await stage.digest(length="full")).text
    assert "Boris" not in text and "Ada" not in text


async def test_the_guilds_length_and_threshold_are_used(stage: Stage) -> None:
    """What was not asked for comes from the settings."""
    await stage.set(length="gist", threshold=0.8)
    message = await stage.digest(by=ANN)
    assert "Shorter" not in message.controls
    assert stage.queue.tasks[-1].options.threshold == 0.8
