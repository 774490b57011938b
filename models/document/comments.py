"""Turns a layout hypothesis into comments and says how well it explains the page.

What is repeated around every comment (buttons, counters, subject lines) is no comment text.
"""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace

from models.document import chrome, dates, headers
from models.document.layouts import Header, Layout
from models.document.lines import Line, join
from models.document.quotes import is_quote, take_out

Text = list[Line]


@dataclass(slots=True)
class Draft:
    """A comment being taken apart: its header, its lines, and what the page printed after them."""

    header: Header
    body: Text
    after: Text = field(default_factory=list)
    before: Text = field(default_factory=list)
    quoted: Text = field(default_factory=list)

    @property
    def text(self) -> str:
        """The comment's words."""
        return join(self.body)


@dataclass(frozen=True, slots=True)
class Reading:
    """A hypothesis carried out: its comments, where they begin, and its worth."""

    layout: Layout
    drafts: tuple[Draft, ...]
    start: int
    heading: int | None
    worth: float


def read(layout: Layout, lines: list[Line]) -> Reading:
    """The comments that ``layout`` finds in ``lines`` and how much of the page they explain."""
    heading, kept = _section(layout.headers, lines)
    if layout.name == "inline" and not layout.footer:
        kept = _with_preambles(kept, lines)
    if not kept:
        return Reading(layout, (), len(lines), heading, 0.0)
    if layout.footer and 5 * sum(h.byline for h in kept) < 4 * len(kept):
        return Reading(layout, (), len(lines), heading, 0.0)
    drafts = _cut(kept, lines, layout.footer, heading)
    start = kept[0].first if not layout.footer else _footer_start(kept[0], lines, heading)
    _trim(drafts, lines)
    drafts = [d for d in _without_doubles(drafts) if not chrome.is_system(d.text)]
    worth = _worth(layout, drafts, lines, heading)
    return Reading(layout, tuple(drafts), min(start, len(lines)), heading, worth)


def _section(found: tuple[Header, ...], lines: list[Line]) -> tuple[int | None, tuple[Header, ...]]:
    """The comments' heading, where the page has one, and the headers that are not the article's."""
    firsts = [h.first for h in found]
    best: int | None = None
    for i, line in enumerate(lines):
        if not chrome.is_heading(line.text):
            continue
        before = bisect_left(firsts, i)
        after = len(firsts) - before
        if before > 2:
            break
        if after and before <= after and (before == 0 or not is_weak_heading(line.text)):
            if sum(map(_is_long, lines[i + 1 : firsts[before]])) <= 1:
                best = i
                break
    kept = tuple(h for h in found if best is None or h.first > best)
    if best is None:
        kept = _without_byline(kept, lines)
    return best, kept


def _is_long(line: Line) -> bool:
    return len(line.text) >= 140 or (len(line.text) >= 60 and line.text[-1] in ".!?…”。」")


_WEAK = re.compile(
    r"^\W*\d*\W*(?:replies|réponses|respuestas|antworten|відповіді|返信|posts?)\W*\d*\W*$", re.I
)


def is_weak_heading(text: str) -> bool:
    """Whether a heading ("5 replies") may also stand under one comment."""
    return _WEAK.match(text) is not None


def _without_byline(found: tuple[Header, ...], lines: list[Line]) -> tuple[Header, ...]:
    """Drops the article's own byline from the front of the headers."""
    if len(found) < 2:
        return () if found and found[0].byline else found
    first, rest = found[0], found[1:]
    others = sum(h.byline for h in rest)
    if first.byline and not 2 * others >= len(rest):
        return rest
    if first.key != rest[0].key and sum(h.key == first.key for h in rest) == 0 and len(rest) >= 2:
        between = [x for x in lines[first.last + 1 : rest[0].first] if x.text]
        if len(between) >= 3:
            return rest
    return found


def _footer_start(header: Header, lines: list[Line], heading: int | None) -> int:
    if heading is not None:
        return heading + 1
    i = header.first - 1
    while i > 0 and lines[i].blank:
        i -= 1
    while i > 0 and not lines[i - 1].blank:
        i -= 1
    return max(i, 0)


def _cut(
    kept: tuple[Header, ...], lines: list[Line], footer: bool, heading: int | None
) -> list[Draft]:
    drafts = []
    if footer:
        start = _footer_start(kept[0], lines, heading)
        for header in kept:
            drafts.append(Draft(header, lines[start : header.first]))
            start = header.last + 1
        return drafts
    ends = [h.first for h in kept[1:]] + [len(lines)]
    for header, end in zip(kept, ends, strict=True):
        body = list(lines[header.last + 1 : end])
        if header.text is not None:
            body.insert(0, Line(header.text, header.indent))
        drafts.append(Draft(header, body))
    return drafts


def _trim(drafts: list[Draft], lines: list[Line]) -> None:
    for draft in drafts:
        if draft.header.key == "mail":
            _drop_signature(draft)
        _trim_front(draft)
    learned = _learned_buttons(drafts)
    closings = [_closing(d.body, learned, d.header.author or "") for d in drafts]
    usual = sum(c is not None for c in closings) >= 0.5 * len(drafts)
    for draft, closing in zip(drafts, closings, strict=True):
        if usual and closing is not None:
            draft.after = draft.body[closing:]
            draft.body = draft.body[:closing]
        _trim_back(draft)
    _cut_end(drafts[-1], usual)
    for _ in range(3):
        if not (_drop_repeated(drafts, 0) or _drop_repeated(drafts, -1)):
            break
    names = frozenset(d.header.author for d in drafts if d.header.author)
    for draft in drafts:
        _take_date(draft)
        draft.body, draft.quoted = take_out(draft.body, names)
        _trim_back(draft)
        _strip_blank(draft)


_STATUS = re.compile(r"^\s*is (?:offline|online)(?: now)?", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


def _letters(text: str) -> str:
    return " ".join(_LETTERS.findall(text.lower())) if len(text) <= 60 else ""


def _learned_buttons(drafts: list[Draft]) -> frozenset[str]:
    """What stands under many comments, digits aside, is a button in a language not listed."""
    counts: Counter[str] = Counter()
    for draft in drafts:
        lines = [x.text for x in draft.body[-24:] if x.text and not is_quote(x.text)]
        forms = {_letters(t) for t in (lines[1:] if len(draft.body) <= 24 else lines)}
        counts.update(forms - {""})
    least = max(3, 0.4 * len(drafts))
    return frozenset(form for form, count in counts.items() if count >= least)


def _closing(body: Text, learned: frozenset[str], author: str) -> int | None:
    """The index of the first button line after some text."""
    seen = False
    for i, line in enumerate(body):
        if not line.text:
            continue
        text = line.text
        if author and text.startswith(f"{author} "):  # the name once more before the buttons
            text = _STATUS.sub("", text[len(author) :]).strip()
        if seen and (_is_closing(text) or _letters(line.text) in learned):
            return i
        seen = seen or not (chrome.is_symbol(line.text) or chrome.is_counter(line.text))
    return None


def _is_closing(text: str) -> bool:
    if chrome.is_button(text):
        return text.lower() not in chrome.badges() or text.lower() in ("reply", "share")
    reading = headers.read(text)
    return reading is not None and reading.lead == "buttons"


_FRONT = re.compile(
    r"(?:liked by|pinned by|edited by|von autor) .{1,60}$|ip[: ].{1,60}$|level \d{1,2}$|post #?\d{1,6}$|#\d{1,6}$"
    r"|(?:default )?re: .{1,160}$|default .{3,160}$|(?:posts|joined|join date|registered|member since|location|beiträge|registriert|messages|inscrit le|mensajes|registrado)"
    r"(?: ?: ?| )[\w, .:]{1,50}$",
    re.IGNORECASE,
)


def _drop_signature(draft: Draft) -> None:
    """A mail ends at its "-- " line (RFC 3676, 4.3)."""
    for i, line in enumerate(draft.body):
        if line.text == "--" and any(x.text for x in draft.body[:i]):
            draft.after, draft.body = draft.body[i:], draft.body[:i]
            return


def _trim_front(draft: Draft) -> None:
    body = draft.body
    inline = draft.header.text is not None
    while body and not inline:
        text = body[0].text
        rest_has_text = any(x.text for x in body[1:])
        answered = headers.answered(text)
        marker = answered is not None or (len(text) < 180 and _FRONT.match(text))
        if marker and rest_has_text:
            draft.before.append(body[0])
            if answered == "" and len(body) > 2:  # "In reply to" over the name
                draft.before.append(Line(f"Reply to {body[1].text}"))
                body = body[1:]
        elif text and not (
            rest_has_text
            and (chrome.is_symbol(text) or chrome.is_counter(text) or _is_front_chrome(text))
        ):
            break
        elif text:
            draft.before.append(body[0])
        body = body[1:]
    draft.body = body


def _is_front_chrome(text: str) -> bool:
    return chrome.is_button(text) and len(text) <= 60


def _trim_back(draft: Draft) -> None:
    body = draft.body
    cut = len(body)
    base = min((x.indent for x in body if x.text), default=0)
    while cut and _is_trailing(body[cut - 1].text) and body[cut - 1].indent <= base + 1:
        if not any(x.text for x in body[: cut - 1]):
            break
        cut -= 1
    reaction = cut > 1 and cut < len(body) and chrome.is_counter(body[cut].text)
    if reaction and chrome.is_emoji(body[cut - 1].text):
        cut -= 1
        while cut and not body[cut - 1].text:
            cut -= 1
    draft.after = body[cut:] + draft.after
    draft.body = body[:cut]


_REACTIONS = re.compile(r"(?:reactions|likes|liked by|reaktionen|réactions) ?: ?\S", re.IGNORECASE)


def _is_trailing(text: str) -> bool:
    return (
        not text
        or (len(text) <= 160 and _REACTIONS.match(text) is not None) or chrome.is_symbol(text) or chrome.is_counter(text) or _is_closing(text)
        or text.lower() in ("advertisement", "anzeige", "publicité", "publicidad", "реклама", "広告")
    )  # fmt: skip


def _cut_end(draft: Draft, closed: bool) -> None:
    """The last comment is followed by the page's footer: a form, links, a copyright line."""
    if closed and draft.after:
        return
    seen = False
    for i, line in enumerate(draft.body):
        if not line.text:
            continue
        if (seen or _only_end(draft.body[i:])) and (
            chrome.is_end(line.text) or chrome.is_boilerplate(line.text)
        ):
            draft.after = draft.body[i:] + draft.after
            draft.body = draft.body[:i]
            _trim_back(draft)
            return
        seen = True


def _only_end(rest: Text) -> bool:
    texts = [x.text for x in rest if x.text]
    return all(
        chrome.is_end(t)
        or chrome.is_furniture(t)
        or chrome.is_button(t)
        or chrome.is_boilerplate(t)
        for t in texts
    )


def _with_preambles(found: tuple[Header, ...], lines: list[Line]) -> tuple[Header, ...]:
    """A subject line over nearly every header belongs to the header, not to the text before it."""
    sizes = [_preamble(h, lines) for h in found]
    if len(found) < 2 or 5 * sum(n > 0 for n in sizes) < 4 * len(found):
        return found
    return tuple(replace(h, first=h.first - n) for h, n in zip(found, sizes, strict=True))


def _preamble(header: Header, lines: list[Line]) -> int:
    size = 0
    while size < 4 and header.first - size > 0 and lines[header.first - size - 1].text:
        size += 1
    tail = lines[header.first - size : header.first]
    short = all(
        len(x.text) <= 100 and (not chrome.is_button(x.text) or x.text.lower() in chrome.badges())
        for x in tail
    )
    return size if size <= 2 and short else 0


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


def _drop_repeated(drafts: list[Draft], side: int) -> bool:
    """Drops a first or last line whose form (digits aside) most comments share."""
    forms = Counter(_form(d.body, side) for d in drafts)
    forms.pop("", None)
    dropped = False
    for form, count in forms.items():
        if count >= 3 and 2 * count >= len(drafts):
            for draft in drafts:
                if _form(draft.body, side) == form:
                    line = draft.body.pop(side)
                    if side == 0:
                        draft.before.append(line)
                    else:
                        draft.after.insert(0, line)
                    _strip_blank(draft)
                    dropped = True
    return dropped


def _form(body: Text, side: int) -> str:
    if len(body) < 2 or len(body[side].text) > 50:
        return ""
    return _DIGITS.sub("#", body[side].text.lower())


def _strip_blank(draft: Draft) -> None:
    while draft.body and draft.body[0].blank:
        draft.body.pop(0)
    while draft.body and draft.body[-1].blank:
        draft.body.pop()


def _take_date(draft: Draft) -> None:
    """A header without a date takes it from a date line that closes the comment."""
    if draft.header.date is not None:
        return
    _strip_blank(draft)
    while draft.body and len(draft.body) > 1:
        reading = headers.read(draft.body[0].text)
        if reading is None or reading.date is None or reading.author is not None:
            break
        _set_date(draft, reading.date)
        draft.before.append(draft.body.pop(0))
        _trim_front(draft)
        return
    for where in (draft.body[-1:], draft.after[:6]):
        for line in where:
            reading = headers.read(line.text)
            if reading and reading.date and reading.author is None:
                _set_date(draft, reading.date)
                if line in draft.body[-1:] and len(draft.body) > 1:
                    draft.after.insert(0, draft.body.pop())
                return


def _set_date(draft: Draft, date: dates.Found) -> None:
    draft.header = replace(draft.header, date=date)


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Drops a header printed twice in a row (name as alternative text and as link)."""
    return [
        d
        for i, d in enumerate(drafts)
        if d.text or d.header.date or i + 1 == len(drafts)
        or drafts[i + 1].header.author != d.header.author
    ]  # fmt: skip


def _worth(layout: Layout, drafts: list[Draft], lines: list[Line], heading: int | None) -> float:
    """How many well-formed comments the hypothesis explains, times how well-formed they are."""
    if not drafts:
        return 0.0
    names = [headers.name_score(d.header.author) for d in drafts]
    filled = [1.0 if d.text else 0.15 for d in drafts]
    effective = sum(n * f for n, f in zip(names, filled, strict=True))
    quality = effective / len(drafts)
    worth = layout.weight * effective * quality
    count = chrome.heading_count(lines[heading].text) if heading is not None else None
    if count is not None and count == len(drafts):
        worth *= 1.4
    if heading is None:
        worth *= 0.9
    dated = sum(d.header.date is not None for d in drafts) / len(drafts)
    missed = sum(_missed(d) for d in drafts)
    if heading is not None and not layout.footer:  # prose that no header explains
        missed += sum(map(_is_long, lines[heading + 1 : drafts[0].header.first]))
    return worth * (0.85 + 0.15 * dated) / (1 + 0.5 * missed / len(drafts))


def _missed(draft: Draft) -> int:
    """Lines inside a comment's text that look like another comment's header."""
    count = 0
    for line in draft.body[:60]:
        reading = headers.read(line.text) if len(line.text) < 120 else None
        if reading and reading.date and reading.date.strength > dates.Strength.WEAK:
            count += reading.author is None or headers.name_score(reading.author) > 0.8
    return min(count, 3)
