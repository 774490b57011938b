"""What stands above the comments: title, byline, date, paragraphs; no furniture."""

import re
from dataclasses import dataclass

from models.document import chrome, dates, headers
from models.document.lines import Line
from models.document.names import name_score

_BYLINE = re.compile(
    r"(?:by|von|par|por|text(?:e|o)?:|words by|story by|written by|reported by|автор(?:ка)?:?"
    r"|文[:：＝=]"
    r"|取材・文[:：＝=]?|記者[:：]|текст:?|autor(?:in)?:|auteur:|de)\s+(?P<name>\S.{1,80})$"
    r"|(?P<ja>\S{2,12})(?:記者|（.{2,12}記者）)$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:[|•·–—]|,\s+(?:staff|political|economics|science|education|chief|senior|special|our"
    r"|reporter"
    r"|columnist|correspondent|editor|journalist|contributor|redaktion|korrespondent|correspondant"
    r"|redactor|corresponsal)\b|\s+for\s+the\b|\s+in\s+[A-Z]|\s+-\s+).*$",
    re.IGNORECASE,
)
_HEADING_TITLE = re.compile(r"[“„«「\"](?P<title>.{3,200})[”“»」\"]")
_TERMINAL = re.compile(r"[.!?…。！？][\"”“»’')\]」』]*$")


@dataclass(frozen=True, slots=True)
class Top:
    """The article part of a page."""

    title: str | None
    byline: str | None
    published: dates.Found | None
    paragraphs: tuple[str, ...]


def read(lines: list[Line], heading: str | None = None) -> Top:
    """The article in ``lines``; ``heading`` is the comments' heading, which may name the title."""
    named = _HEADING_TITLE.search(heading) if heading else None
    blocks = _without_handle(_blocks(lines))
    first = next((i for i, b in enumerate(blocks) if _is_prose(b)), len(blocks))
    head, rest = blocks[:first], blocks[first:]
    title_at = _title(head, named["title"] if named else None)
    byline, published, decks = None, _published(lines), []
    for i, text in enumerate(head):
        if title_at is not None and i < title_at and not _BYLINE.match(text):
            continue
        name, date = _byline(text)
        if name is None and date is None and _is_bare_byline(i, head, title_at):
            name = text.strip(" —–-|")
        if i == title_at:
            continue
        byline, published = byline or name, published or date
        if name is None and date is None and title_at is not None and _is_deck(text):
            decks.append(text)
    if byline is None and rest:
        byline, published, rest = _byline_in_body(rest, published)
    title = head[title_at] if title_at is not None else None
    if not rest:  # nothing as long as prose: a short post
        decks = [t for i, t in enumerate(head) if i != title_at and _byline(t) == (None, None)]
        decks = [t for t in decks if not _CRUMBS.match(t)]
        decks = [t for t in decks if t != byline and (_width(t) >= 5 or _TERMINAL.search(t))]
    paragraphs = (*decks, *_body(rest, title, byline))
    return Top(_plain_title(title) if title else None, byline, published, paragraphs)


_PUBLISHED = re.compile(
    r"(?:first )?(?:published|posted|veröffentlicht|publié|publicado|опубліковано)\b", re.IGNORECASE
)


def _published(lines: list[Line]) -> dates.Found | None:
    """The date of a "Published 8 May 2025" line, which is furniture otherwise."""
    for line in lines[:200]:
        if len(line.text) <= 100 and _PUBLISHED.match(line.text):
            found = dates.find(line.text)
            if found and found[0].strength is dates.Strength.ABSOLUTE:
                return found[0]
    return None


def _plain_title(title: str) -> str:
    return _SITE.sub("", re.sub(r"^(?:#{1,6}|Thread ?:|Topic ?:|Re ?:)\s+", "", title)) or title


_HANDLE = re.compile(r"@[\w.-]+(?:@[\w.-]+)?")
_CRUMBS = re.compile(
    r"(?:[^|»›‹>]{1,40}\s*[|»›‹>]\s*){1,6}[^|»›‹>]{1,40}$|(?:\S{1,20} - ){2,}\S{1,20}$|/?r/\w+$"
    r"|u/\w+$"
)
_SITE = re.compile(r"\s*\((?:self\.\w+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?)\)$")
_URL = re.compile(r"(?:https?://|www\.)\S+$")


def _without_handle(blocks: list[str]) -> list[str]:
    """A post's "Name", "@handle" opening becomes a byline."""
    for i in range(min(3, len(blocks) - 1)):
        if _HANDLE.fullmatch(blocks[i + 1]) and name_score(blocks[i]) >= 0.7:
            return [f"By {blocks[i]}", *blocks[i + 2 :]]
    return blocks


def _blocks(lines: list[Line]) -> list[str]:
    """Lines without furniture; hard-wrapped lines joined to paragraphs."""
    kept: list[str] = []
    skipping = False
    run: list[str] = []

    def flush() -> None:
        kept.extend(_unwrap(run))
        run.clear()

    for line in lines:
        text = line.text
        if (
            not text
            or chrome.is_counter(text)
            or chrome.is_symbol(text)
            or chrome.is_furniture(text)
            or _URL.match(text)
        ):
            flush()
            continue
        if (
            chrome.is_boilerplate(text)
            or (chrome.is_button(text) and len(text) < 60)
            or _is_log(text)
        ):
            flush()
            continue
        if chrome.is_end(text) and len(text) <= 60 and kept:
            flush()
            skipping = True
            continue
        if skipping and not _is_prose(text):
            continue
        skipping = False
        run.append(text)
    flush()
    return kept


def _is_log(text: str) -> bool:
    """A chat program's own line: a date and what it says it did."""
    found = dates.find(text[:60])
    return (
        bool(found)
        and found[0].start <= 1
        and chrome.is_system(text[found[0].end :].strip(" -–]:"))
    )


def _unwrap(run: list[str]) -> list[str]:
    """One paragraph a line, unless the lines are one paragraph wrapped at a fixed width."""
    if len(run) < 3:
        return list(run)
    inner = run[:-1]
    widths = [len(t) for t in inner]
    wrapped = min(widths) >= 45 and max(widths) <= 100 and max(widths) - min(widths) <= 30
    open_ends = sum(not _TERMINAL.search(t) for t in inner)
    lower = sum(t[0].islower() for t in run[1:])
    flowing = 2 * open_ends >= len(inner) and 5 * lower >= 2 * len(inner)
    return [" ".join(run)] if wrapped and flowing else list(run)


def _is_prose(text: str) -> bool:
    if len(text) >= 140:
        return True
    wide = sum(ord(c) > 0x2E80 for c in text)
    if wide > 10:
        return text[-1] in "。」！？" and len(text) >= 18
    return len(text.split()) >= 8 and bool(re.search(r"[.…][\"”“»’')\]]*$", text))


def _title(head: list[str], named: str | None) -> int | None:
    if named is not None:
        for i, text in enumerate(head):
            if text == named:
                return i
    mark = next(
        (i for i, t in enumerate(head) if _byline(t)[0] or (i and _byline(t)[1])), len(head)
    )
    before = [i for i in range(mark) if _byline(head[i]) == (None, None)]
    if before and all(_CRUMBS.match(head[i]) for i in before):  # the title follows the date
        mark = len(head)
        before = [i for i in range(mark) if _byline(head[i]) == (None, None)]
    before = [i for i in before if not _CRUMBS.match(head[i])] or before
    long = [i for i in before if _width(head[i]) >= 4]
    if long:
        run = len(long) - 1
        while run and long[run - 1] == long[run] - 1:
            run -= 1
        run = long[run]
        return run if mark < len(head) else long[0]
    if before:
        return before[-1] if mark < len(head) else max(before, key=lambda i: (_width(head[i]), i))
    return None


def _width(text: str) -> float:
    """Words, where a run of ideographs counts three characters a word."""
    wide = sum(ord(c) > 0x2E80 for c in text)
    return len(text.split()) + wide / 3


def _is_deck(text: str) -> bool:
    return _width(text) >= 5 and not chrome.is_heading(text)


def _byline(text: str) -> tuple[str | None, dates.Found | None]:
    """(author, date) that a line near the title names; (None, None) when it is no such line."""
    if len(text) > 140:
        return None, None
    found = dates.find(text)
    date = max(found, key=lambda f: f.strength, default=None)
    bare = text
    if date is not None:
        bare = (text[: date.start] + " " + text[date.end :]).strip(" |•·,-–—:()")
    reading = headers.read(text)
    if reading and reading.byline and reading.date and reading.author and not reading.said:
        return reading.author, reading.date
    match = _BYLINE.match(bare)
    if match:
        name = _ROLE.sub("", (match["name"] or match["ja"]).strip()).strip(" ,|•·")
        if name_score(name.split(" and ")[0].split(" und ")[0]) >= 0.45:
            return name, date
    if date is None or date.strength is dates.Strength.WEAK:
        return None, None
    label = re.sub(r"[^\w\s]", " ", bare).split()
    return (None, date) if len(label) <= 4 else (None, None)


def _is_bare_byline(i: int, head: list[str], title_at: int | None) -> bool:
    """A name alone between the title and the date."""
    if title_at is None or i <= title_at or ":" in head[i]:
        return False
    names = re.split(r" and | und | et | y | та |, ", head[i].strip(" —–-|"))
    if min(map(name_score, names)) < 0.9 or len(names) > 3:
        return False
    dated = i + 1 < len(head) and _byline(head[i + 1])[1] is not None
    capital = all(w[0].isupper() or not w[0].isalpha() for w in head[i].split())
    return capital and (dated or (i == title_at + 1 and 2 <= len(head[i].split()) <= 3))


def _byline_in_body(
    rest: list[str], published: dates.Found | None
) -> tuple[str | None, dates.Found | None, list[str]]:
    """A byline that stands after a standfirst, or under the text."""
    for i in (*range(1, min(4, len(rest))), len(rest) - 1):
        if 0 < i < len(rest):
            name, date = _byline(rest[i])
            if name is not None:
                return name, published or date, rest[:i] + rest[i + 1 :]
    return None, published, rest


def _is_biography(text: str, byline: str | None) -> bool:
    """A closing line about the author ("Ann Lee is a writer in Leeds.")."""
    return bool(byline) and len(text) <= 240 and text.startswith(f"{byline} ") and _width(text) > 4


def _body(blocks: list[str], title: str | None, byline: str | None) -> tuple[str, ...]:
    if len(blocks) > 1 and _is_biography(blocks[-1], byline):
        blocks = blocks[:-1]
    kept = [
        b
        for b in blocks
        if b != title and not (_byline(b)[1] and _width(b) <= 9 and not _is_prose(b))
    ]
    prose = next((i for i, b in enumerate(kept) if _is_prose(b)), len(kept))
    while kept and (chrome.is_heading(kept[-1]) or _is_loose_end(kept[-1], kept, prose)):
        kept.pop()
    return tuple(kept)


_LISTED = re.compile(r"\d{1,3}[.)]|[-*•–—“„«\"]")


def _is_loose_end(text: str, kept: list[str], prose: int) -> bool:
    if len(kept) < 2 or _TERMINAL.search(text):
        return False
    if len(text) <= 60 and text[-1] in ":：":
        return True
    if ":" in text[-40:-1] or _LISTED.match(text):
        return False
    return _width(text) <= 14 and prose < len(kept) - 1
