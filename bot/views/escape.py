"""Makes outside text safe to show: on a terminal (``visible``), in Discord (``inert``, ``plain``).

It changes what is shown and never what is stored: spans are cut from the text before this.
"""

import json
import re
import unicodedata
from itertools import pairwise

from bot.views.card import units
from bot.views.hidden import cleaned
from bot.views.slurs import dotted, slurs

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\x85\u2028\u2029"), " ")
# C0 controls and DEL have pictures of their own (U+2400 block), C1 controls have none.
_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\N{SYMBOL FOR DELETE}",
    **dict.fromkeys(range(0x80, 0xA0), _REPLACEMENT),
    **dict.fromkeys(range(0xD800, 0xE000), _REPLACEMENT),  # lone surrogates cannot be written
}
# Embeddings, overrides and isolates reorder the line around them.
_REORDERING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), _REPLACEMENT)
# These show nothing by themselves; the joiners of emoji and of Indic and Persian words stay.
_HIDDEN = {
    **dict.fromkeys((0x00AD, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF), ""),
    **dict.fromkeys((*range(0x2060, 0x2066), *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC)), ""),
    **dict.fromkeys(range(0xE0000, 0xE0080), ""),
}
_VISIBLE = _CONTROLS | _REORDERING | _HIDDEN | _SPACES

# json.dumps leaves DEL as it is; it escapes everything below a space by itself.
_ESCAPED = {code: json.dumps(chr(code))[1:-1] for code in _VISIBLE if code > 0x7F}
_ESCAPED[0x7F] = "\\u007f"

# No script written today puts more marks than this on one letter.
_MAX_MARKS = 6

_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_SKIN_TONES = "".join(map(chr, range(0x1F3FB, 0x1F400)))
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))  # two of these letters make one flag

# What Discord may read as markdown. A backslash makes any character but letters, digits and white
# space inert; fullwidth and small forms are taken for what they look like. Every repeated part is
# one character, so this is linear.
_LIVE = re.compile(
    r"[\\`*_~|<>\[\]#@＼｀＊＿～｜＜＞［］＃＠﹨﹡﹏﹤﹥﹟﹫﹇﹈︳︴﹍﹎`]"
    r"|[.．。｡․﹒](?=[A-Za-zＡ-Ｚａ-ｚ])"  # addresses
    r"|[:：﹕︓](?=\S|\Z)(?!(?<=\d:)\d\d(?![\d:]))"  # schemes, emoji; times stay
    r"|(?<=[:：﹕︓<＜/／])[/／]"
    r"|(?<=[\]］])[(（]"  # masked links
    r"|\A[-－﹣+＋]|[+＋﹢](?=\d)"  # lists, subtext, telephone numbers
)
_NUMBERED = re.compile(r"\A(\d+)([.．)])(?=\s|\Z)")


def inert(text: str, mask: bool = False) -> str:
    """``text`` on one line, its words the same when Discord shows them, and nothing in it live.

    No markdown, link, invite, mention, emoji by name or timestamp; hidden characters are dropped
    first. ``mask`` puts slurs behind spoiler bars. Linear in the length of ``text``.
    """
    shown = cleaned(text)
    edges = [0, len(shown)]
    if mask:
        edges[1:1] = [edge for span in slurs(shown) for edge in span]
    pieces = (_LIVE.sub(r"\\\g<0>", shown[start:end]) for start, end in pairwise(edges))
    masked = "".join(f"||{piece}||" if at % 2 else piece for at, piece in enumerate(pieces))
    return _NUMBERED.sub(r"\1\\\2", masked)


def plain(text: str, limit: int, mask: bool = False) -> str:
    """``text`` on one line without hidden characters, for places that render no markdown.

    Over ``limit`` UTF-16 units it is shortened by whole characters as people see them, an ellipsis
    at its end: not for quotations, which are never cut. ``mask`` puts dots in place of slurs.
    """
    shown = cleaned(text[: 8 * limit])
    shown = dotted(shown) if mask else shown
    if units(shown) <= limit and len(text) <= 8 * limit:
        return shown
    end = min(limit - 1, len(shown))
    while units(shown[:end]) > limit - 1:
        end -= 1
    while 0 < end < len(shown) and _belongs(shown, end):
        end -= 1
    return shown[:end].rstrip(" ,;:—-") + "…"


def visible(text: str) -> str:
    """``text`` on one line, with no character that commands a terminal or hides another."""
    shown = " ".join(text.translate(_VISIBLE).split())
    return shown if shown.isascii() else _without_towers(shown)


def escape_json(document: str) -> str:
    """The same JSON, with the characters that ``visible`` replaces written as escapes."""
    return document.translate(_ESCAPED)


def _belongs(text: str, at: int) -> bool:
    """Whether people see the character at ``at`` as one with what stands before it."""
    char, before = text[at], text[at - 1]
    if unicodedata.category(char)[0] == "M" or char in _JOINERS or char in _SKIN_TONES:
        return True
    if before == _JOINERS[1]:
        return True
    flags = at - len(text[:at].rstrip(_FLAGS))
    return char in _FLAGS and flags % 2 == 1


def _without_towers(text: str) -> str:
    """``text`` with long runs of combining marks cut, which would draw over other lines."""
    kept: list[str] = []
    run = 0
    for char in text:
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if run <= _MAX_MARKS:
            kept.append(char)
    return "".join(kept)
