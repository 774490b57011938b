"""List numbers, bullets and markdown in front of a line."""

import re

from models.document import dates

_ORDINAL_STRICT = re.compile(r"(?:(?:#|№ ?)(\d{1,5})[.):]?|(\d{1,5})[.):：])\s+(?=\S)")
_BULLET = re.compile(r"(?:\[[–+−-]\]|[•·∙▲▼△▽⬆⬇↳└├│|>»–—*+~-]+)\s*")
MARKDOWN = re.compile(r"(?<!\*)\*\*(?=[^*\s])([^*]{1,200})(?<=[^\s])\*\*(?!\*)|^#{1,6}\s+|`")
FRONT = 200  # characters: where a header on one line with its comment has ended


def strip_front(bare: str) -> tuple[int | None, str]:
    """(list number, the rest of the line) of a line without outer space."""
    ordinal = None
    for _ in range(3):
        if match := _ORDINAL_STRICT.match(bare):
            if dates.find(bare) and dates.find(bare)[0].start == 0:
                break
            ordinal = int(match[1] or match[2])
            bare = bare[match.end() :]
        elif (match := _BULLET.match(bare)) and match.end() < len(bare):
            bare = bare[match.end() :]
        else:
            break
    return ordinal, bare


def strip_ordinal(line: str) -> str:
    """``line`` without a leading list number, bullet and markdown marks."""
    return strip_front(MARKDOWN.sub(r"\1", line).strip())[1]


def ordinal_of(line: str) -> int | None:
    """The list number a line begins with, if any."""
    return strip_front(MARKDOWN.sub(r"\1", line).strip())[0]


def mark_of(line: str) -> str | None:
    """What marks a line as a header without a date: its heading level, boldness or list number."""
    level = len(line) - len(line.lstrip("#"))
    if 1 <= level <= 6 and line[level : level + 1] == " ":
        return "#" * level
    if line.startswith("**") and line.endswith(("**", "**:")) and len(line) > 4:
        return "**"
    return "1." if _ORDINAL_STRICT.match(line) else None


_LEVEL = re.compile(r"level (\d{1,2})$", re.IGNORECASE)


def level_of(line: str) -> int | None:
    """The depth that a "level 2" line over a nested comment states, or None."""
    match = _LEVEL.match(line)
    return int(match[1]) if match else None
