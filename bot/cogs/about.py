"""``/about``: which version and models run here, within which limits, and how to invite the bot."""

from typing import TYPE_CHECKING

from discord import app_commands

from bot import __version__
from bot.cogs.guard import answering
from bot.cogs.request import words
from bot.cogs.translate import named
from bot.views.about import about_card, invite_url

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction


@app_commands.command(name=named("about"), description=named("about_description"))
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def about(interaction: "Interaction") -> None:
    """Answered at once: nothing in it has to be looked up."""
    async with answering(interaction) as answer:
        client = interaction.client
        services = client.services
        await answer.tell(
            about_card(
                words(interaction),
                __version__,
                services.queue.names,
                services.guilds.settings(interaction.guild_id),
                invite_url(client.application_id or 0),
            )
        )
