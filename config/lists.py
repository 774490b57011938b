"""The kinds of guild setting that hold a list: Discord ids, and host names.

They follow ``config.kinds.Kind`` and know no setting by name.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import idna

from config.kinds import ALL, MOST_DIGITS, NONE, Json, KindError, Value, string

_Entry = TypeVar("_Entry")
_CLEAR = (ALL, NONE, "")
_SEPARATORS = re.compile(r"[\s,;]+")
_ENTRIES = 100  # of one list
_CLIP = 60  # characters of a refused entry that its message repeats
_HOST = 253  # characters of the longest host name, RFC 1035


@dataclass(frozen=True, slots=True)
class Ids:
    """Discord ids in the order given, each once; ``reason`` names the refusal of one."""

    before: str
    reason: str

    def parse(self, text: str) -> Value:
        """Mentions or bare ids between spaces or commas; "all" is the empty list."""
        return _entries(_words(text), self._id)

    def show(self, value: Value) -> str:
        """Mentions, or "all"."""
        assert isinstance(value, tuple)
        return " ".join(f"<{self.before}{number}>" for number in value) or ALL

    def read(self, data: object) -> Value:
        """A list of strings of digits; numbers are taken too."""
        return _entries([string(entry, int) for entry in _list(data)], self._id)

    def write(self, value: Value) -> Json:
        """A list of strings of digits."""
        assert isinstance(value, tuple)
        return [str(number) for number in value]

    def suggest(self) -> tuple[str, ...]:
        """What clears the list."""
        return (ALL,)

    def _id(self, word: str) -> int:
        digits = word
        if word.startswith(f"<{self.before}") and word.endswith(">"):
            digits = word[1 + len(self.before) : -1]
        if digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS:
            number = int(digits)
            if 0 < number < 2**63:  # what both databases keep
                return number
        raise KindError(self.reason, value=word[:_CLIP])


@dataclass(frozen=True, slots=True)
class Domains:
    """Host names in lower case and in ASCII (IDNA), each once; ``empty`` is shown for none."""

    empty: str

    def parse(self, text: str) -> Value:
        """Names between spaces or commas; "all" or "none" is the empty list."""
        return _entries(_words(text), _domain)

    def show(self, value: Value) -> str:
        """The names, or the word for none."""
        assert isinstance(value, tuple)
        return " ".join(map(str, value)) or self.empty

    def read(self, data: object) -> Value:
        """A list of strings."""
        return _entries([string(entry) for entry in _list(data)], _domain)

    def write(self, value: Value) -> Json:
        """A list of strings."""
        assert isinstance(value, tuple)
        return [str(name) for name in value]

    def suggest(self) -> tuple[str, ...]:
        """What clears the list."""
        return (self.empty,)


def _domain(word: str) -> str:
    try:
        if len(word) > _HOST:
            raise KindError("domains", value=word[:_CLIP])
        name = idna.encode(word, uts46=True).decode("ascii").removesuffix(".").lower()
    except UnicodeError as error:
        raise KindError("domains", value=word[:_CLIP]) from error
    # A last label of digits is an address; a word without a dot is a slip of the pen.
    if name.rpartition(".")[2].isdigit() or "." not in name:
        raise KindError("domains", value=word[:_CLIP])
    return name


def _words(text: str) -> list[str]:
    if text.strip().lower() in _CLEAR:
        return []
    return [word for word in _SEPARATORS.split(text) if word]


def _entries(words: list[str], read: Callable[[str], _Entry]) -> tuple[_Entry, ...]:
    if len(words) > _ENTRIES:
        raise KindError("too_many", most=_ENTRIES)
    return tuple(dict.fromkeys(map(read, words)))


def _list(data: object) -> list[object]:
    if not isinstance(data, list):
        raise KindError("type")
    return data
