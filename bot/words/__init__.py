"""The bot's words in every language it speaks, from one TOML file a language.

``speak`` gives a language's words; English stands in where a language has none. Values are
inserted as they are, so a text from outside can say nothing to the template.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent

LANGUAGES = ("en", "de", "es", "fr", "uk")
"""The languages there are words in, ISO 639-1; the first stands in for the others."""

Value = int | float | str | timedelta
"""What may stand in a sentence; a timedelta is that long from now ("in 3 hours")."""

_FOLDER = Path(__file__).parent
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_CATEGORIES = frozenset(("zero", "one", "two", "few", "many", "other"))  # of CLDR's plurals
# Days before months and 24 hours in English too, and how Latin America writes numbers.
_REGIONS = {"en": "en_GB", "es-419": "es_419"}

Template = str | dict[str, str]


class WordsError(LookupError):
    """The bot has no such words, or a sentence lacks a value: a bug, found by the tests."""


class Words:
    """The words of one language: ``say("people", count=3)`` is "3 people"."""

    def __init__(
        self, language: str, own: Mapping[str, Template], locale: str | None = None
    ) -> None:
        self.language = language
        self._locale = Locale.parse(locale or language)
        self._templates = own
        self._fallback = templates(LANGUAGES[0])

    def __call__(self, name: str, /, **values: Value) -> str:
        """The sentence ``name`` with its values; ``count`` chooses its plural.

        A plural's "zero" is said of exactly 0, in every language.
        Raises WordsError where no language has the sentence or a value of it is missing.
        """
        template = self._template(name, values)
        return _PLACEHOLDER.sub(lambda found: self._value(name, found[1], values), template)

    def __contains__(self, name: str) -> bool:
        return name in self._templates or name in self._fallback

    def number(self, number: float) -> str:
        """The number with its thousands grouped."""
        return str(format_decimal(number, locale=self._locale))

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole percent."""
        return format_percent(share, locale=self._locale)

    def date(self, iso: str) -> str:
        """An ISO 8601 date ("21 November 2022"), and its time of day where it has one.

        What is not ISO 8601 is given back as it is.
        """
        try:
            moment = datetime.fromisoformat(iso)
        except ValueError:
            return iso
        day = format_date(moment.date(), "long", locale=self._locale)
        return f"{day}, {moment:%H:%M}" if len(iso) > len("2022-11-21") else day

    def duration(self, seconds: float) -> str:
        """About how long: "about 2 minutes"."""
        length = format_timedelta(_rounded(seconds), threshold=1, locale=self._locale)
        return self("roughly", duration=length)

    def until(self, seconds: float) -> str:
        """How far from now: "in 2 minutes"."""
        return format_timedelta(
            _rounded(seconds), threshold=1, add_direction=True, locale=self._locale
        )

    def _template(self, name: str, values: Mapping[str, Value]) -> str:
        own = self._templates.get(name)
        found = self._fallback.get(name) if own is None else own
        if found is None:
            raise WordsError(f"there are no words for {name}")
        if isinstance(found, str):
            return found
        count = values.get("count")
        if not isinstance(count, int):
            raise WordsError(f"{name} needs a count")
        if not count and "zero" in found:
            return found["zero"]
        rule = self._locale if own is not None else Locale.parse(LANGUAGES[0])
        return found.get(rule.plural_form(count), found["other"])

    def _value(self, name: str, placeholder: str, values: Mapping[str, Value]) -> str:
        try:
            value = values[placeholder]
        except KeyError:
            raise WordsError(f"{name} needs a value for {placeholder}") from None
        if isinstance(value, str):
            return value
        if isinstance(value, timedelta):
            return self.until(value.total_seconds())
        return self.number(value)


def speak(language: str | None) -> Words:
    """The words of a language or of a locale of Discord ("es-419"); English for the unknown."""
    code = (language or "").replace("_", "-")
    if code not in _REGIONS:
        code = code.partition("-")[0].lower()
    known = code.partition("-")[0] in LANGUAGES
    return _words(code if known else LANGUAGES[0])


@cache
def templates(language: str) -> Mapping[str, Template]:
    """Every sentence of a language by its dotted name; a mapping is a plural by CLDR category."""
    text = (_FOLDER / f"{language}.toml").read_text(encoding="utf-8")
    return dict(_flat("", tomllib.loads(text)))


@cache
def _words(code: str) -> Words:
    language = code.partition("-")[0]
    return Words(language, templates(language), _REGIONS.get(code))


def _flat(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Template]]:
    for key, value in table.items():
        if isinstance(value, str) or _is_plural(value):
            yield prefix + key, value
        else:
            yield from _flat(f"{prefix}{key}.", value)


def _is_plural(table: Mapping[str, Any]) -> bool:
    return "other" in table and table.keys() <= _CATEGORIES


def _rounded(seconds: float) -> timedelta:
    """At least five seconds; steps of five under a minute, whole minutes, hours, days above."""
    for step, until in ((5, 57.5), (60, 3_570), (3_600, 84_600)):
        if seconds < until:
            return timedelta(seconds=max(round(seconds / step) * step, step))
    return timedelta(days=round(seconds / 86_400))
