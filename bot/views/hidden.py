"""Takes out of outside text what shows nothing and only hides, reorders or splits other characters.

What a reader sees stays: emoji keep their joiners and so do words of the scripts that need them.
"""

import re
import unicodedata
from functools import lru_cache

_MARKS = 6  # no script written today puts more marks than this on one letter

# Default ignorables and blanks that have another category than "Cf".
_IGNORED = frozenset(
    (
        0x034F,
        *(0x115F, 0x1160, 0x3164, 0xFFA0),  # Hangul fillers
        *(0x17B4, 0x17B5),
        *range(0x180B, 0x1810),  # Mongolian selectors
        *range(0xFE00, 0xFE10),  # variation selectors; the one of emoji is looked at below
        *range(0xFFF0, 0xFFFC),
    )
)
_BLANK = "\N{BRAILLE PATTERN BLANK}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_EMOJI_STYLE = "\N{VARIATION SELECTOR-16}"
_KEYCAP = "\N{COMBINING ENCLOSING KEYCAP}"
_VIRAMA = 9  # canonical combining class

_JOINER_RUN = re.compile(f"[{_JOINERS}{_EMOJI_STYLE}]+")
_SPACE = re.compile(r"\s+")
_KEEP, _DROP, _BREAK, _MARK = range(4)


def cleaned(text: str) -> str:
    """``text`` on one line without control, bidi, zero-width, tag and other hidden characters.

    Linear in its length. A joiner stays only where an emoji or a letter of a joining script stands
    before it, so it can never split a word of Latin letters, digits and punctuation.
    """
    if not text.isascii() or not text.isprintable():
        text = _JOINER_RUN.sub(_joined, _without_hidden(text))
    return _SPACE.sub(" ", text).strip()


def _without_hidden(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        kind = _kind(char)
        marks = marks + 1 if kind == _MARK else 0
        if kind == _BREAK:
            kept.append(" ")
        elif kind != _DROP and marks <= _MARKS:
            kept.append(char)
    return "".join(kept)


def _joined(run: re.Match[str]) -> str:
    """What stays of a run of joiners and emoji selectors between what stands around it."""
    before, after = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    kept = ""
    if _EMOJI_STYLE in run[0] and (_is_pictured(before) or after == _KEYCAP):
        kept = _EMOJI_STYLE
    joiner = run[0].strip(_EMOJI_STYLE)[:1]
    return kept + joiner if joiner and _may_join(before, after, joiner) else kept


def _may_join(before: str, after: str, joiner: str) -> bool:
    if _is_pictured(before):
        return joiner == _JOINERS[1] and _is_pictured(after)
    if not _is_joining(before):
        return False
    return _is_joining(after) or unicodedata.combining(before) == _VIRAMA


def _is_pictured(char: str) -> bool:
    """Whether ``char`` may be, or end, an emoji: a symbol above Latin or a skin tone."""
    return char > "\u2000" and unicodedata.category(char) in ("So", "Sk", "Sm", "Po")


def _is_joining(char: str) -> bool:
    """Whether ``char`` is written in a script whose words hold joiners: Arabic to Mongolian."""
    return (
        "\u0600" <= char <= "\u0eff" or "\u0f00" <= char <= "\u1cff" or "\ufb50" <= char <= "\ufefc"
    ) and unicodedata.category(char)[0] in "LM"


@lru_cache(maxsize=4_096)
def _kind(char: str) -> int:
    category = unicodedata.category(char)
    if char.isspace() or char == _BLANK:
        return _BREAK
    if char in _JOINERS or char == _EMOJI_STYLE:
        return _KEEP
    if category in ("Cc", "Cf", "Cs") or ord(char) in _IGNORED or _is_unassigned(char):
        return _DROP
    return _MARK if category in ("Mn", "Me") else _KEEP


def _is_unassigned(char: str) -> bool:
    """Noncharacters and the plane of tags and selectors; new letters and emoji are not meant."""
    return (
        "\U000e0000" <= char <= "\U000e0fff"
        or "\ufdd0" <= char <= "\ufdef"
        or (ord(char) & 0xFFFE == 0xFFFE)
    )
