"""From a source to its digest, through the real client."""

from tests.bot.cogs.stage import PAGE, Stage


async def test_a_pasted_text_becomes_a_private_digest(stage: Stage) -> None:
    """The answer is the asker's alone and quotes the source."""
    exchange = await stage.slash("digest", {"text": PAGE})
    message = stage.shown(exchange)
    assert message is not None and message.private
    assert "keep its Saturday market" in message.text
