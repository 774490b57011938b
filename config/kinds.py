"""The kinds of value that a guild setting can hold: how each is typed, shown and kept as JSON.

A kind knows no setting by name; a refusal is a ``KindError`` with its reason.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import idna

Value = bool | int | float | str | tuple[int, ...] | tuple[str, ...] | None
"""What a guild setting holds."""

Json = bool | int | float | str | list[str] | None
"""What it is as JSON; ids are strings there, because they do not fit JavaScript's numbers."""

ALL, NONE, AUTO = "all", "none", "auto"
_Entry = TypeVar("_Entry")
_CLEAR = (ALL, NONE, "")
_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")
_SEPARATORS = re.compile(r"[\s,;]+")
_DIGITS = 20  # of the largest number anyone means; a longer one is refused unread
_ENTRIES = 100  # of one list
_CLIP = 60  # characters of a refused entry that its message repeats
_HOST = 253  # characters of the longest host name, RFC 1035


class KindError(ValueError):
    """A value is not of its kind; ``reason`` and ``values`` are those of a SettingError."""

    def __init__(self, reason: str, **values: int | float | str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.values = values


class Kind(Protocol):
    """One kind of value; ``parse(show(value)) == value`` and ``read(write(value)) == value``."""

    def parse(self, text: str) -> Value:
        """The value that somebody typed, or KindError."""
        ...

    def show(self, value: Value) -> str:
        """The value as it would be typed."""
        ...

    def read(self, data: object) -> Value:
        """The value in JSON, or KindError."""
        ...

    def write(self, value: Value) -> Json:
        """The value as JSON."""
        ...

    def suggest(self) -> tuple[str, ...]:
        """Some texts that ``parse`` takes."""
        ...


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, in any case."""

    choices: tuple[str, ...]

    def parse(self, text: str) -> Value:
        """The word in lower case."""
        word = text.strip().lower()
        if word not in self.choices:
            raise KindError("choice", choices=", ".join(self.choices))
        return word

    def show(self, value: Value) -> str:
        """The word itself."""
        return str(value)

    def read(self, data: object) -> Value:
        """A string, as it could be typed."""
        return self.parse(_string(data))

    def write(self, value: Value) -> Json:
        """A string."""
        return str(value)

    def suggest(self) -> tuple[str, ...]:
        """All of them."""
        return self.choices


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    def parse(self, text: str) -> Value:
        """On and off, yes and no, true and false, 1 and 0."""
        word = text.strip().lower()
        if word not in (*_ON, *_OFF):
            raise KindError("switch")
        return word in _ON

    def show(self, value: Value) -> str:
        """On or off."""
        return "on" if value else "off"

    def read(self, data: object) -> Value:
        """JSON's true or false."""
        if not isinstance(data, bool):
            raise KindError("type")
        return data

    def write(self, value: Value) -> Json:
        """JSON's true or false."""
        return bool(value)

    def suggest(self) -> tuple[str, ...]:
        """Both."""
        return ("on", "off")


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two bounds, both allowed."""

    least: int
    most: int
    usual: tuple[int, ...]

    def parse(self, text: str) -> Value:
        """Digits; a number outside the bounds is refused, never moved to one of them."""
        word = text.strip()
        digits = word.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS):
            raise self._refused()
        return self._bounded(int(word))

    def show(self, value: Value) -> str:
        """Its digits."""
        return str(value)

    def read(self, data: object) -> Value:
        """A JSON number without a fraction."""
        if isinstance(data, bool) or not isinstance(data, int):
            raise KindError("type")
        return self._bounded(data)

    def write(self, value: Value) -> Json:
        """A JSON number."""
        assert isinstance(value, int)
        return value

    def suggest(self) -> tuple[str, ...]:
        """Usual numbers inside the bounds, and the largest."""
        below = (number for number in self.usual if number < self.most)
        return (*map(str, below), str(self.most))

    def _bounded(self, number: int) -> int:
        if not self.least <= number <= self.most:
            raise self._refused()
        return number

    def _refused(self) -> KindError:
        return KindError("whole", least=self.least, most=self.most)


@dataclass(frozen=True, slots=True)
class Share:
    """A number from 0 to 1, or None, typed "auto"."""

    def parse(self, text: str) -> Value:
        """A decimal number with a point or a comma."""
        word = text.strip().lower()
        if word in (AUTO, NONE, ""):
            return None
        try:
            return self._bounded(float(word.replace(",", ".")))
        except ValueError as error:
            raise self._refused() from error

    def show(self, value: Value) -> str:
        """The shortest digits that give the number back."""
        return AUTO if value is None else repr(value)

    def read(self, data: object) -> Value:
        """A JSON number or null."""
        if data is None:
            return None
        if isinstance(data, bool) or not isinstance(data, int | float):
            raise KindError("type")
        return self._bounded(data)

    def write(self, value: Value) -> Json:
        """A JSON number or null."""
        assert value is None or isinstance(value, float)
        return value

    def suggest(self) -> tuple[str, ...]:
        """None, and a few between the bounds."""
        return (AUTO, "0.4", "0.5", "0.6", "0.7", "0.8")

    def _bounded(self, number: float) -> float:
        if not (math.isfinite(number) and 0 <= number <= 1):
            raise self._refused()
        return abs(float(number))  # no negative zero

    def _refused(self) -> KindError:
        return KindError("share", least=0, most=1)


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
        return _entries([_string(entry, int) for entry in _list(data)], self._id)

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
        if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS:
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
        return _entries([_string(entry) for entry in _list(data)], _domain)

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


def _string(data: object, *others: type) -> str:
    if isinstance(data, bool) or not isinstance(data, (str, *others)):
        raise KindError("type")
    return str(data)
