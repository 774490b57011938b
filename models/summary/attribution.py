"""Keeps quoted words with their speaker: a sentence from inside a quotation is never the author's.

Pairs the quotation marks of a paragraph and widens a sentence until the words outside the marks
can name the speaker. It reads marks, not meaning: unmarked reported speech passes as it stands.
"""

import re

from models.document.wording import size

Bounds = tuple[int, int]

_PAIRS = {
    **{"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’"},
    **{"「": "」", "『": "』", '"': '"', "'": "'"},
}
_SCARE = 4  # quotations of fewer words are terms, not speech
_WIDEST = 420  # characters; a quotation whose speaker is farther away is left out
_OPEN = 1_200  # characters that a mark without its partner quotes
_SINGLE = 600  # characters within which a single mark is closed, or it is an apostrophe
_OUTSIDE = 2  # words outside the marks that an attribution needs ("she said")
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|added|asked|wrote|tweeted|argued|sagte|sagt|erklärte|a (?:dit|déclaré)"
    r"|dijo|afirmó|сказа\w+|заяви\w+)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"[\w.'’-]+(?: [\w.'’()-]+){0,4}:\s")


def quotations(paragraph: str) -> tuple[Bounds, ...]:
    """(start, end) of each marked quotation of four words or more, marks included, in order.

    A mark that is never closed runs to the paragraph's end, as the convention for quotations over
    several paragraphs has it, but no farther than 1,200 characters: rather a slip of the pen. A
    single mark not closed within 600 characters is an apostrophe.
    Where such marks stand apart on both sides, as some extractors leave them, nobody can tell
    which open and which close: they are not read. Linear in the length.
    """
    found: list[Bounds] = []
    unread = "'" if paragraph.count(" ' ") > 1 else ""
    at = 0
    while at < len(paragraph):
        if paragraph[at] in _PAIRS and paragraph[at] not in unread and _opens(paragraph, at):
            single = paragraph[at] in "'‘"
            end = _close(paragraph, at, at + _SINGLE if single else len(paragraph))
            if end is not None or not single:
                found.append((at, end or min(at + _OPEN, len(paragraph))))
                at = found[-1][1]
                continue
        at += 1
    return tuple(b for b in found if size(paragraph[b[0] : b[1]]) >= _SCARE)


def _close(text: str, opened: int, limit: int) -> int | None:
    """The end of the quotation that the mark at ``opened`` begins."""
    closing = _PAIRS[text[opened]]
    for at in range(opened + 1, min(limit, len(text))):
        if text[at] in closing and _closes(text, at):
            return at + 1
    return None


def _opens(text: str, at: int) -> bool:
    if text[at] not in "\"'‘»":
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or not (before.isalnum() or before in ".,!?")) and not after.isspace()


def _closes(text: str, at: int) -> bool:
    if text[at] not in "'’\"":
        return True
    before, after = text[at - 1], text[at + 1 : at + 3]
    if after[:1].isalnum() or (before.isspace() and after and not after[0].isspace()):
        return False
    # "the workers’ own fault": a possessive ends no quotation.
    return text[at] == '"' or not (before == "s" and after[:1] == " " and after[1:].islower())


def attribute(paragraph: str, sentences: tuple[Bounds, ...]) -> tuple[Bounds | None, ...]:
    """For each sentence the bounds under which it may be shown, None where it may not.

    The author's own sentences come back as they are. A sentence that touches a quotation is
    widened to hold the whole quotation and the words that attribute it; None when there are no
    such words or the result is longer than 420 characters.
    """
    quoted = quotations(paragraph)
    return tuple(_widen(paragraph, sentences, index, quoted) for index in range(len(sentences)))


def _widen(
    paragraph: str, sentences: tuple[Bounds, ...], index: int, quoted: tuple[Bounds, ...]
) -> Bounds | None:
    start, end = sentences[index]
    touched = [q for q in quoted if q[0] < end and q[1] > start]
    if not touched:
        return start, end
    start, end = min(start, touched[0][0]), max(end, touched[-1][1])
    if end - start > _WIDEST:
        return None
    # Whole sentences again: the quotation may begin or end in a neighbour.
    start = min(s for s, e in sentences if e > start)
    end = max(e for s, e in sentences if s < end)
    if not _attributed(paragraph, start, end, quoted):
        beside = _beside(paragraph, sentences, (start, end), quoted)
        if beside is None:
            return None
        start, end = min(start, beside[0]), max(end, beside[1])
    return (start, end) if end - start <= _WIDEST else None


def _beside(
    paragraph: str, sentences: tuple[Bounds, ...], bounds: Bounds, quoted: tuple[Bounds, ...]
) -> Bounds | None:
    """The neighbour that names the speaker: "Smith said." after, or "“…,” he said." before."""
    index = max(i for i, (_, end) in enumerate(sentences) if end <= bounds[1])
    if index + 1 < len(sentences):
        start, end = sentences[index + 1]
        if size(paragraph[start:end]) <= 5 and _SAYS.search(paragraph[start:end]):
            return start, end
    index = min(i for i, (start, _) in enumerate(sentences) if start >= bounds[0])
    if index == 0:
        return None
    start, end = sentences[index - 1]
    speech = any(left < end and right > start for left, right in quoted)
    return (start, end) if speech and _attributed(paragraph, start, end, quoted) else None


def _attributed(paragraph: str, start: int, end: int, quoted: tuple[Bounds, ...]) -> bool:
    outside, at = [], start
    for left, right in quoted:
        if right > start and left < end:
            outside.append(paragraph[at : max(at, left)])
            at = right
    outside.append(paragraph[at:end])
    return size(" ".join(outside)) >= _OUTSIDE


def labelled(paragraphs: tuple[str, ...]) -> frozenset[int]:
    """Indices of the paragraphs that open on a speaker ("Smith: …") where the article is a talk.

    Three such openings make a talk. Only a paragraph's first sentence then carries its speaker.
    """
    found = [i for i, p in enumerate(paragraphs) if p[:1].isupper() and _SPEAKER.match(p[:80])]
    return frozenset(found) if len(found) >= 3 else frozenset()
