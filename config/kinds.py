"""The kinds of value that a guild setting can hold: how each is typed, shown and kept as JSON.

A kind knows no setting by name; a refusal is a ``KindError`` with its reason. Those that are
lists are ``config/lists.py``.
"""

import math
from dataclasses import dataclass
from typing import Protocol

Value = bool | int | float | str | tuple[int, ...] | tuple[str, ...] | None
"""What a guild setting holds."""

Json = bool | int | float | str | list[str] | None
"""What it is as JSON; ids are strings there, because they do not fit JavaScript's numbers."""

ALL, NONE, AUTO = "all", "none", "auto"

MOST_DIGITS = 20
"""Of the largest number anyone means; a longer one is refused unread."""

_ON = ("on", "yes", "true", "1")
_OFF = ("off", "no", "false", "0")


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
        return self.parse(string(data))

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
        if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
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


def string(data: object, *others: type) -> str:
    """A string as JSON has it, or as text what is of one of ``others``; else KindError."""
    if isinstance(data, bool) or not isinstance(data, (str, *others)):
        raise KindError("type")
    return str(data)
