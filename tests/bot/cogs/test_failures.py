"""What Discord can do to an answer, and what still comes of it."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import make_url

from bot.cogs.answer import Answer
from bot.logs import Lines
from bot.shelf import Shelf
from bot.sources import attachment
from config.digests import StoredDigest
from config.errors import DatabaseError
from tests.bot.cogs.stage import ANN, BOB, GENERAL, GUILD, HOME, PAGE, Stage
from tests.discord_double import Exchange
from tests.discord_double.double import until

POST = f"/channels/{GENERAL}/messages"


async def held(stage: Stage, private: bool = True) -> Exchange:
    """A job under way, its first progress shown."""
    stage.queue.holding = True
    exchange = await stage.slash("digest", {"text": PAGE, "private": private})
    await until(lambda: exchange.history)
    return exchange


async def finish(stage: Stage) -> None:
    """The digests under way are done."""
    stage.queue.release()
    await stage.settle()


async def rows(stage: Stage) -> int:
    """How many digests are kept for the asker."""
    return len((await stage.services.store.user_data(ANN.id))["digests"])


async def test_a_deleted_answer_cancels_its_job(stage: Stage) -> None:
    """The next progress finds it gone; nothing is sent any more."""
    exchange = await held(stage)
    del stage.double.messages[exchange.original or ""]
    stage.queue.report()
    await until(lambda: not stage.services.asked)
    await finish(stage)
    assert stage.double.requests[-1].method == "PATCH"
    assert not exchange.followups and not await rows(stage)


async def test_an_answer_deleted_at_the_end_keeps_nothing(stage: Stage) -> None:
    """A digest that nobody can open is not stored."""
    exchange = await held(stage)
    del stage.double.messages[exchange.original or ""]
    await finish(stage)
    assert not exchange.followups and not await rows(stage)


async def test_a_public_digest_outlives_its_token(stage: Stage) -> None:
    """It is posted to its channel in place of the progress, and its buttons work there."""
    exchange = await held(stage, private=False)
    exchange.expired = True
    await finish(stage)
    posted, dropped = stage.double.requests[-2:]
    assert posted.path == POST and dropped.path == f"{POST}/{exchange.original}"
    message = list(stage.double.messages.values())[-1]
    assert message.names == ["stances.png"]
    assert "Asked for by <@11>" in message.text
    assert "keep it where it is" in stage.said(await stage.choose(message, by=BOB))


async def test_a_public_digest_may_have_nowhere_to_go(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the bot may not post, the log says so and the digest waits."""
    exchange = await held(stage, private=False)
    exchange.expired = True
    stage.double.fail("POST", POST, 403, 50013)
    await finish(stage)
    assert "not posted to its channel, Forbidden" in caplog.text
    assert "kept until it is asked again" in caplog.text


async def test_a_private_digest_is_never_published(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """It waits, the log says so, and the same command shows it without another job."""
    exchange = await held(stage)
    exchange.expired = True
    await finish(stage)
    assert POST not in {sent.path for sent in stage.double.requests}
    assert "kept until it is asked again" in caplog.text
    message = await stage.digest()
    assert len(stage.queue.tasks) == 1
    await stage.press(message, "Longer")
    assert "Longer" not in message.controls


async def test_what_is_kept_for_one_is_not_shown_to_another(stage: Stage) -> None:
    """The same text by somebody else is a job of its own."""
    exchange = await held(stage)
    exchange.expired = True
    await finish(stage)
    await stage.digest(by=BOB)
    assert len(stage.queue.tasks) == 2


async def test_a_first_response_whose_reply_is_lost(stage: Stage) -> None:
    """The repetition is refused as already done, and the digest comes all the same."""
    stage.double.fail("POST", "/callback", 500, after=True)
    await stage.digest()
    assert stage.double.broken == ["a second first response"]
    stage.double.broken.clear()


async def test_a_command_that_came_too_late(stage: Stage) -> None:
    """Discord does not know it any more: no job is made of it."""
    stage.double.fail("POST", "/callback", 404, 10062)
    exchange = await stage.double.interact(
        {"type": 2, "data": {"id": "1", "name": "privacy", "type": 1}, **HOME.payload(ANN)}
    )
    await stage.settle()
    assert exchange.first is None and not stage.queue.tasks


@pytest.mark.parametrize("status", [500, 429])
async def test_a_final_edit_is_tried_again(stage: Stage, status: int) -> None:
    """What passes is waited for."""
    exchange = await held(stage)
    stage.double.fail("PATCH", "@original", status)
    await finish(stage)
    assert "Saturday market" in stage.said(exchange)


async def test_progress_that_is_refused_does_not_end_the_job(stage: Stage) -> None:
    """The digest is what counts."""
    exchange = await held(stage)
    stage.double.fail("PATCH", "@original", 400, 50035)
    stage.queue.report()
    await until(lambda: not stage.double.pending)
    await finish(stage)
    assert "Saturday market" in stage.said(exchange)


async def test_a_thread_that_cannot_be_opened(stage: Stage) -> None:
    """The digest is then the answer itself."""
    await stage.set(visibility="thread")
    stage.double.fail("POST", "/threads", 403, 50013)
    await stage.digest()


async def test_an_unexpected_error_has_an_id(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    """The id is told and logged, the text of the user is in neither."""
    stage.queue.error = ValueError("Saturday market")
    said = stage.said(await stage.slash("digest", {"text": PAGE}))
    number = said.rpartition("`")[0].rpartition("`")[2]
    log = "\n".join(Lines().format(record) for record in caplog.records)
    assert number in log and "ValueError" in log
    assert "Saturday market" not in log + said and "Traceback" not in said


async def test_no_text_of_a_user_is_logged(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """Whatever is done with it, at the finest level."""
    caplog.set_level(logging.DEBUG)
    message = await stage.digest(claim="Buses should go first")
    await stage.press(message, "Export")
    log = "\n".join(Lines().format(record) for record in caplog.records)
    assert "discord" in log
    assert not any(word in log for word in ("Saturday", "Buses", "Boris"))


@pytest.mark.parametrize(
    ("name", "options"), [("gone", {}), ("settings set", {}), ("settings gone", {})]
)
async def test_a_command_of_another_version_is_answered(
    stage: Stage, name: str, options: dict[str, str]
) -> None:
    """Discord may still show it."""
    exchange = await stage.slash(name, options)
    assert exchange.private and stage.said(exchange)


async def test_a_removed_bot_forgets_the_guild(stage: Stage) -> None:
    """Its jobs there end without a word, and its rows are gone."""
    await stage.digest()
    await stage.set(length="full")
    exchange = await held(stage)
    requests = len(stage.double.requests)
    await stage.double.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD)})
    await until(lambda: not stage.services.asked)
    await stage.settle()
    assert len(stage.double.requests) == requests and not exchange.followups
    assert not await rows(stage) and not await stage.services.store.all_overrides()


async def test_an_outage_of_a_guild_is_no_removal(stage: Stage) -> None:
    """Discord marks it as unavailable; nothing is deleted."""
    await stage.digest()
    await stage.double.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD), "unavailable": True})
    await stage.settle()
    assert await rows(stage) == 1


@pytest.fixture
def slow(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[asyncio.Event]:
    """A database that answers only after the test; nothing but acknowledgements is waited for."""
    opened, row = asyncio.Event(), Shelf.row

    async def slowly(shelf: Shelf, key: str) -> StoredDigest | None:
        if stage.queue.holding:
            await opened.wait()
        return await row(shelf, key)

    monkeypatch.setattr(Shelf, "row", slowly)
    yield opened
    opened.set()


@pytest.mark.parametrize("action", ["export", "comments", "page"])
async def test_a_slow_database_does_not_hold_up_a_press(
    stage: Stage, action: str, slow: asyncio.Event
) -> None:
    """What is always answered privately is acknowledged before the digest is looked up."""
    message = await stage.digest()
    custom_id = message.controls["Export"]["custom_id"].replace("export", action)
    stage.queue.holding = True
    values = ["k1:favor"] if action == "comments" else None
    exchange = await stage.forge(custom_id + ":k1:favor:0", ANN, message=message, values=values)
    assert exchange.first and not slow.is_set()


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("ask", {"claim": "x is good"}),
        ("wrong", {"part": ["sides"]}),
        ("split", {"line": ["none"]}),
    ],
)
async def test_a_slow_database_does_not_hold_up_a_form(
    stage: Stage, action: str, fields: dict[str, object], slow: asyncio.Event
) -> None:
    """As its answer is private whatever it says."""
    message = await stage.digest()
    custom_id = message.controls["Export"]["custom_id"].replace("export", action)
    stage.queue.holding = True
    exchange = await stage.submit(custom_id, fields)
    assert exchange.private and not slow.is_set()


@pytest.fixture
def written_to(stage: Stage, database_url: str) -> Iterator[Callable[[bool], None]]:
    """Another process begins to write, which all who write wait for, or ends it."""
    with closing(
        sqlite3.connect(make_url(database_url).database or "", isolation_level=None)
    ) as other:
        yield lambda begins: other.execute("BEGIN IMMEDIATE" if begins else "ROLLBACK") and None


async def test_a_database_that_is_written_to_does_not_hold_up_a_share(
    stage: Stage, written_to: Callable[[bool], None]
) -> None:
    """Its claim waits for the other writer, Discord for three seconds."""
    message = await stage.digest()
    written_to(True)
    stage.queue.holding = True
    exchange = await stage.press(message, "Share")
    stage.queue.holding = False
    written_to(False)
    await stage.settle()
    assert exchange.first and "Saturday market" in stage.said(exchange)


async def test_a_share_that_is_cut_off_twice_is_taken_back(
    stage: Stage, written_to: Callable[[bool], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the bot stops; what was not posted may be shared again."""
    message = await stage.digest()
    posting = asyncio.Event()

    async def post(answer: Answer, *_: object) -> None:
        posting.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(Answer, "show", post)
    stage.queue.holding = True
    await stage.press(message, "Share")
    await posting.wait()
    written_to(True)
    (task,) = (each for each in asyncio.all_tasks() if "on_interaction" in each.get_name())
    for _ in range(2):
        task.cancel()
        await asyncio.sleep(0.05)
    written_to(False)
    await asyncio.wait({task})
    (row,) = (await stage.services.store.user_data(ANN.id))["digests"]
    assert row["shared_channel_id"] is None


async def test_a_thread_that_takes_no_message(stage: Stage) -> None:
    """The digest stands in the channel after all."""
    await stage.set(visibility="thread")
    stage.double.fail("POST", "/messages", 403, 50013)
    exchange = await stage.slash("digest", {"text": PAGE})
    assert "Saturday market" in stage.said(exchange) and await rows(stage) == 1


@pytest.mark.parametrize("private", [True, False])
async def test_a_digest_that_stands_is_not_taken_back(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, private: bool
) -> None:
    """Where the database fails after it was shown, its asker is told beside it."""

    async def fail(*_: object, **__: object) -> None:
        raise DatabaseError("no room")

    monkeypatch.setattr(Shelf, "change", fail)
    exchange = await stage.slash("digest", {"text": PAGE, "private": private})
    message = stage.double.messages[exchange.original or ""]
    assert "Saturday market" in message.text
    assert "name this id" in stage.said(exchange)


async def test_a_source_that_comes_after_a_removal_is_not_digested(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot was removed while a file was on its way; nothing is kept and nobody is told."""

    async def leave(*_: object) -> bytes:
        await stage.double.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD)})
        client = stage.client
        assert client is not None
        await until(lambda: client.get_guild(GUILD) is None)
        return PAGE.encode()

    monkeypatch.setattr(attachment, "fetch", leave)
    file = stage.double.upload("page.txt", PAGE.encode())
    exchange = await stage.slash("digest", {"file": file})
    assert not stage.queue.tasks and not await rows(stage) and not stage.said(exchange)


async def test_a_guild_left_is_still_a_place_to_bring_the_bot(stage: Stage) -> None:
    """Who installed it for themselves is answered there."""
    await stage.double.gateway.dispatch("GUILD_DELETE", {"id": str(GUILD)})
    await stage.settle()
    guest = replace(HOME, installed=False)
    refused = await stage.slash("digest", {"text": " "}, at=guest)
    assert "Nothing was given" in stage.said(refused)
    await stage.digest(at=guest)
