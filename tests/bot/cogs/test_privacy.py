"""``/privacy``, ``/mydata`` and ``/about``."""

import asyncio
import json

import pytest

from bot.cogs import privacy
from bot.shelf import Place as Shelved
from bot.shelf import Shelf
from config.digests import StoredDigest
from tests.bot.cogs.stage import ADMIN, ANN, BOB, DIRECT, GENERAL, GUEST, PAGE, Place, Stage
from tests.discord_double.double import APPLICATION, until


@pytest.mark.parametrize("at", [DIRECT, GUEST], ids=["direct", "guest"])
async def test_privacy_says_what_is_stored(stage: Stage, at: Place) -> None:
    """At once and privately, wherever the bot can be used."""
    exchange = await stage.slash("privacy", at=at)
    assert "What this bot stores" in stage.said(exchange) and exchange.private


async def test_privacy_says_how_long_the_guild_keeps(stage: Stage) -> None:
    """With the guild's own number of days."""
    await stage.set(retention_days=3)
    assert "3 days" in stage.said(await stage.slash("privacy"))


async def test_mydata_is_one_file(stage: Stage) -> None:
    """It holds the asker's digests and nobody else's."""
    await stage.digest()
    await stage.digest(by=BOB)
    message = stage.shown(await stage.slash("mydata export"))
    assert message is not None and message.private and message.names == ["mydata.json"]
    data = json.loads(stage.double.files[message["attachments"][0]["id"]])
    (row,) = data["digests"]
    assert row["user_id"] in (ANN.id, str(ANN.id))
    assert "Saturday market" in json.dumps(row["digest"])


async def test_mydata_says_what_did_not_fit(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Discord takes no part of a file that is too large; a text that fits stands in it once."""
    message = await stage.digest()
    await stage.press(message, "Share")
    whole = stage.shown(await stage.slash("mydata export"))
    assert whole is not None and "left out" not in whole.text
    text = stage.double.files[whole["attachments"][0]["id"]].decode()
    assert text.count('"digest":') == 1 and text.count('"key":') == 2
    monkeypatch.setattr(privacy, "_ROOM", 10_485_760)
    assert "left out: 1" in stage.said(await stage.slash("mydata export"))


async def test_erase_removes_what_there_is(stage: Stage) -> None:
    """Its buttons say that it is gone; others keep theirs."""
    message = await stage.digest()
    other = await stage.digest(by=BOB)
    said = stage.said(await stage.slash("mydata erase"))
    assert "1 digest" in said
    assert "no longer here" in stage.said(await stage.press(message, "Export"))
    await stage.press(other, "Longer", by=BOB)
    assert "Longer" not in other.controls


async def test_erase_lists_what_was_shared(stage: Stage) -> None:
    """Messages in channels stay, and are named."""
    message = await stage.digest()
    public = stage.shown(await stage.press(message, "Share"))
    said = stage.said(await stage.slash("mydata erase"))
    assert public is not None and f"{GENERAL}/{public['id']}" in said


async def test_erase_ends_jobs(stage: Stage) -> None:
    """A digest under way is cancelled, and nothing of it is stored."""
    stage.queue.holding = True
    waiting = await stage.slash("digest", {"text": PAGE})
    await until(lambda: stage.services.asked)
    exchange = await stage.slash("mydata erase")
    stage.queue.holding = False
    await stage.settle()
    assert stage.said(waiting) == "The digest was cancelled."
    assert "1 digest" in stage.said(exchange)
    assert not (await stage.services.store.user_data(ANN.id))["digests"]


async def test_erase_forgets_what_is_in_memory(stage: Stage) -> None:
    """Where nothing is stored, the digest goes from memory."""
    await stage.set(retention_days=0)
    message = await stage.digest()
    await stage.slash("mydata erase")
    assert "no longer here" in stage.said(await stage.press(message, "Export"))


async def test_erase_reaches_a_digest_that_has_just_been_made(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its job is done, so it cannot be cancelled, but its row is not written yet."""
    made, erased, put = asyncio.Event(), asyncio.Event(), Shelf.put

    async def late(self: Shelf, place: Shelved, content: bytes) -> StoredDigest:
        made.set()
        await erased.wait()
        return await put(self, place, content)

    monkeypatch.setattr(Shelf, "put", late)
    stage.queue.holding = True
    waiting = await stage.slash("digest", {"text": PAGE})
    stage.queue.release()
    await made.wait()
    stage.queue.holding = True
    exchange = await stage.slash("mydata erase")
    await until(lambda: stage.said(exchange))
    erased.set()
    stage.queue.holding = False
    await stage.settle()
    assert stage.said(waiting) == "The digest was cancelled."
    assert not (await stage.services.store.user_data(ANN.id))["digests"]


async def test_a_digest_asked_for_after_an_erase_is_kept(stage: Stage) -> None:
    """Only what came before it is dropped."""
    await stage.slash("mydata erase")
    await stage.digest()
    assert len((await stage.services.store.user_data(ANN.id))["digests"]) == 1


async def test_mydata_holds_what_is_only_in_memory(stage: Stage) -> None:
    """Where a guild stores nothing, the digest can still be opened, so it is there."""
    await stage.digest()
    await stage.set(retention_days=0)
    await stage.digest(claim="Buses should go first")
    await stage.digest(by=BOB)
    message = stage.shown(await stage.slash("mydata export"))
    assert message is not None
    data = json.loads(stage.double.files[message["attachments"][0]["id"]])
    assert [row["user_id"] for row in data["digests"]] == [str(ANN.id)] * 2
    assert "Buses should go first" in json.dumps(data["digests"][1]["digest"])


async def test_there_may_be_nothing_to_erase(stage: Stage) -> None:
    """Which is said plainly."""
    assert "Nothing was stored" in stage.said(await stage.slash("mydata erase", by=ADMIN))


async def test_about_has_the_invite_link(stage: Stage) -> None:
    """With the permissions it asks for and not one more."""
    message = stage.shown(await stage.slash("about", at=DIRECT))
    assert message is not None and message.private and "Version" in message.text
    link = message.controls["Add to a server"]["url"]
    assert f"client_id={APPLICATION}" in link and "permissions=274878024704" in link
