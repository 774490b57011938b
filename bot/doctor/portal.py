"""Looks at the bot's account: the token, its application, and the link that invites it.

The token goes to Discord's API alone and stands in no word.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

import aiohttp

from bot.doctor.finding import Finding, Level
from bot.views.escape import visible
from config.settings import Settings

API = "https://discord.com/api/v10"
"""Discord's own address, where the settings name no other."""

_TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
_USER_INSTALL = "1"  # Discord's number for installing to one's own account


def account(settings: Settings) -> Iterator[Finding]:
    """The token, what Discord says about its application, and the link to invite it."""
    token = settings.discord_token.get_secret_value().strip() if settings.discord_token else ""
    if not token:
        advice = "Put it in .env as DISCORD_TOKEN, or in the secret file discord_token."
        yield Finding(Level.FAIL, "token", "there is none", advice)
        return
    if not token.isascii() or any(char.isspace() for char in token):
        advice = "Copy it once more: one word without spaces, without “Bot” before it."
        yield Finding(Level.FAIL, "token", "this cannot be a token", advice)
        return
    api = settings.discord_api_url or API
    try:
        status, application = asyncio.run(_get(f"{api}/applications/@me", token))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        words = f"{api} cannot be reached ({type(error).__name__})"
        yield Finding(Level.FAIL, "Discord", words, "Check the network, DNS and firewall.")
        return
    yield from _application(status, application)


def _application(status: int, application: dict[str, Any]) -> Iterator[Finding]:
    if status == 401:
        advice = "Developer Portal, page “Bot”, “Reset Token”, and put the new one in its place."
        yield Finding(Level.FAIL, "token", "Discord refuses it", advice)
        return
    number = str(application.get("id", ""))
    if status != 200 or not number.isdigit():
        advice = "Try again in some minutes; see Discord's status page."
        yield Finding(Level.FAIL, "Discord", f"it answers with status {status}", advice)
        return
    name = visible(str(application.get("name", "")))
    yield Finding(Level.OK, "token", f"accepted; the application is “{name}”, id {number}")
    yield Finding(Level.OK, "intents", "no privileged intent is needed; all three may stay off")
    contexts = application.get("integration_types_config")
    if isinstance(contexts, dict) and _USER_INSTALL not in contexts:
        advice = "Developer Portal, page “Installation”, tick “User Install”, if you want that."
        words = "people cannot add the bot to their own account"
        yield Finding(Level.WARN, "installation", words, advice)
    from bot.views.about import invite_url

    yield Finding(Level.OK, "invite", invite_url(int(number)))


async def _get(url: str, token: str) -> tuple[int, dict[str, Any]]:
    """Status and JSON object of one request; {} where the body is none."""
    headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (Hustings, doctor)"}
    async with (
        aiohttp.ClientSession(timeout=_TIMEOUT) as session,
        session.get(url, headers=headers, allow_redirects=False) as response,
    ):
        if response.content_type != "application/json":
            return response.status, {}
        body = await response.json()
        return response.status, body if isinstance(body, dict) else {}
