"""Who answers whom: from nesting, numbering, navigation words, names called and text quoted.

Each sign is asked in the order of how sure it is; a comment without a sign stays at top level.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from models.document.calls import Names, called
from models.document.marks import level_of
from models.document.parts import Draft
from models.document.quotes import Quotes

_REPLIES = re.compile(
    r"^(?:\W*)(?P<hidden>view|show|see|load|hide|alle|ver|voir|afficher|показати"
    r"|переглянути)?\b.{0,14}?"
    r"(?P<n>\d{1,3}) (?:more )?(?:replies|reply|antworten|antwort|réponses?|respuestas?"
    r"|відповіді|відповідь"
    r"|відповідей)\W*$|^返信 ?(?P<ja>\d{1,3})件$|^(?P<ja2>\d{1,3}) ?件の返信$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:>>|#|№ ?|@)(\d{1,5})\b")


def _by_number(drafts: Sequence[Draft]) -> dict[int, int]:
    """A "#2" or ">>2" at the start of a comment names the second one, or the one numbered 2."""
    numbers = {d.header.ordinal: i for i, d in enumerate(drafts) if d.header.ordinal is not None}
    if 2 * len(numbers) < len(drafts):
        numbers = {i + 1: i for i in range(len(drafts))}
    links = {}
    for i, draft in enumerate(drafts):
        match = _NUMBERED.match(draft.text)
        target = numbers.get(int(match[1])) if match else None
        if target is not None and target != i:
            links[i] = target
    return links


def link(drafts: Sequence[Draft]) -> list[int | None]:
    """For each comment the index of the one it answers, or None."""
    by_shape = (
        _by_nesting(drafts)
        or _by_navigation(drafts)
        or _by_descendants(drafts)
        or _by_sections(drafts)
        or _by_subject(drafts)
    )
    replies = _by_reply_counts(drafts) if by_shape is None else {}
    numbered = _by_number(drafts)
    links: list[int | None] = [None] * len(drafts)
    names, quotes = Names(), Quotes()
    for i in _order(drafts):
        found = called(drafts[i], names, quotes)
        if by_shape is not None and not _beside(i, found, by_shape):
            found = by_shape[i] if by_shape[i] is not None or found is None else found
        if found is None:
            found = numbered.get(i, replies.get(i))
        if found != i:
            links[i] = found
        handle = drafts[i].header.handle
        if handle:
            names.add(handle, i)
            names.add(handle.strip("@").split("@")[0].split("·")[0], i)
        author = drafts[i].header.author
        if author and "@" in author[1:]:
            names.add(author.split("@")[0], i)
        names.add(author, i)
        quotes.add(drafts[i].text, i)
    return links


def _beside(index: int, named: int | None, shape: Sequence[int | None]) -> bool:
    """Whether a comment names one that stands beside it under the same comment.

    Pages that nest only so deep leave it to "@Name" to say which of them is answered.
    """
    return named is not None and shape[index] is not None and shape[named] == shape[index]


def _order(drafts: Sequence[Draft]) -> list[int]:
    """Reading order: the other way round where the page lists the newest first."""
    dated = [d.header.date.iso() if d.header.date else None for d in drafts]
    stamps = [s for s in dated if s]
    falling = len(stamps) >= 3 and len(stamps) == len(drafts) and _mostly_falling(stamps)
    order = list(range(len(drafts)))
    return order[::-1] if falling else order


def _mostly_falling(stamps: list[str]) -> bool:
    falls = sum(b < a for a, b in pairwise(stamps))
    rises = sum(b > a for a, b in pairwise(stamps))
    return falls > 2 * rises


def _by_nesting(drafts: Sequence[Draft]) -> list[int | None] | None:
    """Indentation of the headers, or "level N" lines: deeper answers the last shallower one."""
    depths = [_level(d) for d in drafts]
    if any(x is None for x in depths):
        depths = [d.header.indent for d in drafts]
    known = [x for x in depths if x is not None]
    if len(set(known)) < 2 or len(set(known)) > max(12, len(known) // 2 + 1):
        return None
    links: list[int | None] = []
    stack: list[tuple[int, int]] = []
    for i, depth in enumerate(known):
        while stack and stack[-1][0] >= depth:
            stack.pop()
        links.append(stack[-1][1] if stack else None)
        stack.append((depth, i))
    return links


def _level(draft: Draft) -> int | None:
    return next((n for x in draft.before if (n := level_of(x.text)) is not None), None)


def _by_navigation(drafts: Sequence[Draft]) -> list[int | None] | None:
    """The words "root | parent | prev | next": no prev: the first answer to the one before."""
    navs = [d.header.nav for d in drafts]
    if not any("parent" in nav for nav in navs):
        return None
    links: list[int | None] = []
    path: list[int] = []
    for i, nav in enumerate(navs):
        if "parent" not in nav:
            path = [i]
            links.append(None)
            continue
        if "prev" in nav:
            while len(path) > 1 and "next" not in navs[path[-1]]:
                path.pop()
            if len(path) > 1:
                path.pop()
        if "root" not in nav:
            path = path[:1]
        links.append(path[-1] if path else None)
        path.append(i)
    return links


def _by_descendants(drafts: Sequence[Draft]) -> list[int | None] | None:
    """A "(3 children)" counts all answers below a comment; in reading order that is the tree."""
    counts = [d.header.children for d in drafts]
    if not any(counts):
        return None
    links: list[int | None] = []
    open_: list[list[int]] = []
    for i, count in enumerate(counts):
        while open_ and open_[-1][1] <= 0:
            open_.pop()
        links.append(open_[-1][0] if open_ else None)
        for entry in open_:
            entry[1] -= 1
        open_.append([i, count or 0])
    return links


_OPENS = frozenset(("replies", "réponses", "respuestas", "відповіді"))
_CLOSES = frozenset(("reply", "répondre", "responder", "відповісти"))


def _by_sections(drafts: Sequence[Draft]) -> list[int | None] | None:
    """A "Replies" line under a comment opens its answers, a lone "Reply" line closes them."""
    links: list[int | None] = []
    open_: int | None = None
    for i, draft in enumerate(drafts):
        links.append(open_)
        words = [x.text.lower() for x in draft.after if x.text]
        opens = any(w in _OPENS for w in words)
        closes = len(words) > 1 and words[-1] in _CLOSES
        open_ = None if closes else i if opens and open_ is None else open_
    return links if any(x is not None for x in links) and None in links[1:] else None


_RE = re.compile(r"^(?:re ?: ?)+|\s*\(score.{0,40}\)$", re.IGNORECASE)


def _by_subject(drafts: Sequence[Draft]) -> list[int | None] | None:
    """A subject "Re: hinges" answers the latest comment with the subject "hinges"."""
    latest: dict[str, int] = {}
    links: list[int | None] = []
    for i, draft in enumerate(drafts):
        subject = draft.header.subject or ""
        bare = _RE.sub("", _RE.sub("", subject)).strip().lower()
        links.append(latest.get(bare) if subject.lower().startswith("re") else None)
        if bare:
            latest[bare] = i
    roots = sum(bool(d.header.subject) for d, x in zip(drafts, links, strict=True) if x is None)
    return links if any(x is not None for x in links) and roots > 1 else None


def _by_reply_counts(drafts: Sequence[Draft]) -> dict[int, int]:
    """A "2 replies" line under a comment: the next two comments answer it."""
    links: dict[int, int] = {}
    open_: list[list[int]] = []
    for i, draft in enumerate(drafts):
        while open_ and open_[-1][1] <= 0:
            open_.pop()
        if open_:
            links[i] = open_[-1][0]
            for entry in open_:
                entry[1] -= 1
        number = next((n for line in draft.after if (n := _reply_count(line.text))), 0)
        if number and i + number < len(drafts):
            open_.append([i, number])
    return links


def _reply_count(text: str) -> int:
    match = _REPLIES.match(text) if len(text) < 60 else None
    if match is None or (match["hidden"] or "").lower() in (
        "view",
        "show",
        "see",
        "load",
        "voir",
        "ver",
    ):
        return 0
    return int(match["n"] or match["ja"] or match["ja2"])
