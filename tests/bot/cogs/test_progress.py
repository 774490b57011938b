"""What an asker sees while a digest is made, and how it can end before its time."""

from bot.errors import JobError
from bot.jobs.queue import Running
from models.types import Step
from tests.bot.cogs.stage import ANN, BOB, DIRECT, PAGE, Stage
from tests.discord_double import Exchange
from tests.discord_double.double import until


async def held(stage: Stage, private: bool = True) -> Exchange:
    """A job that waits in the queue and says so."""
    stage.queue.holding = True
    exchange = await stage.slash("digest", {"text": PAGE, "private": private})
    await until(lambda: "In line" in stage.said(exchange))
    return exchange


async def test_a_place_in_line_then_steps_then_the_digest(stage: Stage) -> None:
    """One message goes through all of them."""
    exchange = await held(stage)
    stage.queue.report(Running(Step.SIDES, 3, 12))
    await until(lambda: "3 of 12" in stage.said(exchange))
    stage.queue.release()
    await stage.settle()
    assert [text.splitlines()[0] for text in exchange.history[:2]] == [
        "**In line: 2 digests go first.**",
        "**Weighing 12 comments**",
    ]
    assert "Saturday market" in exchange.history[-1]


async def test_progress_never_comes_after_the_digest(stage: Stage) -> None:
    """Reports that arrive together with the end are not shown any more."""
    exchange = await held(stage)
    for done in range(20):
        stage.queue.report(Running(Step.SIDES, done, 20))
    stage.queue.release()
    await stage.settle()
    assert "Saturday market" in stage.said(exchange)


async def test_the_asker_may_cancel(stage: Stage) -> None:
    """The button ends the job, and the answer says so."""
    exchange = await held(stage)
    await stage.press(stage.shown(exchange), "Cancel")
    await stage.settle()
    assert stage.said(exchange) == "The digest was cancelled."
    assert not stage.services.asked


async def test_nobody_else_may_cancel(stage: Stage) -> None:
    """The button of a public answer is there for all to press."""
    exchange = await held(stage, private=False)
    refused = await stage.press(stage.shown(exchange), "Cancel", by=BOB)
    await until(lambda: stage.said(refused))
    assert "belongs to somebody else" in stage.said(refused)
    stage.queue.release()
    await stage.settle()
    assert "Saturday market" in stage.said(exchange)


async def test_there_may_be_nothing_left_to_cancel(stage: Stage) -> None:
    """A progress message that was left behind answers too."""
    exchange = await stage.forge("h:cancel:none", by=ANN)
    assert "nothing to cancel" in stage.said(exchange)


async def test_a_cancelled_public_answer_disappears(stage: Stage) -> None:
    """Only its asker is told."""
    exchange = await held(stage, private=False)
    await stage.press(stage.shown(exchange), "Cancel")
    await stage.settle()
    assert stage.shown(exchange) is None
    assert [message.private for message in exchange.followups] == [True]


async def test_the_queue_may_refuse(stage: Stage) -> None:
    """Its reason is told, and no quota is spent."""
    stage.queue.refuses = JobError("guild_full")
    exchange = await stage.slash("digest", {"text": PAGE})
    assert "Too many digests of this server" in stage.said(exchange)
    stage.queue.refuses = None
    await stage.set(member_quota=1)
    await stage.digest()


async def test_a_job_may_fail(stage: Stage) -> None:
    """Where it was not the asker's doing there is an id to name."""
    stage.queue.error = JobError("crashed")
    text = stage.said(await stage.slash("digest", {"text": PAGE}))
    assert "broke off" in text and "name this id" in text


async def test_an_asker_is_told_that_the_bot_stops(stage: Stage) -> None:
    """Whoever waits when the bot is stopped hears of it before it goes."""
    exchange = await held(stage)
    assert stage.client is not None
    await stage.client.goodbye()
    assert "restarting" in stage.said(exchange)


async def test_after_the_goodbye_nothing_is_accepted(stage: Stage) -> None:
    """A command that still arrives is told the same."""
    assert stage.client is not None
    await stage.client.goodbye()
    exchange = await stage.slash("digest", {"text": PAGE}, at=DIRECT)
    assert "restarting" in stage.said(exchange)
