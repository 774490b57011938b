"""``/privacy`` and ``/mydata``: what is kept about people, and how they get it or get rid of it."""

import asyncio
import json
from typing import TYPE_CHECKING

from discord import app_commands

from bot.cogs.answer import Upload
from bot.cogs.guard import answering
from bot.cogs.request import words
from bot.cogs.translate import named
from bot.views.export import to_dict
from bot.views.privacy import erased_card, privacy_card
from models.codec import unpack

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

group = app_commands.Group(
    name=named("mydata"),
    description=named("mydata_description"),
    allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
    allowed_contexts=app_commands.AppCommandContext(
        guild=True, dm_channel=True, private_channel=True
    ),
)


@app_commands.command(name=named("privacy"), description=named("privacy_description"))
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def privacy(interaction: "Interaction") -> None:
    """What is stored, for how long, and where the models run."""
    async with answering(interaction) as answer:
        settings = interaction.client.services.guilds.settings(interaction.guild_id)
        await answer.tell(privacy_card(words(interaction), settings.retention_days))


@group.command(name=named("export"), description=named("mydata_export"))
async def export(interaction: "Interaction") -> None:
    """Everything with the asker's id, as one JSON file."""
    async with answering(interaction) as answer:
        await answer.wait(private=True)
        store = interaction.client.services.store
        data = await store.user_data(interaction.user.id)
        for row in data["digests"]:
            content = await store.read_content(row["content_id"])
            row["digest"] = await asyncio.to_thread(_unpacked, content) if content else None
        text = await asyncio.to_thread(json.dumps, data, ensure_ascii=False, indent=2, default=str)
        await answer.hand(
            words(interaction)("privacy.exported"), [Upload("mydata.json", text.encode())]
        )


@group.command(name=named("erase"), description=named("mydata_erase"))
async def erase(interaction: "Interaction") -> None:
    """Every row with the asker's id; their jobs end too."""
    async with answering(interaction) as answer:
        await answer.wait(private=True)
        services, user_id = interaction.client.services, interaction.user.id
        jobs = services.queue.cancel_where(user_id=user_id)
        kept = services.shelf.forget(user_id=user_id)
        erased = await services.store.erase_user(user_id)
        await answer.show(erased_card(words(interaction), erased, jobs + kept))


def _unpacked(content: bytes) -> dict[str, object]:
    return to_dict(unpack(content))
