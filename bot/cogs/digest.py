"""The commands that make a digest: ``/digest``, the message command, and the form both may open.

Thin: take what was given, refuse what cannot be read, and hand the source to ``work``.
"""

import asyncio
import secrets
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.cogs.answer import Answer
from bot.cogs.guard import answering
from bot.cogs.request import request
from bot.cogs.translate import named
from bot.cogs.work import Source, begin
from bot.errors import SourceError
from bot.services import Wanted
from bot.sources import attachment, form, links, media, message
from bot.sources.attachment import Attachment
from bot.views.forms import ARTICLE, COMMENTS, FILE, MAX_CLAIM, Values, source_form
from bot.views.press import Press
from models.types import Length, Page

if TYPE_CHECKING:
    from bot.cogs.answer import Interaction

_MAX_TEXT = 6_000  # characters of a text option, Discord's limit
_MAX_URL = 2_048
_BYTES_A_CHARACTER = 4  # at most, in UTF-8, UTF-16 and UTF-32
_MAX_PENDING = 1_000  # forms opened and not sent yet


@app_commands.command(name=named("digest"), description=named("digest_description"))
@app_commands.describe(
    url=named("digest_url"),
    file=named("digest_file"),
    text=named("digest_text"),
    claim=named("digest_claim"),
    length=named("digest_length"),
    private=named("digest_private"),
)
@app_commands.choices(
    length=[
        app_commands.Choice(name=named(f"length_{length.value}"), value=length.value)
        for length in Length
    ]
)
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def digest(
    interaction: "Interaction",
    url: app_commands.Range[str, 1, _MAX_URL] | None = None,
    file: discord.Attachment | None = None,
    text: app_commands.Range[str, 1, _MAX_TEXT] | None = None,
    claim: app_commands.Range[str, 1, MAX_CLAIM] | None = None,
    length: app_commands.Choice[str] | None = None,
    private: bool | None = None,
) -> None:
    """Exactly one source, or the form where none is given."""
    wanted = Wanted(claim, Length(length.value) if length else None, private)
    async with answering(interaction) as answer:
        given = [option for option in (url, file, text) if option is not None]
        if len(given) > 1:
            raise SourceError("several_sources")
        if not given:
            await _open_form(answer, wanted)
            return
        await begin(answer, request(interaction, wanted), _source(answer, url, file, text or ""))


@app_commands.context_menu(name=named("digest_message"))
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def digest_message(interaction: "Interaction", target: discord.Message) -> None:
    """The text, the link or the text attachments of any message."""
    async with answering(interaction) as answer:
        files = [attached(one) for one in target.attachments]
        found = message.choose(target.content, files, [_words(embed) for embed in target.embeds])
        for one in found.attachments:
            _check(answer, one)

        async def read() -> Page:
            return message.page(found, [await _fetch(answer, one) for one in found.attachments])

        await begin(answer, request(interaction, Wanted()), read)


async def submitted(answer: Answer, press: Press, values: Values) -> None:
    """The source form came back; what its asker had chosen before waits under its key."""
    wanted = answer.interaction.client.services.wanted.pop(press.key, Wanted())
    article, comments = values.texts.get(ARTICLE, ""), values.texts.get(COMMENTS, "")
    uploads = values.uploads.get(FILE, ())
    if not uploads:
        filled = form.from_form(article, comments)
        await begin(answer, request(answer.interaction, wanted), _known(filled))
        return
    upload = uploads[0]
    file = Attachment(upload.name, upload.url, upload.size, upload.media_type)
    _check(answer, file)

    async def read() -> Page:
        return form.from_form(article, comments, await _fetch(answer, file), file.name)

    await begin(answer, request(answer.interaction, wanted), read)


def _source(answer: Answer, url: str | None, file: discord.Attachment | None, text: str) -> Source:
    """What reads the one source there is; raises SourceError for what need not be read."""
    if url is not None:
        return _known(links.behind(url))
    if file is None:
        return _known(form.from_text(text))
    one = attached(file)
    _check(answer, one)

    async def read() -> Page:
        return await _fetch(answer, one)

    return read


def _known(page: Page) -> Source:
    async def read() -> Page:
        return page

    return read


async def _fetch(answer: Answer, file: Attachment) -> Page:
    http = answer.interaction.client.services.http
    raw = await attachment.fetch(http, file, _most_bytes(answer))
    return await asyncio.to_thread(attachment.page, raw, file)


def _check(answer: Answer, file: Attachment) -> None:
    """Raises SourceError for a file that need not be fetched, here also for what it may hold."""
    attachment.check(file, _most_bytes(answer))
    interaction = answer.interaction
    most = interaction.client.services.guilds.settings(interaction.guild_id).max_input
    kind = media.by_name(file.name, file.media_type)
    if kind != media.PDF and file.size > _BYTES_A_CHARACTER * most:
        raise SourceError("too_long_here", limit=most)


def _most_bytes(answer: Answer) -> int:
    """As much as may be uploaded here, and as the operator takes."""
    interaction = answer.interaction
    return min(interaction.filesize_limit, interaction.client.services.settings.limits.max_bytes)


def _words(embed: discord.Embed) -> str:
    parts = (embed.title, embed.description, *(field.value for field in embed.fields))
    return "\n\n".join(part for part in parts if part)


def attached(file: discord.Attachment) -> Attachment:
    """Discord's attachment as the sources know it."""
    return Attachment(file.filename, file.url, file.size, file.content_type)


async def _open_form(answer: Answer, wanted: Wanted) -> None:
    """What was chosen beside a source is kept until the form comes back."""
    interaction = answer.interaction
    pending = interaction.client.services.wanted
    key = secrets.token_urlsafe(6)
    pending[key] = wanted
    while len(pending) > _MAX_PENDING:
        del pending[next(iter(pending))]
    await answer.form(source_form(request(interaction, wanted).say, key))
