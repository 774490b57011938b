"""Cuts a text into sentences with exact offsets, in any language.

Sentencex (a rule set per language) proposes the cuts; a few repairs follow for the cases where a
quoted sentence would be torn from its mark or its speaker. It knows no paragraphs beyond the blank
line and nothing of what a sentence says.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

Bounds = tuple[int, int]

# Sentencex takes quadratic time over many quotations in one block, so a block is cut into chunks.
_CHUNK = 6_000
_LONG = 320  # a quotation longer than this is cut at its inner sentence ends

_END = ".!?…。！？।؟"
_OPENING = "\"'“‘«„‚‹([{「『【（¿¡"
_CLOSING = "\"'”’»“‘›)]}」』】）"
_GLUED = "」』】"  # no space follows these: the text after them goes on

_ITEM = re.compile(r"[ \t]*(?:[-*•>]|\d{1,3}[.)])[ \t]")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n|\n(?=[ \t]*(?:[-*•>]|\d{1,3}[.)])[ \t])")
# After an end mark and its closing marks: white space, then what a sentence may start with.
_INNER = re.compile(rf"[{re.escape(_END)}][{re.escape(_CLOSING)}]{{0,4}}[ \t\r\n\u00a0]")
_NUMBER = re.compile(r"[(\[]?(?:\d{1,3}|[A-Za-z])[.)]$|[-*•>#]{1,3}$")
_INITIAL = re.compile(r"(?:^|[\s.(\u00a0])[^\W\d_]\.$")
_ACRONYM_END = re.compile(r"\b(?:[A-Z]\.){2,4} (?=(?:The|It|He|She|They|We|In|But|And|This|I) )")


def sentences(text: str, language: str | None = None) -> tuple[Bounds, ...]:
    """(start, end) of each sentence in code points, in order, without outer white space.

    ``language`` is ISO 639-1; None or an unknown code falls back to the English rules, which hold
    for most scripts. Every character that is not white space lies in exactly one sentence. Linear
    in the length of ``text``.
    """
    found: list[Bounds] = []
    for start, end in _blocks(text):
        pieces = _merge(text, list(_propose(text, start, end, language or "en")))
        for piece in pieces:
            found.extend(_trim(text, *inner) for inner in _split(text, *piece))
    return tuple(bounds for bounds in found if bounds[0] < bounds[1])


def _blocks(text: str) -> Iterator[Bounds]:
    """Runs between blank lines and around list items, none longer than ``_CHUNK``."""
    start = 0
    for match in _BLANK_LINE.finditer(text):
        yield from _run(text, start, match.start())
        start = match.end()
    yield from _run(text, start, len(text))


def _run(text: str, start: int, end: int) -> Iterator[Bounds]:
    """A run, in two where a list item is followed by a line that starts anew."""
    line = _after_item(text, start, end) if _ITEM.match(text, start, end) else start
    yield from _chunks(text, start, line)
    yield from _chunks(text, line, end)


def _after_item(text: str, start: int, end: int) -> int:
    """Where the first unindented line with a capital starts, else ``end``."""
    at = text.find("\n", start, end)
    while at >= 0:
        if text[at + 1 : min(at + 3, end)].lstrip(_OPENING)[:1].isupper():
            return at + 1
        at = text.find("\n", at + 1, end)
    return end


def _chunks(text: str, start: int, end: int) -> Iterator[Bounds]:
    while end - start > _CHUNK:
        cut = _break(text, start + _CHUNK // 2, start + _CHUNK)
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end


def _break(text: str, low: int, high: int) -> int:
    """Where a chunk may end: best at a line's end, then a sentence's, then a word's."""
    for mark in ("\n", "。", '." ', ".” ", "? ", ". ", " "):
        cut = text.rfind(mark, low, high)
        if cut >= 0:
            return cut + len(mark)
    return high


def _propose(text: str, start: int, end: int, language: str) -> Iterator[Bounds]:
    from sentencex import get_sentence_boundaries

    cuts = [b["start_index"] + start for b in get_sentence_boundaries(language, text[start:end])]
    cuts = [start, *[cut for cut in cuts if start < cut < end], end]
    for here, there in itertools.pairwise(cuts):
        bounds = _trim(text, here, there)
        if bounds[0] < bounds[1]:
            yield bounds


def _merge(text: str, pieces: list[Bounds]) -> list[Bounds]:
    """Joins what was torn: list numbers, initials, marks and ``」`` from what they belong to."""
    merged: list[Bounds] = []
    for piece in pieces:
        if merged and _detached(text, piece):
            # "… to move. ' Trials began": the mark closes the sentence before.
            merged[-1] = (merged[-1][0], piece[0] + 1)
            piece = _trim(text, piece[0] + 1, piece[1])
        if merged and _torn(text, merged[-1], piece):
            merged[-1] = (merged[-1][0], piece[1])
        else:
            merged.append(piece)
    return merged


def _detached(text: str, piece: Bounds) -> bool:
    start, end = piece
    return end - start > 2 and text[start] in "\"'’”" and text[start + 1].isspace()


def _torn(text: str, left: Bounds, right: Bounds) -> bool:
    tail = text[max(left[0], left[1] - 8) : left[1]]
    if left[1] - left[0] <= 6 and _NUMBER.match(text[left[0] : left[1]]):
        return True
    if left[1] == right[0] and text[right[0]].isalnum() and tail[-1:] == ".":
        return True  # "The .NET runtime", "file.txt"
    if _INITIAL.search(tail) and not tail.endswith(" I."):
        return text[right[0]].isupper()
    if all(c in _CLOSING or c in _END for c in text[right[0] : min(right[1], right[0] + 8)]):
        return right[1] - right[0] <= 8
    return tail[-1:] in _GLUED and left[1] == right[0]


def _split(text: str, start: int, end: int) -> Iterator[Bounds]:
    """Cuts after a closed quotation, a bracket or "…", and inside a long quotation."""
    at = start
    piece = text[start:end]
    cuts = [m.end() for m in _INNER.finditer(piece) if _ends(piece, m, end - start > _LONG)]
    cuts += [m.end() for m in _ACRONYM_END.finditer(piece)]
    for cut in sorted(cuts):
        yield at, start + cut
        at = start + cut
    yield at, end


def _ends(piece: str, match: re.Match[str], long: bool) -> bool:
    follow = piece[match.end() : match.end() + 2].lstrip(_OPENING + " ")[:1]
    if not (follow.isupper() or unicodedata.category(follow or " ") == "Lo"):
        return False
    mark = match.group()
    if len(mark) > 2 or mark[0] == "…":
        return True
    return (
        long
        and not _INITIAL.search(piece[max(0, match.start() - 3) : match.start() + 1])
        and (mark[0] != "." or _word(piece, match.start()) > 3)
    )


def _word(piece: str, end: int) -> int:
    """Letters before ``end``: an abbreviation is short, a sentence seldom ends on "Mr"."""
    start = end
    while start > 0 and end - start < 5 and piece[start - 1].isalpha():
        start -= 1
    return end - start


def _trim(text: str, start: int, end: int) -> Bounds:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
