"""What happens when people act at the same moment, or twice."""

import asyncio

from tests.bot.cogs.stage import ANN, BOB, MODERATOR, PAGE, Person, Stage
from tests.discord_double import Shown


def public(stage: Stage) -> list[Shown]:
    """The messages that everybody in the channel sees."""
    return [
        message
        for message in stage.double.messages.values()
        if not message.private and "Saturday market" in message.text
    ]


async def test_two_presses_of_share_post_one_message(stage: Stage) -> None:
    """Whoever is second is told so."""
    message = await stage.digest()
    custom_id = message.controls["Share"]["custom_id"]
    await asyncio.gather(*(stage.forge(custom_id, ANN, message=message) for _ in range(4)))
    assert len(public(stage)) == 1


async def test_a_share_that_discord_refuses_may_be_tried_again(stage: Stage) -> None:
    """Nothing is marked as shared, and nothing is left of the attempt."""
    message = await stage.digest()
    stage.double.fail("PATCH", "@original", 403, 50013)
    await stage.press(message, "Share")
    assert not public(stage) and not message.controls["Share"]["disabled"]
    assert len((await stage.services.store.user_data(ANN.id))["digests"]) == 1
    await stage.press(message, "Share")
    assert len(public(stage)) == 1


async def test_a_share_whose_answer_was_deleted(stage: Stage) -> None:
    """The digest that nobody saw is not kept."""
    message = await stage.digest()
    stage.double.fail("PATCH", "@original", 404, 10008)
    await stage.press(message, "Share")
    assert len((await stage.services.store.user_data(ANN.id))["digests"]) == 1


async def test_longer_pressed_by_two_at_once(stage: Stage) -> None:
    """The message ends up longer, and the digest with it."""
    message = await stage.digest(private=False, length="gist")
    await asyncio.gather(
        stage.press(message, "Longer"), stage.press(message, "Longer", by=MODERATOR)
    )
    assert "Shorter" in message.controls


async def test_erase_while_the_digest_is_pressed(stage: Stage) -> None:
    """Each is answered."""
    message = await stage.digest()
    erased, pressed = await asyncio.gather(
        stage.slash("mydata erase"), stage.press(message, "Export")
    )
    assert stage.said(erased) and stage.said(pressed)


async def test_twenty_commands_at_once_are_all_answered(stage: Stage) -> None:
    """Each its own digest, none mixed up with another."""
    people = [Person(1_000 + n, f"P{n}") for n in range(20)]
    await stage.set(guild_quota=0)
    exchanges = await asyncio.gather(
        *(
            stage.slash("digest", {"text": PAGE, "claim": f"Claim of {each.name}"}, by=each)
            for each in people
        )
    )
    for each, exchange in zip(people, exchanges, strict=True):
        assert f"Claim of {each.name}\n" in stage.said(exchange) + "\n"


async def test_two_at_the_quotas_end(stage: Stage) -> None:
    """However many ask at once, one gets through."""
    await stage.set(guild_quota=1)
    exchanges = await asyncio.gather(
        *(stage.slash("digest", {"text": PAGE}, by=each) for each in (ANN, BOB, MODERATOR))
    )
    assert sum("Saturday market" in stage.said(each) for each in exchanges) == 1
