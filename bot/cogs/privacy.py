"""``/privacy`` and ``/mydata``: what is kept about people, and how they get it or get rid of it."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from discord import app_commands

from bot.cogs.answer import Upload
from bot.cogs.guard import answering
from bot.cogs.request import words
from bot.cogs.translate import named
from bot.views.export import Json, to_dict
from bot.views.privacy import erased_card, privacy_card
from config.people import plain
from config.store import Store
from models.codec import unpack

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_ROOM = 10_000  # bytes of a request beside its file

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
        say, services = words(interaction), interaction.client.services
        data = await services.store.user_data(interaction.user.id)
        unstored = services.shelf.held(interaction.user.id)
        data["digests"] += [plain(asdict(row)) for row, _ in unstored]
        contents = {row.content_id: content for row, content in unstored}
        left = await _add_digests(services.store, contents, data, interaction.filesize_limit)
        content = await asyncio.to_thread(_bytes, data)
        sentence = say("privacy.exported_part", count=left) if left else say("privacy.exported")
        await answer.hand(sentence, [Upload("mydata.json", content)])


@group.command(name=named("erase"), description=named("mydata_erase"))
async def erase(interaction: "Interaction") -> None:
    """Every row with the asker's id; their jobs end too."""
    async with answering(interaction) as answer:
        await answer.wait(private=True)
        services, user_id = interaction.client.services, interaction.user.id
        jobs = services.cancel_where(user_id=user_id)
        kept = services.shelf.erase(user_id, interaction.id)
        erased = await services.store.erase_user(user_id)
        await answer.show(erased_card(words(interaction), erased, jobs + kept))


async def _add_digests(store: Store, unstored: Mapping[str, bytes], data: Json, most: int) -> int:
    """Put each digest into the first row that shows it, while the file stays below ``most`` bytes.

    Discord takes no part of a file that is too large. Returns how many are left out.
    """
    size, seen, left = len(_bytes(data)) + _ROOM, set[str](), 0
    for row in data["digests"]:
        name = row["content_id"]
        content = None if name in seen else unstored.get(name) or await store.read_content(name)
        seen.add(name)
        if content is None:
            continue
        digest, length = await asyncio.to_thread(_measured, content)
        if size + length > most:
            left += 1
        else:
            size += length
            row["digest"] = digest
    return left


def _measured(content: bytes) -> tuple[Json, int]:
    digest = to_dict(unpack(content))
    return digest, len(_bytes({"digest": digest}))


def _bytes(data: Json) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
