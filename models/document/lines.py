"""Text as a list of lines: one newline, no invisible characters, indentation measured.

Knows nothing of articles or comments.
"""

import re
from dataclasses import dataclass

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_LONELY_JOINER = re.compile("(?<![\u2190-\U0001faff\ufe0f])\u200d|\u200d(?![\u2190-\U0001faff])")
_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
TAB = "    "


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its text without outer space, and how many columns it was indented."""

    text: str
    indent: int = 0

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return not self.text


def clean(text: str) -> str:
    """``text`` with one kind of newline and space, without invisible and control characters."""
    text = _BREAK.sub("\n", text)
    text = _LONELY_JOINER.sub("", _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", text)


def split(text: str) -> list[Line]:
    """The lines of cleaned ``text``; tabs count as four columns."""
    lines = []
    for raw in clean(text).split("\n"):
        body = raw.replace("\t", TAB)
        stripped = body.strip()
        indent = len(body) - len(body.lstrip(" \u3000")) if stripped else 0
        lines.append(Line(stripped, indent))
    return lines


_QUOTED_HEADER = re.compile(r"(?:> ?){1,9}\*\*[^*]{1,60}\*\*")
_MARKS = re.compile(r"(?:> ?){1,9}|>+")


def unquote(lines: list[Line]) -> list[Line]:
    """Markdown that nests answers as quotations ("> **Ann**"): the marks become indentation."""
    if not any(_QUOTED_HEADER.match(line.text) for line in lines if line.text[:1] == ">"):
        return lines
    out = []
    for line in lines:
        marks = _MARKS.match(line.text)
        depth = marks.group().count(">") if marks else 0
        text = line.text[marks.end() :].strip() if marks else line.text
        out.append(Line(text, line.indent + 4 * depth))
    return out


def join(lines: list[Line]) -> str:
    """A text block again: outer blank lines gone, runs of blank lines one, common indent gone."""
    out: list[str] = []
    base = min((line.indent for line in lines if line.text), default=0)
    for line in lines:
        if line.text or (out and out[-1]):
            inner = min(line.indent - base, 40)
            out.append(" " * inner + line.text if inner > 1 else line.text)
    while out and not out[-1]:
        out.pop()
    return "\n".join(out)
