"""Who answers whom: from nesting, numbering, navigation words, names called and text quoted.

Each sign is asked in the order of how sure it is; a comment without a sign stays at top level.
"""

import re
from collections.abc import Sequence

from models.document import headers
from models.document.comments import Draft
from models.document.quotes import Quotes, quoted_name

_SQUASH = re.compile(r"[\W_]+")
_AT = re.compile(r"@\s?(?=\w)")
_CALLED = re.compile(r"(?P<name>[^\s,:;.!?–—][^,:;!?–—\n]{0,40}?)\s*(?:[,:;!–—]|\.{2,}|…| - )")
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Herrn|Frau|Mme|Mlle|Monsieur|Madame|Sr|Sra|Señor|Señora|Пане|Пан|Пані"
    r"|пане|пан|пані)\.? (?P<name>[^\W\d_][\w'’-]{2,30})"
)
_VOCATIVE_END = re.compile(r",\s+@?(?P<name>[^\W\d_][\w'’.-]{1,30})\s*[.!?…]")
_REPLIES = re.compile(
    r"^(?:\W*)(?P<hidden>view|show|see|load|hide|alle|ver|voir|afficher|показати|переглянути)?\b.{0,14}?"
    r"(?P<n>\d{1,3}) (?:more )?(?:replies|reply|antworten|antwort|réponses?|respuestas?|відповіді|відповідь"
    r"|відповідей)\W*$|^返信 ?(?P<ja>\d{1,3})件$|^(?P<ja2>\d{1,3}) ?件の返信$",
    re.IGNORECASE,
)


def squash(name: str) -> str:
    """A name as letters and digits only, lower case: what two spellings of it share."""
    return _SQUASH.sub("", name).casefold()


class Names:
    """The commenters seen so far, found by full name, first name or handle."""

    def __init__(self) -> None:
        self._full: dict[str, int] = {}
        self._part: dict[str, int] = {}
        self._spelt: dict[str, int] = {}
        self._longest = 0

    def add(self, name: str | None, index: int) -> None:
        """Remembers that comment ``index`` is by ``name``; the latest one is found."""
        if not name:
            return
        full = squash(name)
        if len(full) < 2:
            return
        self._full[full] = index
        if name in self._spelt or len(self._spelt) < 500:
            self._spelt[name] = index
        self._longest = max(self._longest, len(full))
        for part in re.split(r"[\s_.]+", name):
            if len(part) >= 3 and part[:1].isalpha():
                self._part[squash(part)] = index

    def exact(self, name: str) -> int | None:
        """The latest comment by exactly this name, its spelling aside."""
        return self._full.get(squash(name))

    def known(self, name: str) -> int | None:
        """As ``exact``, or by one word of the name."""
        key = squash(name)
        return self._full.get(key, self._part.get(key))

    def prefix(self, text: str) -> int | None:
        """The comment by the longest known name that ``text`` begins with."""
        front = text[:80]
        for end in range(min(len(front), self._longest + 12), 1, -1):
            if (
                end < len(front)
                and front[end].isalnum()
                and front[end - 1].isalnum()
                and front.isascii()
            ):
                continue
            found = self._full.get(squash(front[:end]))
            if found is not None:
                return found
        word = re.match(r"[\w'’.-]+", front)
        return self._part.get(squash(word.group())) if word else None

    def opening(self, text: str) -> int | None:
        """The full name, as its owner writes it, that ``text`` opens with ("Ann Lee you are right")."""
        front = text[:60]
        for name, index in self._spelt.items():
            if front.startswith(name):
                rest = front[len(name) :]
                if rest.startswith(("さん", "様", "氏", "くん")) or (
                    " " in name and not rest[:1].isalnum()
                ):
                    return index
        return None

    def mocked(self, word: str) -> int | None:
        """A name's word bent by a suffix ("Arnoldski" for Arnold), at least four letters of it."""
        key = squash(word)
        for end in range(len(key), 3, -1):
            found = self._part.get(key[:end])
            if found is not None and len(key) - end <= 4:
                return found
        return None


_NUMBERED = re.compile(r"(?:>>|#|№ ?|@)(\d{1,5})\b")


def _by_number(drafts: Sequence[Draft]) -> dict[int, int]:
    """ "#2" or ">>2" at the start of a comment names the second one, or the one numbered 2."""
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
    by_shape = _by_nesting(drafts) or _by_navigation(drafts) or _by_descendants(drafts)
    replies = _by_reply_counts(drafts) if by_shape is None else {}
    numbered = _by_number(drafts)
    links: list[int | None] = [None] * len(drafts)
    for order in _orders(drafts):
        names, quotes = Names(), Quotes()
        for i in order:
            found = _called(drafts[i], names, quotes, by_shape is not None)
            if by_shape is not None and (by_shape[i] is not None or found is None):
                found = by_shape[i]
            if found is None:
                found = numbered.get(i, replies.get(i))
            if found != i:
                links[i] = found
            names.add(drafts[i].header.handle, i)
            names.add(drafts[i].header.author, i)
            quotes.add(drafts[i].text, i)
        break
    return links


def _orders(drafts: Sequence[Draft]) -> list[list[int]]:
    """Reading order by date where the page lists the newest first."""
    dated = [d.header.date.iso() if d.header.date else None for d in drafts]
    stamps = [s for s in dated if s]
    falling = len(stamps) >= 3 and len(stamps) == len(drafts) and _mostly_falling(stamps)
    order = list(range(len(drafts)))
    return [order[::-1] if falling else order]


def _mostly_falling(stamps: list[str]) -> bool:
    falls = sum(b < a for a, b in zip(stamps, stamps[1:], strict=False))
    rises = sum(b > a for a, b in zip(stamps, stamps[1:], strict=False))
    return falls > 2 * rises


def _by_nesting(drafts: Sequence[Draft]) -> list[int | None] | None:
    """Indentation of the headers, or "level N" lines: deeper means an answer to the last shallower."""
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


_LEVEL = re.compile(r"level (\d{1,2})$", re.IGNORECASE)


def _level(draft: Draft) -> int | None:
    for line in draft.before:
        match = _LEVEL.match(line.text)
        if match:
            return int(match[1])
    return None


def _by_navigation(drafts: Sequence[Draft]) -> list[int | None] | None:
    """ "root | parent | prev | next": no prev means first answer to the comment just before."""
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
    """ "(3 children)" counts every answer below a comment: in reading order that gives the tree."""
    counts = [d.header.children for d in drafts]
    if any(c is None for c in counts) or not any(counts):
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


def _called(draft: Draft, names: Names, quotes: Quotes, nested: bool) -> int | None:
    """The comment whose author is called, or whose words are quoted."""
    header, text = draft.header, draft.text
    if header.answers and (found := names.exact(header.answers)) is not None:
        return found
    for line in draft.before:
        name = headers.answered(line.text)
        if name and (found := names.known(name)) is not None:
            return found
    quoted = quotes.find([x.text for x in draft.quoted], draft.text)
    if quoted is not None:
        return quoted
    for line in draft.quoted:
        name = quoted_name(line.text)
        if name and (found := names.known(name)) is not None:
            return found
    front = text[:400]
    at = _AT.search(front)
    if at and (at.start() == 0 or at.start() < 160):
        found = names.prefix(front[at.end() :])
        if found is not None:
            return found
    found = names.opening(front)
    if found is not None:
        return found
    called = _CALLED.match(front)
    if called and called["name"][:1].isupper() | (
        called["name"][:1].isalpha() and not called["name"].isascii()
    ):
        found = names.known(called["name"])
        if found is not None:
            return found
    elif called and len(called["name"]) > (2 if called.group().endswith(":") else 4):
        found = names.exact(called["name"])
        if found is not None:
            return found
    for match in _HONORIFIC.finditer(front[:200]):
        if (found := names.mocked(match["name"])) is not None:
            return found
    for match in _VOCATIVE_END.finditer(front[:300]):
        name = match["name"].strip(".")
        if name[:1].isupper() and (found := names.known(name)) is not None:
            return found
    return None
