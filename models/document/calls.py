"""Whom a comment calls by name or quotes."""

import re

from models.document import headers
from models.document.parts import Draft
from models.document.quotes import Quotes, quoted_name

_SQUASH = re.compile(r"[\W_]+")


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
        """The full name, as its owner writes it, that ``text`` opens with ("Ann Lee, no")."""
        front = text[:60]
        for name, index in self._spelt.items():
            if front.startswith(name):
                rest = front[len(name) :]
                if rest.startswith(("さん", "様", "氏", "くん")) or (
                    any(c in " _.0123456789" for c in name) and not rest[:1].isalnum()
                ):
                    return index
        return None

    def mocked(self, word: str) -> int | None:
        """A name's word bent by a suffix ("Forrestov" for Forrest), at least four letters of it."""
        key = squash(word)
        for end in range(len(key), 3, -1):
            found = self._part.get(key[:end])
            if found is not None and len(key) - end <= 4:
                return found
        return None


_AT = re.compile(r"@\s?(?=\w)")
_CALLED = re.compile(r"(?P<name>[^\s,:;.!?–—][^,:;!?–—\n]{0,40}?)\s*(?:[,:;!–—]|\.{2,}|…| - )")
_HONORIFIC = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Herr|Herrn|Frau|Mme|Mlle|Monsieur|Madame|Sr|Sra|Señor|Señora|Пане"
    r"|Пан|Пані"
    r"|пане|пан|пані)\.? (?P<name>[^\W\d_][\w'’-]{2,30})"
)
_VOCATIVE_END = re.compile(r",\s+@?(?P<name>[^\W\d_][\w'’.-]{1,30})\s*[.!?…]")


def called(draft: Draft, names: Names, quotes: Quotes) -> int | None:
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
        if line.text.startswith("@") and (found := names.prefix(line.text[1:])) is not None:
            return found
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
