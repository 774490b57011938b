"""Takes from each comment what the page printed around it: buttons, counters, dates, quotes.

What is repeated around many comments is learned from the page itself.
"""

import re
from collections import Counter
from dataclasses import replace

from models.document import chrome, dates, headers
from models.document.lines import Line, join
from models.document.parts import Draft, Text
from models.document.quotes import is_quote, take_out


def trim(drafts: list[Draft]) -> None:
    """Leaves in each draft's ``body`` only what its author wrote, in place."""
    for draft in drafts:
        if draft.header.key == "mail":
            _drop_signature(draft)
        _drop_second_header(draft)
        _trim_front(draft)
    learned = _learned_buttons(drafts)
    closings = [_closing(d.body, learned, d.header.author or "") for d in drafts]
    usual = sum(c is not None for c in closings) >= 0.5 * len(drafts)
    for draft, closing in zip(drafts, closings, strict=True):
        if usual and closing is not None:
            draft.after = draft.body[closing:]
            draft.body = draft.body[:closing]
        _trim_back(draft)
    counted = sum(chrome.is_counter(_first(d.after)) for d in drafts[:-1])
    _cut_end(drafts[-1], usual, len(drafts) > 1 and 2 * counted > len(drafts) - 1)
    for _ in range(3):
        if not (_drop_repeated(drafts, 0) or _drop_repeated(drafts, -1)):
            break
    names = frozenset(d.header.author for d in drafts if d.header.author)
    said = ""
    preview: Text = []
    for draft in drafts:
        _strip_blank(draft)
        preview, previous = _take_preview(draft, said), preview
        _take_date(draft)
        draft.body, draft.quoted = take_out(draft.body, names)
        draft.quoted = previous + draft.quoted
        _trim_back(draft)
        _strip_blank(draft)
        said = f"{said[-2000:]}\n{draft.text[:400]}"


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
    r"(?:liked by|pinned by|edited by|von autor) .{1,60}$|ip[: ].{1,60}$|level \d{1,2}$"
    r"|(?:last )?edited .{1,40}$"
    r"|post #?\d{1,6}$|#\d{1,6}$"
    r"|(?:default )?re: .{1,160}$|default .{3,160}$|(?:posts|joined|join date|registered"
    r"|member since|location|beiträge|registriert|messages|inscrit le|mensajes|registrado)"
    r"(?: ?: ?| )[\w, .:]{1,50}$",
    re.IGNORECASE,
)


def _drop_signature(draft: Draft) -> None:
    """A mail ends at its "-- " line (RFC 3676, 4.3)."""
    for i, line in enumerate(draft.body):
        if line.text == "--" and any(x.text for x in draft.body[:i]):
            draft.after, draft.body = draft.body[i:], draft.body[:i]
            return


def _drop_second_header(draft: Draft) -> None:
    """Some pages say "Ann commented May 3" over the header proper: name, place and date again."""
    body = [i for i, x in enumerate(draft.body[:12]) if x.text]
    if not body or draft.body[body[0]].text != draft.header.author:
        return
    for i in body[1:5]:
        reading = headers.read(draft.body[i].text)
        if reading and reading.date and reading.author is None:
            draft.before, draft.body = draft.body[: i + 1], draft.body[i + 1 :]
            return


def _take_preview(draft: Draft, said: str) -> Text:
    """A chat shows, over an answer, the name and first words of the message it answers."""
    size = 0
    last = draft.body[-1].text if draft.body else ""
    above = draft.body[-2].text if len(draft.body) > 2 else ""
    said = f"{said}\n{join(draft.body[:-1])}"
    name, _, words = last.partition(" ")
    if above.startswith("@") and last and last[:60] in said:
        size = 2
    elif name.startswith("@") and words and words[:60] in said and len(draft.body) > 1:
        size = 1
    if not size:
        return []
    preview, draft.body = draft.body[-size:], draft.body[:-size]
    return preview


def _trim_front(draft: Draft) -> None:
    """Takes badges, counters, "Replying to" lines and the like from the front of the text."""
    body = draft.body
    filled = [i for i, x in enumerate(body) if x.text] if draft.header.text is None else []
    start = 0
    at = 0
    while at < len(filled) - 1:  # the last line with text stays
        text, below = body[filled[at]].text, body[filled[at + 1]].text
        answered = headers.answered(text)
        if answered == "" and at < len(filled) - 2:  # "In reply to" over the name
            draft.before.append(Line(f"Reply to {below}"))
            at += 1
        elif answered is None and not _is_front(text, below):
            break
        draft.before.append(body[filled[at]])
        at += 1
        start = filled[at]
    if filled and not start and not body[0].text:
        start = filled[0]
    draft.body = body[start:]


def _is_front(text: str, below: str) -> bool:
    """Whether a line is no part of the comment that begins under it."""
    if chrome.is_counter(text) or text.lower() in chrome.badges():
        return True
    if len(text) < 180 and _FRONT.match(text):
        return True
    return (chrome.is_symbol(text) or _is_front_chrome(text)) and not _is_trailing(below)


def _is_front_chrome(text: str) -> bool:
    return chrome.is_button(text) and len(text) <= 60


def _trim_back(draft: Draft) -> None:
    body = draft.body
    cut = len(body)
    base = min((x.indent for x in body if x.text), default=0)
    first = next((i for i, x in enumerate(body) if x.text), 0)
    while cut > first + 1 and _is_trailing(body[cut - 1].text) and body[cut - 1].indent <= base + 1:
        cut -= 1
    reaction = cut > 1 and cut < len(body) and chrome.is_counter(body[cut].text)
    if reaction and cut > first + 1 and chrome.is_emoji(body[cut - 1].text):
        cut -= 1
        while cut and not body[cut - 1].text:
            cut -= 1
    draft.after = body[cut:] + draft.after
    draft.body = body[:cut]


_REACTIONS = re.compile(r"(?:reactions|likes|liked by|reaktionen|réactions) ?: ?\S", re.IGNORECASE)


def _is_trailing(text: str) -> bool:
    return (
        not text
        or (len(text) <= 160 and _REACTIONS.match(text) is not None)
        or chrome.is_symbol(text) or chrome.is_counter(text) or _is_closing(text)
        or text.lower() in ("advertisement", "anzeige", "publicité", "publicidad", "реклама")
    )  # fmt: skip


def _first(body: Text) -> str:
    return next((x.text for x in body if x.text), "")


def _cut_end(draft: Draft, closed: bool, counted: bool) -> None:
    """The last comment is followed by the page's footer: a form, links, a copyright line."""
    if closed and _first(draft.after):
        return
    seen = False
    for i, line in enumerate(draft.body):
        if not line.text:
            continue
        ends = chrome.is_end(line.text) or chrome.is_boilerplate(line.text)
        if (ends and (seen or _only_end(draft.body[i:]))) or (
            seen and counted and chrome.is_counter(line.text)
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
    filled = [i for i, x in enumerate(draft.body) if x.text]
    draft.body = draft.body[filled[0] : filled[-1] + 1] if filled else []


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
