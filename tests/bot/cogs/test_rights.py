"""Who may do what, whatever a client that lies sends."""

import pytest

from bot.errors import JobError
from tests.bot.cogs.stage import (
    ADMIN,
    ANN,
    BOB,
    DIRECT,
    ELSEWHERE,
    GENERAL,
    MODERATOR,
    OTHER,
    PAGE,
    THREAD,
    Person,
    Place,
    Stage,
)

ACTIONS = ("longer", "shorter", "ask", "wrong", "split", "share", "export")
REFUSED = "belongs to somebody else"


def key(message: dict[str, object]) -> str:
    """The key of a digest, as anybody may read it from a custom id."""
    custom_id = message.controls["Export"]["custom_id"]  # type: ignore[attr-defined]
    return str(custom_id).split(":")[2]


@pytest.mark.parametrize("action", [*ACTIONS, "comments", "page"])
async def test_a_private_digest_is_its_askers_alone(stage: Stage, action: str) -> None:
    """Not even those who run the server may open it."""
    custom_id = f"h:{action}:{key(await stage.digest())}:k1:favor:0"
    values = ["k1:favor"] if action == "comments" else None
    for by in (BOB, MODERATOR, ADMIN):
        assert REFUSED in stage.said(await stage.forge(custom_id, by, values=values))


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("ask", {"claim": "x is good"}),
        ("wrong", {"part": ["sides"]}),
        ("split", {"line": ["none"]}),
    ],
)
async def test_a_form_is_no_way_round(stage: Stage, action: str, fields: dict[str, object]) -> None:
    """A form that was never opened is judged as its button is."""
    exchange = await stage.submit(f"h:{action}:{key(await stage.digest())}", fields, by=BOB)
    assert REFUSED in stage.said(exchange) and len(stage.queue.tasks) == 1


@pytest.mark.parametrize("at", [OTHER, DIRECT, THREAD], ids=["channel", "direct", "thread"])
async def test_a_public_digest_is_for_its_channel(stage: Stage, at: Place) -> None:
    """Its key says nothing to somebody who is elsewhere."""
    message = await stage.digest(private=False)
    for action in ACTIONS:
        assert REFUSED in stage.said(await stage.forge(f"h:{action}:{key(message)}", BOB, at))


async def test_who_does_not_see_the_channel_opens_nothing(stage: Stage) -> None:
    """Even where Discord passed the press on."""
    message = await stage.digest(private=False)
    blind = BOB.allowed(view_channel=False)
    assert REFUSED in stage.said(await stage.forge(f"h:export:{key(message)}", blind))


async def test_only_the_asker_shares(stage: Stage) -> None:
    """A public digest has nothing to share, and is not another's to share."""
    message = await stage.digest(private=False)
    assert REFUSED in stage.said(await stage.forge(f"h:share:{key(message)}", BOB))
    exchange = await stage.forge(f"h:share:{key(message)}", ANN)
    assert "nothing to share" in stage.said(exchange)


async def test_a_digest_is_shared_where_it_was_made(stage: Stage) -> None:
    """Its asker may not carry it into another channel."""
    message = await stage.digest()
    exchange = await stage.forge(f"h:share:{key(message)}", ANN, OTHER)
    assert "only be shared in the channel it was made in" in stage.said(exchange)


@pytest.mark.parametrize("argument", ["", "k1", "k1:sideways", "k1:favor:-1", "k1:favor:x", ":::"])
async def test_an_argument_that_was_made_up_is_refused(stage: Stage, argument: str) -> None:
    """It is told apart from an error of the bot's."""
    custom_id = f"h:page:{key(await stage.digest())}:{argument}"
    assert "no longer understood" in stage.said(await stage.forge(custom_id, ANN))


async def test_a_side_that_nobody_is_on_is_empty(stage: Stage) -> None:
    """As is a claim that the digest does not have."""
    custom_id = f"h:comments:{key(await stage.digest())}"
    exchange = await stage.forge(custom_id, ANN, values=["k999:unclear"])
    assert "There are no comments here" in stage.said(exchange)


@pytest.mark.parametrize(
    ("setting", "values", "said"),
    [
        ("allowed_channels", (ELSEWHERE,), "in this channel"),
        ("allowed_roles", (900,), "Your roles may not"),
    ],
)
async def test_a_guild_says_where_and_who(
    stage: Stage, setting: str, values: tuple[int, ...], said: str
) -> None:
    """Others are refused, privately, before anything is read."""
    await stage.set(**{setting: values})
    exchange = await stage.slash("digest", {"text": PAGE})
    assert said in stage.said(exchange) and exchange.private


async def test_allowed_channels_include_their_threads(stage: Stage) -> None:
    """A thread counts as its parent."""
    await stage.set(allowed_channels=(GENERAL,))
    await stage.digest(at=THREAD)
    await stage.digest()


async def test_an_allowed_role_lets_in(stage: Stage) -> None:
    """One of several is enough."""
    await stage.set(allowed_roles=(899, 900))
    await stage.digest(by=Person(15, "Cy", roles=(900,)))


async def test_a_members_quota_ends(stage: Stage) -> None:
    """The next one is refused, other members go on."""
    await stage.set(member_quota=1)
    await stage.digest()
    exchange = await stage.slash("digest", {"text": PAGE})
    assert "You have used up your digests of today (1)" in stage.said(exchange)
    await stage.digest(by=BOB)


async def test_a_guilds_quota_ends(stage: Stage) -> None:
    """For everybody in it."""
    await stage.set(guild_quota=1)
    await stage.digest()
    exchange = await stage.slash("digest", {"text": PAGE}, by=BOB)
    assert "This server has used up its digests of today (1)" in stage.said(exchange)


async def test_a_job_that_fails_is_not_counted(stage: Stage) -> None:
    """Neither for its asker nor for the guild."""
    await stage.set(member_quota=1, guild_quota=1)
    stage.queue.error = JobError("crashed")
    await stage.slash("digest", {"text": PAGE})
    stage.queue.error = None
    await stage.digest()


async def test_questions_about_a_digest_count(stage: Stage) -> None:
    """Ask is a digest too, as far as the quota goes."""
    await stage.set(member_quota=1)
    form = await stage.press(await stage.digest(), "Ask about a claim")
    exchange = await stage.submit(form, {"claim": "Buses should go first"})
    assert "used up your digests" in stage.said(exchange)


async def test_an_input_over_the_guilds_limit_is_refused(stage: Stage) -> None:
    """With the limit that holds here."""
    await stage.set(max_input=100)
    exchange = await stage.slash("digest", {"text": PAGE})
    assert "up to 100 characters" in stage.said(exchange) and not stage.queue.tasks


async def test_a_file_over_the_guilds_limit_is_told_that_limit(stage: Stage) -> None:
    """Not the one of Discord's, which the file keeps; and it is not fetched."""
    await stage.set(max_input=100)
    file = stage.double.upload("page.txt", b"x")
    exchange = await stage.slash("digest", {"file": {**file, "size": 401}})
    assert "up to 100 characters" in stage.said(exchange)


async def test_a_guilds_settings_do_not_follow_into_direct_messages(stage: Stage) -> None:
    """There the operator's hold."""
    await stage.set(allowed_channels=(ELSEWHERE,), max_input=1)
    await stage.digest(at=DIRECT)


async def test_a_message_that_others_see_turns_into_no_page(stage: Stage) -> None:
    """Comments stand in private messages; a page turned elsewhere is a private answer."""
    message = await stage.digest(private=False)
    before = message.text
    exchange = await stage.forge(f"h:page:{key(message)}:k1:favor:0", BOB, message=message)
    assert message.text == before and "Ada" in stage.said(exchange)


async def test_a_digest_does_not_overwrite_the_message_of_another(stage: Stage) -> None:
    """Its own asker, pressing on somebody else's message, gets a private copy."""
    own, other = await stage.digest(by=BOB), await stage.digest(private=False)
    before = other.text
    exchange = await stage.forge(f"h:longer:{key(own)}", BOB, message=other)
    assert other.text == before and "Saturday market" in stage.said(exchange)
