"""Text that a comment repeats from another: quote blocks taken out, their source found again.

A ``>`` line without an attribution stays: on many sites that is how a comment itself is written.
"""

import re

from models.document.lines import Line

_WROTE = re.compile(
    r"(?:on .{4,80}?, )?(?P<name>[^,\n:]{1,60}?)(?: <[^>]{1,120}>)? (?:wrote|said|writes|schrieb"
    r"|hat geschrieben|a écrit"
    r"|escribió|написав|написала)(?: .{0,40})?:\s*↑?.{0,60}$"
    r"|(?:am|on) .{4,60}? (?:schrieb|wrote) (?P<n4>[^,<\n:]{1,60}?)(?: <[^>]{1,120}>)?:$"
    r"|le .{4,60}?, (?P<n2>[^,<\n:]{1,60}?)(?: <[^>]{1,120}>)? a écrit ?:$"
    r"|el .{4,60}?, (?P<n5>[^,<\n:]{1,60}?)(?: <[^>]{1,120}>)? escribió ?:$"
    r"|(?:originally posted by|quoting|zitat von|citation de|cita de|цитата від|quote from) "
    r"(?P<n3>[^:\n]{1,50}?)(?: view post)?:?$"
    r"|(?P<bare>quote|zitat|citation|cita|цитата|引用) ?:?$"
    r"|(?P<n6>[^:\n>]{1,40}):$",
    re.IGNORECASE,
)


def quoted_name(line: str) -> str | None:
    """The name in an attribution line ("On Monday, Ann wrote:"), or None."""
    match = _WROTE.match(line) if len(line) < 200 else None
    if match is None:
        return None
    names = (match["name"], match["n2"], match["n3"], match["n4"], match["n5"], match["n6"])
    return next((n.strip(' "') for n in names if n), None)


def is_quote(line: str) -> bool:
    """Whether a line is quoted or says whose words follow."""
    return line.startswith(">") or (len(line) < 200 and _WROTE.match(line) is not None)


def take_out(body: list[Line], known: frozenset[str]) -> tuple[list[Line], list[Line]]:
    """(the comment's own lines, the quoted ones with their attribution).

    ``known`` are the commenters' names: a bare "Ann:" line is an attribution only for one of them.
    """
    own: list[Line] = []
    quoted: list[Line] = []
    i = 0
    while i < len(body):
        end = _block_end(body, i, known)
        if end is None:
            own.append(body[i])
            i += 1
        else:
            quoted.extend(body[i:end])
            i = end
    return (own, quoted) if any(line.text for line in own) else (body, [])


_LONGEST = 200  # lines of a quotation that is not marked line by line


def _block_end(body: list[Line], i: int, known: frozenset[str]) -> int | None:
    """Where the quote block that an attribution at ``i`` opens ends; None where none opens."""
    match = _WROTE.match(body[i].text) if 0 < len(body[i].text) < 200 else None
    if match is None or (match["n6"] and match["n6"].strip() not in known):
        return None
    j = i + 1
    if match["bare"] and j < len(body) and _WROTE.match(body[j].text):
        j += 1
    while j < len(body) and not body[j].text:
        j += 1
    if j < len(body) and body[j].text.startswith(">"):
        while j < len(body) and (not body[j].text or body[j].text.startswith(">")):
            j += 1
        return j
    if j > i + 1 and not match["bare"] and not body[j - 1].text:
        return None
    first = j
    while j < len(body) and body[j].text:
        if j - first >= _LONGEST:
            return None
        j += 1
        if body[j - 1].text.lower().startswith("click to expand"):
            return j
    if j > first + 1 and not any(line.text for line in body[j:]):
        return first + 1  # no blank line parts the quoted line from the answer
    return j if any(line.text for line in body[j:]) else None


class Quotes:
    """What earlier comments said, found again by runs of four words."""

    def __init__(self) -> None:
        self._runs: dict[int, int] = {}

    def add(self, text: str, index: int) -> None:
        """Remembers the runs of words of comment ``index``; the latest comment is found."""
        words = _words(text[:4000])
        for i in range(len(words) - _RUN + 1):
            self._runs[hash(tuple(words[i : i + _RUN]))] = index

    def find(self, quoted: list[str], text: str) -> int | None:
        """The comment that the ``quoted`` lines, or quotations in ``text``, repeat."""
        marked = [t.lstrip("> ") for t in text[:8000].split("\n")[:80] if t.startswith(">")]
        inner = _QUOTATION.findall(text[:1500])
        for quote in [" ".join(t.lstrip("> ") for t in quoted), " ".join(marked), *inner]:
            found = self._match(quote)
            if found is not None:
                return found
        return None

    def _match(self, quote: str) -> int | None:
        words = _words(quote[:2000])
        votes: dict[int, int] = {}
        for i in range(len(words) - _RUN + 1):
            index = self._runs.get(hash(tuple(words[i : i + _RUN])))
            if index is not None:
                votes[index] = votes.get(index, 0) + 1
        return max(votes, key=lambda k: votes[k]) if votes else None


_RUN = 4  # words: fewer are found by chance
_QUOTATION = re.compile(r"[“\"«„]([^”\"»“]{15,300})[”\"»“]")


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    if len(words) < 6 and any(ord(c) > 0x2E80 for c in text):
        return [text[i : i + 2] for i in range(0, min(len(text), 2000), 2)]
    return words
