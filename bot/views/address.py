"""Writes the address of a page so that it is one link and nothing else in Discord's markdown.

It looks at the address only: nothing is opened.
"""

import re
from urllib.parse import quote, urlsplit

_MAX = 600  # characters: a longer one would take the place of what the page says
_ALLOWED = "/%:@!$&+,;=?-._"  # the rest of what an address may hold can end a link
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.ASCII)
# Discord opens these itself: an invitation or a gift, not a page.
_DISCORD = ("discord.gg", "discord.com", "discordapp.com", "discord.gift", "discord.new")


def address(url: str | None) -> str | None:
    """``url`` in ASCII with everything that could end a link percent-encoded.

    None where it is none of http or https, holds a password, leads to Discord or is too long.
    """
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or parts.username or not _HOST.fullmatch(host):
        return None
    if any(host == own or host.endswith(f".{own}") for own in _DISCORD):
        return None
    tail = quote(parts.path, safe=_ALLOWED, errors="ignore")
    for mark, part in (("?", parts.query), ("#", parts.fragment)):
        tail += mark + quote(part, safe=_ALLOWED, errors="ignore") if part else ""
    found = f"{parts.scheme}://{host}{port}{tail}".replace("~", "%7E")
    return found if len(found) <= _MAX else None
