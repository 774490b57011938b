"""Finds dates in short lines: absolute ones in the languages of CLDR, relative ones, bare times.

Knows how a date is written, not what it dates. Month and weekday names come from CLDR (Babel).
Every pattern is bounded, so a line costs time linear in its length.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from babel import Locale

LANGUAGES = ("en", "de", "fr", "es", "uk", "it", "pt", "nl", "pl", "ru", "sv")
MAX_LINE = 240  # characters; a header is shorter, prose is not searched


class Strength(IntEnum):
    """How sure it is that the text is a date: "2d" is WEAK, "2 days ago" is not."""

    WEAK = 1
    RELATIVE = 2
    ABSOLUTE = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a line: ``line[start:end]`` is the date as shown.

    ``parts`` are the numbers read, year first where the order is sure; ``numeric`` marks
    ``12/03/2022``, whose day and month only the rest of the document can tell apart.
    """

    start: int
    end: int
    text: str
    strength: Strength
    year: int | None = None
    month: int | None = None
    day: int | None = None
    time: str | None = None
    numeric: bool = False

    def iso(self, month_first: bool = True) -> str | None:
        """ISO 8601 without an offset, or None where the year is unknown or the date impossible."""
        if self.year is None or self.month is None or self.day is None:
            return None
        month, day = self.month, self.day
        if self.numeric and not month_first:
            month, day = day, month
        if self.numeric and month > 12:
            month, day = day, month
        try:
            date = datetime.date(self.year, month, day).isoformat()
        except ValueError:
            return None
        return f"{date}T{self.time}" if self.time else date


def _names(kind: str) -> dict[str, int]:
    names: dict[str, int] = {}
    for language in LANGUAGES:
        table = getattr(Locale.parse(language), kind)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in table[context][width].items():
                    key = name.lower().rstrip(".").replace("\u02bc", "'")
                    if len(key) > 2:
                        names.setdefault(key, number)
                        names.setdefault(key.replace("'", "’"), number)
    return names


@cache
def _months() -> dict[str, int]:
    return _names("months") | {
        "sept": 9,
        "mär": 3,
        "mrz": 3,
        "juin": 6,
        "jul": 7,
        "jan": 1,
        "dec": 12,
    }


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_UNITS_EN = (
    r"seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|mos?|years?|yrs?|[smhdwy]"
)
_UNITS_DE = (
    r"Sekunden?|Sek|Minuten?|Min|Stunden?|Std|Tag(?:en?)?|Tg|Wochen?|Wo|Monat(?:en?)?|Mon"
    r"|Jahr(?:en?)?|J|m|h|T|d"
)
_UNITS_FR = r"secondes?|minutes?|mins?|heures?|h|jours?|j|semaines?|sem|mois|ans?|années?|m|s"
_UNITS_ES = r"segundos?|minutos?|mins?|horas?|h|días?|dias?|d|semanas?|sem|mes(?:es)?|años?|a|m|s"
_UNITS_UK = (
    r"секунд\w{0,2}|хвилин\w{0,2}|хв|годин\w{0,2}|год|день|дні|днів|дн|тиж\w{0,4}|місяц\w{0,3}"
    r"|міс|рок\w{0,3}|рік|років"
)
_SHORT = (
    r"s|sec|m|min|mins|h|hr|hrs|d|w|wk|wks|mo|mon|y|yr|yrs|Min|Std|Tg|Tage?|Wo|j|sem"
    r"|дн|год|хв|т|міс"
)
_SHORT += (  # whole words, without "ago"
    r"|mois|ans?|jours?|heures?|semaines?|Monate?|Jahre?|Wochen?|Stunden?|Minuten?|mes(?:es)?|años?"
    r"|días?|semanas?|horas?|Wo|хв|міс|тиж|р|か月|週間|時間"
)
_ONE = r"an?|one|einem|einer|une?|una"
_RELATIVE = (
    rf"(?:about |almost |over |vor etwa )?(?:\d{{1,4}}|{_ONE}) ?(?:{_UNITS_EN})\.? ago"
    rf"|vor (?:\d{{1,4}}|{_ONE}) ?(?:{_UNITS_DE})\b\.?"
    rf"|il y a (?:\d{{1,4}}|{_ONE}) ?(?:{_UNITS_FR})\b\.?"
    rf"|hace (?:\d{{1,4}}|{_ONE}) ?(?:{_UNITS_ES})\b\.?"
    rf"|(?:\d{{1,4}} )?(?:{_UNITS_UK})\.? тому"
    r"|\d{1,4} ?(?:秒|分|時間|日|週間|[かヶカケ]月|年)前"
    r"|just now|moments ago|last (?:week|month|year)|gerade eben|à l['’]instant|щойно|たった今"
)
_DAY_WORD = (
    r"today|yesterday|heute|gestern|vorgestern|aujourd['’]hui|hier|hoy|ayer|anteayer"
    r"|сьогодні|вчора|позавчора|今日|昨日|"
    r"(?:last )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_ZONE = (
    r"(?: ?(?:Uhr|Z|UTC|GMT|[ECMP][SD]T|CES?T|MES?Z|BST|[+-]\d{2}:?\d{2})\b){0,2}"
    r"(?: \([A-Z]{2,5}\))?"
)
_CLOCK = (
    r"(?:[01]?\d|2[0-3])(?:[:.h]"
    r"| h )[0-5]\d(?: min\b)?(?::[0-5]\d(?:\.\d{1,6})?)?(?: ?[ap]\.?m\b\.?)?"
    + _ZONE
    + r"|(?:1[0-2]|0?[1-9]) ?[ap]\.?m\b\.?|(?:[01]?\d|2[0-3])h\b|(?:[01]?\d|2[0-3]) Uhr\b"
    r"|(?:午前|午後)?\d{1,2}[時:]\d{2}分?"
)
_LINK = (
    r"(?: ?[,@·•|/—–-] ?| |[(（][月火水木金土日][)）] ?)?"
    r"(?:\b(?:at|um|à|a las?|las|alle|om|kl\.?|о|об|в|on|the)\b ?)?"
)


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?P<M>{_alternatives(_months())})\b\.?"
    month2 = month.replace("P<M>", "P<M2>")
    month3 = month.replace("P<M>", "P<M3>")
    day_names = _names("days")
    weekday = rf"(?:\b(?:{_alternatives(day_names)})\b\.?,? (?:the |den |le )?)?"
    year = r"(?P<{}>(?:19|20)\d\d)"
    dates = "|".join(
        (
            rf"{weekday}\b(?P<D1>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?(?: |-)(?:de |of )?{month}"
            rf"(?:(?:,? |-)(?:de |del )?{year.format('Y1')}(?: ?р\.)?)?(?!\d)",
            rf"{weekday}(?:\b|(?<=[^\W\d_])(?-i:(?=[A-ZА-Я]))){month2}"
            rf" (?P<D2>\d{{1,2}})(?:st|nd|rd|th)?\b"
            rf"(?:,? {year.format('Y2')})?(?![\d:])",
            rf"\b{month3},? (?:['’](?P<y3>\d\d)|{year.format('Y3')})\b",
            r"(?<!\d)(?P<Y4>(?:19|20)\d\d)[-/.](?P<m4>\d{1,2})[-/.](?P<D4>\d{1,2})(?!\d)",
            rf"{weekday}(?<![\d.,/-])(?P<n1>\d{{1,2}})(?P<sep>[./-])(?P<n2>\d{{1,2}})(?P=sep)"
            r"(?P<n3>(?:19|20)\d\d|\d\d)(?![\d/-]|\.[\d*-])\.?",
            r"(?P<Y5>(?:19|20)\d\d)年 ?(?P<m5>\d{1,2})月 ?(?P<D5>\d{1,2})日"
            r"(?: ?[(（][月火水木金土日][)）])?",
            r"(?<![\d/.])(?P<short_date>\d{1,2}[/.]\d{1,2}\.?)(?= \d{1,2}:\d\d)",
            r"(?P<m6>\d{1,2})月(?P<D6>\d{1,2})日(?: ?[(（][月火水木金土日][)）])?",
        )
    )
    absolute = (
        rf"(?:(?P<T0>{_CLOCK})(?: ?[,·•—–-] ?| on | )?)?(?:{dates})"
        rf"(?:(?:T|{_LINK})(?P<T1>{_CLOCK})(?: (?P<Y7>20\d\d)\b)?)?"
    )
    day_word = rf"\b(?:{_DAY_WORD})\b(?:{_LINK}(?P<T2>{_CLOCK}))?"
    short = rf"(?<![\w.,$€£#-])\d{{1,3}} ?(?:{_SHORT})\b\.?(?! ?\d)"
    return re.compile(
        rf"(?P<absolute>{absolute})|(?P<relative>(?<!\w)(?:{_RELATIVE})(?!\w))"
        rf"|(?P<day>{day_word})|(?P<short>{short})|(?P<clock>(?<![\w:.,])(?:{_CLOCK})(?![\w:]))",
        re.IGNORECASE,
    )


def find(line: str) -> list[Found]:
    """Every date in ``line``, left to right; a line over ``MAX_LINE`` characters has none."""
    if len(line) > MAX_LINE or not _may_date(line):
        return []
    found = [_read(match) for match in _pattern().finditer(line)]
    return [f for f in found if f.month is None or _possible(f)]


def _possible(found: Found) -> bool:
    month, day = found.month or 1, found.day or 1
    return day <= 31 and (month <= 12 or (found.numeric and month <= 31 and day <= 12))


_WORDS = re.compile(
    rf"{_DAY_WORD}|\bago\b|\bvor ein|\bil y a\b|\bhace un|just now|last|gerade|instant"
    r"|щойно|たった今|тому",
    re.IGNORECASE,
)


_DIGITS = re.compile(r"\d")
_FIGURES = re.compile(r"\d[:./-]\d|\d ?[年月日時秒分週かヶ]")
_UNIT = re.compile(
    rf"\d ?(?:{_UNITS_EN}|{_UNITS_DE}|{_UNITS_FR}|{_UNITS_ES}|{_UNITS_UK}|{_SHORT}|[ap]\.?m|Uhr)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3,}")


def _may_date(line: str) -> bool:
    """A cheap look that spares most lines of prose the whole pattern."""
    if _DIGITS.search(line) is None:
        return len(line) <= 60 and _WORDS.search(line) is not None
    if _FIGURES.search(line) or _UNIT.search(line):
        return True
    months = _months()
    return any(w in months for w in _LETTERS.findall(line.lower().replace("ʼ", "'")))


def _read(match: re.Match[str]) -> Found:
    start, end = match.span()
    text = match.group()
    stripped = text.rstrip(" ,-–—·•|")
    end -= len(text) - len(stripped)
    if match["absolute"] is None:
        strength = Strength.RELATIVE if match["relative"] else Strength.WEAK
        return Found(start, end, stripped, strength)
    year, month, day, numeric = _numbers(match)
    clock = match["T1"] or match["T0"]
    strength = Strength.ABSOLUTE if year or clock else Strength.WEAK
    return Found(
        start, end, stripped, strength, year, month, day, _clock(clock) if clock else None, numeric
    )


def _numbers(match: re.Match[str]) -> tuple[int | None, int | None, int | None, bool]:
    group = match.groupdict()

    def number(*names: str) -> int | None:
        value = next((group[n] for n in names if group[n]), None)
        return int(value) if value else None

    if group["n1"]:
        year = int(group["n3"])
        first, second = int(group["n1"]), int(group["n2"])
        if group["sep"] == ".":  # 12.03.2022 is day first wherever it is written
            return (year if year > 99 else 2000 + year), second, first, False
        return (year if year > 99 else 2000 + year), first, second, True
    name = group["M"] or group["M2"] or group["M3"]
    month = _months()[name.lower()] if name else number("m4", "m5", "m6")
    return (
        number("Y1", "Y2", "Y3", "Y4", "Y5", "Y7"),
        month,
        number("D1", "D2", "D4", "D5", "D6"),
        False,
    )


_CLOCK_PARTS = re.compile(
    r"(午後|午前)?(\d{1,2})(?:(?:[:.h時]| h )(\d{2}))?(?::(\d{2}))?\D{0,3}?([ap])?\.?m?", re.I
)


def _clock(text: str) -> str | None:
    parts = _CLOCK_PARTS.match(text)
    if parts is None:
        return None
    half, hour, minute = parts[1], int(parts[2]), int(parts[3] or 0)
    letter = re.search(r"([ap])\.?m", text, re.IGNORECASE)
    if (half == "午後" or (letter and letter[1].lower() == "p")) and hour < 12:
        hour += 12
    if (half == "午前" or (letter and letter[1].lower() == "a")) and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def _told_by_weekday(found: Found) -> bool | None:
    """Whether "Mon, 03/04/2019" is month first: the one of the two days that is a Monday."""
    word = _LETTERS.match(found.text.lower())
    weekday = _names("days").get(word.group()) if word else None
    if weekday is None:
        return None
    fits = [
        order
        for order in (True, False)
        if (iso := found.iso(order)) and datetime.date.fromisoformat(iso[:10]).weekday() == weekday
    ]
    return fits[0] if len(fits) == 1 else None


def month_first(dates: Iterable[Found], language: str | None) -> bool:
    """Whether ``12/03/2022`` is 3 December: told by the document's own dates, else its language."""
    numeric = [d for d in dates if d.numeric]
    for date in numeric:
        told = _told_by_weekday(date)
        if told is not None:
            return told
    if any((d.month or 0) > 12 for d in numeric):
        return False
    if any((d.day or 0) > 12 for d in numeric):
        return True
    american = any(re.search(r"[ap]\.?m\b", d.text, re.IGNORECASE) for d in numeric)
    return american or (language in (None, "en") and not any(d.time for d in numeric))
