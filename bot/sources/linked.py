"""The page behind a link as a guild lets it be read: its rules first, then the fetcher.

Which addresses may be dialled at all is the fetcher's business, whatever a guild allows.
"""

from dataclasses import replace
from typing import Protocol
from urllib.parse import urlsplit

from bot.errors import AccessError
from config.guilds import GuildSettings
from models.types import Page


class Fetches(Protocol):
    """What gets a page: the fetcher, or a cache before it."""

    async def fetch(self, url: str) -> Page:
        """The page behind ``url`` with its feeds; raises SourceError."""
        ...


async def read(link: Page, fetcher: Fetches, settings: GuildSettings) -> Page:
    """The page that ``link`` stands for, with the comments that were given apart kept.

    Raises AccessError where the guild reads no links or not this site, before anything is dialled
    and again where a redirect led elsewhere, and SourceError where the page cannot be had.
    """
    url = link.url or ""
    allow(url, settings)
    page = await fetcher.fetch(url)
    allow(page.url or url, settings)
    if link.comments is None:
        return page
    return replace(page, comments=link.comments, feeds=(), failed=())


def allow(url: str, settings: GuildSettings) -> None:
    """Raises AccessError where the guild's settings do not let ``url`` be read."""
    if not settings.links:
        raise AccessError("links_off")
    host = _host(url)
    if _within(host, settings.deny_domains):
        raise AccessError("domain_denied")
    if settings.allow_domains and not _within(host, settings.allow_domains):
        raise AccessError("domain_denied")


def _host(url: str) -> str:
    """The host as the lists write it; empty where there is none, which no list holds."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
        return host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return ""


def _within(host: str, domains: tuple[str, ...]) -> bool:
    """A domain stands for itself and for all below it."""
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)
