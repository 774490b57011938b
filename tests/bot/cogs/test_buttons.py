"""What can be done with a digest once it is there, before and after a restart."""

import json
from dataclasses import replace

import pytest

from models.types import (
    Comment,
    Digest,
    Position,
    StanceLabel,
)
from tests.bot.cogs.stage import (
    ANN,
    BOB,
    DIRECT,
    GENERAL,
    GROUP,
    GUEST,
    MODERATOR,
    OTHER,
    Stage,
)
from tests.discord_double import Shown


@pytest.fixture(params=[False, True], ids=["before", "after a restart"])
def restarted(request: pytest.FixtureRequest) -> bool:
    """Whether the bot is started anew between the digest and what is done with it."""
    return bool(request.param)


async def digest(stage: Stage, restarted: bool = False, private: bool = True) -> Shown:
    """A digest, whose client may be another one now."""
    message = await stage.digest(private=private)
    if restarted:
        await stage.restart()
    return message


async def test_longer_and_shorter_change_the_message(stage: Stage, restarted: bool) -> None:
    """The same message grows and shrinks, and keeps its chart."""
    message = await digest(stage, restarted)
    short = message.text
    await stage.press(message, "Longer")
    assert "Longer" not in message.controls and len(message.text) > len(short)
    await stage.press(message, "Shorter")
    assert message.text == short and message.names == ["stances.png"]


async def test_who_manages_messages_may_change_a_public_digest(stage: Stage) -> None:
    """A moderator's press changes it for all."""
    message = await digest(stage, private=False)
    await stage.press(message, "Longer", by=MODERATOR)
    assert "Longer" not in message.controls


async def test_others_get_a_copy_of_their_own(stage: Stage, restarted: bool) -> None:
    """Their press changes nothing for anybody else; the copy has buttons that work."""
    message = await digest(stage, restarted, private=False)
    before = message.text
    copy = stage.shown(await stage.press(message, "Longer", by=BOB))
    assert copy is not None and copy.private and copy.names == ["stances.png"]
    assert message.text == before and len(copy.text) > len(before)
    await stage.press(copy, "Shorter", by=BOB)
    assert copy.text == before


@pytest.mark.parametrize("days", [7, 0])
async def test_a_copy_ends_with_what_it_was_copied_from(stage: Stage, days: int) -> None:
    """Copies of copies keep no text longer than the guild does."""
    await stage.set(retention_days=days)
    message = await stage.digest(private=False)
    copy = stage.shown(await stage.press(message, "Longer", by=BOB))
    assert copy is not None
    shelf, ends = stage.services.shelf, []
    for each in (message, copy):
        row = await shelf.row(each.controls["Export"]["custom_id"].split(":")[2])
        ends.append(row and row.expires)
    assert ends[0] and ends[0] == ends[1]


async def test_comments_are_shown_to_whoever_asks(stage: Stage, restarted: bool) -> None:
    """The menu of a public digest answers each with a message of their own."""
    message = await digest(stage, restarted, private=False)
    answer = stage.shown(await stage.choose(message, by=BOB))
    assert answer is not None and answer.private
    assert "keep it where it is" in answer.text


async def test_the_menu_says_what_it_is_for(stage: Stage) -> None:
    """Its words begin as the contract has them."""
    message = await digest(stage)
    assert any(name.startswith("Show the comments behind") for name in message.controls)


async def test_comments_turn_pages_in_place(stage: Stage) -> None:
    """The message with the comments is the one that changes."""
    stage.queue.change = crowded
    message = await digest(stage)
    shown = stage.shown(await stage.choose(message))
    assert shown is not None and "Comments 1 to 5 of 12" in shown.text
    await stage.press(shown, "Next")
    assert "Comments 6 to 10 of 12" in shown.text
    await stage.press(shown, "Previous")
    assert "Comments 1 to 5 of 12" in shown.text


async def test_a_claim_may_be_asked(stage: Stage, restarted: bool) -> None:
    """The answer is a private digest of that claim; the first one stays as it is."""
    message = await digest(stage, restarted, private=False)
    form = await stage.press(message, "Ask about a claim", by=BOB)
    answer = stage.shown(await stage.submit(form, {"claim": "Buses should go first"}, by=BOB))
    assert answer is not None and answer.private and "Buses should go first" in answer.text
    assert "Buses should go first" not in message.text


async def test_a_blank_claim_is_refused(stage: Stage) -> None:
    """Nothing runs for it."""
    form = await stage.press(await digest(stage), "Ask about a claim")
    exchange = await stage.submit(form, {"claim": " \N{ZERO WIDTH SPACE} "})
    assert "The form was empty" in stage.said(exchange) and len(stage.queue.tasks) == 1


async def test_share_posts_it_once(stage: Stage, restarted: bool) -> None:
    """A public copy names who shared it; a second press could not post another."""
    message = await digest(stage, restarted)
    key = message.controls["Share"]["custom_id"]
    public = stage.shown(await stage.press(message, "Share"))
    assert public is not None and not public.private and public.names == ["stances.png"]
    assert "Shared by Ann" in public.text
    assert message.controls["Share"]["disabled"]
    again = stage.shown(await stage.forge(key, by=ANN, message=message))
    assert again is not None and again.private and again.text == f"Shared in <#{GENERAL}>."


async def test_a_shared_digest_is_everybodys_to_open(stage: Stage) -> None:
    """Its buttons are those of a public digest."""
    public = stage.shown(await stage.press(await digest(stage), "Share"))
    assert public is not None and "Share" not in public.controls
    assert "keep it where it is" in stage.said(await stage.choose(public, by=BOB))


async def test_who_shared_it_stays_named(stage: Stage) -> None:
    """Whoever makes the shared message longer or shorter."""
    public = stage.shown(await stage.press(await digest(stage), "Share"))
    assert public is not None
    for by, label in ((ANN, "Longer"), (MODERATOR, "Shorter")):
        await stage.press(public, label, by=by)
        assert "Shared by Ann" in public.text


async def test_a_copy_of_a_shared_digest_names_who_shared_it(stage: Stage) -> None:
    """It is not the presser who shared it."""
    public = stage.shown(await stage.press(await digest(stage), "Share"))
    copy = stage.shown(await stage.press(public, "Longer", by=BOB))
    assert copy is not None and "Shared by Bob" not in copy.text


async def test_a_share_where_the_bot_is_a_guest(stage: Stage) -> None:
    """As an app of its user's it answers in the channel."""
    message = await stage.digest(at=GUEST)
    public = stage.shown(await stage.press(message, "Share", at=GUEST))
    assert public is not None and not public.private


async def test_share_needs_the_askers_right_to_send(stage: Stage) -> None:
    """The bot posts nothing for whom may not post."""
    mute = ANN.allowed(send_messages=False)
    exchange = await stage.press(await digest(stage), "Share", by=mute)
    assert "You may not send messages" in stage.said(exchange)


async def test_share_is_for_where_others_are(stage: Stage) -> None:
    """A group has it, a direct message with the bot does not."""
    assert "Share" in (await stage.digest(at=GROUP)).controls
    assert "Share" not in (await stage.digest(at=DIRECT)).controls


async def test_share_stays_when_a_group_changes_the_length(stage: Stage) -> None:
    """The press comes from the same group as the command."""
    message = await stage.digest(at=GROUP)
    assert "Share" in stage.shown(await stage.press(message, "Shorter", at=GROUP)).controls


async def test_export_gives_three_files(stage: Stage, restarted: bool) -> None:
    """Markdown, JSON and HTML at once, for the presser alone."""
    message = await digest(stage, restarted, private=False)
    answer = stage.shown(await stage.press(message, "Export", by=BOB))
    assert answer is not None and answer.private
    assert answer.names == ["digest.md", "digest.json", "digest.html"]
    files = [stage.double.files[file["id"]] for file in answer["attachments"]]
    assert json.loads(files[1])["summary"] and b"<html" in files[2]


async def test_names_off_holds_for_exports_and_comments(stage: Stage) -> None:
    """Nobody is named in any of them."""
    await stage.set(names=False)
    message = await digest(stage)
    answer = stage.shown(await stage.press(message, "Export"))
    assert answer is not None
    files = [stage.double.files[file["id"]] for file in answer["attachments"]]
    assert not any(b"Boris" in file for file in files)
    assert "Boris" not in stage.said(await stage.choose(message, 1))


async def test_wrong_is_stored(stage: Stage, restarted: bool) -> None:
    """Only the chosen part, with the id of who chose it."""
    message = await digest(stage, restarted)
    form = await stage.press(message, "Wrong?")
    exchange = await stage.submit(form, {"part": ["sides"]})
    data = await stage.services.store.user_data(ANN.id)
    assert "Thank you" in stage.said(exchange)
    assert [row["part"] for row in data["feedback"]] == ["sides"]


async def test_a_wrong_part_that_was_made_up_is_refused(stage: Stage) -> None:
    """A form may hold anything when it is sent."""
    form = await stage.press(await digest(stage), "Wrong?")
    assert "The form was empty" in stage.said(await stage.submit(form, {"part": ["everything"]}))


async def test_a_split_is_fixed(stage: Stage, restarted: bool) -> None:
    """The digest is made again, with the comments beginning where the asker says."""
    stage.queue.change = unsure
    message = await digest(stage, restarted)
    form = await stage.press(message, "Fix split")
    exchange = await stage.submit(form, {"line": ["none"]})
    assert "No comments were found" in stage.said(exchange)
    assert len(stage.queue.tasks) == 2


async def test_a_split_that_was_made_up_is_refused(stage: Stage) -> None:
    """A line that the page does not have."""
    stage.queue.change = unsure
    form = await stage.press(await digest(stage), "Fix split")
    exchange = await stage.submit(form, {"line": ["a999"]})
    assert "no longer understood" in stage.said(exchange)


async def test_a_sure_split_has_no_button(stage: Stage) -> None:
    """Fix split is for the unsure ones."""
    assert "Fix split" not in (await digest(stage)).controls


@pytest.mark.parametrize("days", [0, 7])
async def test_a_digest_that_is_not_kept_says_so(stage: Stage, days: int) -> None:
    """Politely, with how long digests are kept."""
    await stage.set(retention_days=days)
    for action in ("longer", "ask", "wrong", "split", "share", "export"):
        exchange = await stage.forge(f"h:{action}:unknownkey12")
        assert "This digest is no longer here" in stage.said(exchange)


async def test_where_nothing_is_stored_buttons_work_until_a_restart(stage: Stage) -> None:
    """The digest is in memory only."""
    await stage.set(retention_days=0)
    message = await digest(stage)
    await stage.press(message, "Longer")
    assert "Longer" not in message.controls
    await stage.restart()
    assert "no longer here" in stage.said(await stage.press(message, "Shorter"))


async def test_ids_that_nobody_made_are_answered(stage: Stage) -> None:
    """Discord sends nothing of other applications, so it may be a button of an older version."""
    payload = {"type": 3, "data": {"custom_id": "x:y", "component_type": 2}}
    message = dict(stage.double.message(str(GENERAL), BOB.user))
    exchange = await stage.double.interact({**payload, **OTHER.payload(BOB), "message": message})
    await stage.settle()
    assert "no longer understood" in stage.said(exchange) and exchange.private


def unsure(made: Digest) -> Digest:
    """The digest with a doubt about where the comments begin."""
    return replace(made, document=replace(made.document, unsure=True))


def crowded(made: Digest) -> Digest:
    """The digest with twelve comments on the first side."""
    comments = tuple(Comment(f"c{n}", f"P{n}", f"Word {n}.") for n in range(1, 13))
    side = Position("k1", StanceLabel.FAVOR, 12, tuple(comment.id for comment in comments))
    document = replace(made.document, comments=comments)
    return replace(made, document=document, positions=(side,), replies=(), stances=())
