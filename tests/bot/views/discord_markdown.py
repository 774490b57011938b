"""A small model of how Discord reads markdown, made without a look at the escaper.

``read`` walks a text as the client does: at each place the first rule that holds wins. It gives
back what a reader sees and everything that would be alive.
"""

import re
from dataclasses import dataclass, field

# Rules that hold at the start of a line.
_LINES = [
    ("heading", re.compile(r" *#{1,3}\s+\S")),
    ("subtext", re.compile(r" *-#\s+\S")),
    ("quote", re.compile(r" *>(?:>>)?\s+\S")),
    ("list", re.compile(r" *(?:[-*+]|\d{1,9}[.)])\s+\S")),
]

# Rules that hold anywhere, in the client's order; a backslash has already been looked at.
_INLINE = [
    ("code", re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)),
    ("autolink", re.compile(r"<[^\s<>:]+:/?/?[^\s<>]+>")),
    ("mail", re.compile(r"<[^\s<>@]+@[^\s<>]+>")),
    ("telephone", re.compile(r"<\+\d[^<>]*>|\+\d{6,}")),
    ("mention", re.compile(r"<(?:@[!&]?|#)\d+>")),
    ("slash", re.compile(r"</[^<>:]+:\d+>")),
    ("guide", re.compile(r"<id:[^<>]+>")),
    ("time", re.compile(r"<t:-?\d+(?::[tTdDfFR])?>")),
    ("emoji", re.compile(r"<a?:\w+:\d+>|:[A-Za-z0-9_+-]{2,}:(?!\d)")),
    ("link", re.compile(r"\[[^\[\]\n]*\]\([^()\n]*\)")),
    ("url", re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s<]")),
    ("scheme", re.compile(r"(?:mailto|tel|sms|javascript|data):\S", re.IGNORECASE)),
    ("address", re.compile(r"[\w.+-]+@[\w-]+\.\w")),
    (
        "invite",
        re.compile(
            r"discord(?:app)?\s?[.。．｡․﹒]\s?(?:gg|gift|new|com)(?:/\w|\b)",
            re.IGNORECASE,
        ),
    ),
    ("bold", re.compile(r"\*\*.+?\*\*", re.DOTALL)),
    ("underline", re.compile(r"__.+?__", re.DOTALL)),
    ("italic", re.compile(r"\*(?=\S).+?\*|_(?=\S).+?_", re.DOTALL)),
    ("strike", re.compile(r"~~.+?~~", re.DOTALL)),
    ("spoiler", re.compile(r"\|\|(.+?)\|\|", re.DOTALL)),
]
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


@dataclass
class Reading:
    """What a reader sees, and (rule, text) of all that is alive."""

    seen: str = ""
    live: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rules(self) -> set[str]:
        """Which rules held."""
        return {rule for rule, _ in self.live}


def read(markdown: str) -> Reading:
    """Walks ``markdown`` character by character; for short texts only, it is quadratic."""
    reading = Reading()
    at = 0
    while at < len(markdown):
        if at == 0 or markdown[at - 1] == "\n":
            for rule, pattern in _LINES:
                if found := pattern.match(markdown, at):
                    reading.live.append((rule, found[0]))
        if escaped := _ESCAPE.match(markdown, at):
            reading.seen += escaped[1]
            at = escaped.end()
            continue
        for rule, pattern in _INLINE:
            if found := pattern.match(markdown, at):
                reading.live.append((rule, found[0]))
        reading.seen += markdown[at]
        at += 1
    return reading


def seen(markdown: str) -> str:
    """The text without backslashes, as a reader finds it."""
    return _ESCAPE.sub(r"\1", markdown)
