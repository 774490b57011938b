"""Words are chosen by language, plural and value, and no value can speak to the template."""

from datetime import timedelta

import pytest

from bot.words import LANGUAGES, Words, WordsError, speak

EN = speak("en")


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en", "en"),
        ("en-US", "en"),
        ("en-GB", "en"),
        ("de", "de"),
        ("es-ES", "es"),
        ("es-419", "es"),
        ("fr", "fr"),
        ("uk", "uk"),
        ("pt-BR", "en"),
        ("zh-CN", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_discords_locales_find_their_language(locale: str | None, language: str) -> None:
    """What the bot does not speak is answered in English."""
    assert speak(locale).language == language


def test_words_are_made_once() -> None:
    """Two readers of one language share its words."""
    assert speak("en-US") is speak("en-GB") is speak("ja")


@pytest.mark.parametrize(
    ("language", "count", "sentence"),
    [
        ("en", 1, "1 person"),
        ("en", 0, "0 people"),
        ("en", 1234, "1,234 people"),
        ("de", 1, "1 Person"),
        ("fr", 0, "0 personne"),
        ("fr", 2, "2 personnes"),
        ("fr", 1_000_000, "1\u202f000\u202f000 personnes"),
        ("uk", 1, "1 людина"),
        ("uk", 3, "3 людини"),
        ("uk", 11, "11 людей"),
        ("uk", 21, "21 людина"),
    ],
)
def test_plurals_follow_the_language(language: str, count: int, sentence: str) -> None:
    """Ukrainian has three, French counts nothing as one."""
    assert speak(language)("people", count=count) == sentence


def test_a_plural_may_have_words_for_none() -> None:
    """Exactly zero can be another sentence."""
    assert "not kept here" in EN("error.digest_gone", count=0)
    assert "for 7 days" in EN("error.digest_gone", count=7)


@pytest.mark.parametrize("hostile", ["{path}", "{", "}}", "{0.__class__}", "%s", "\\1", "{reason}"])
def test_values_stand_as_they_are(hostile: str) -> None:
    """A value with braces is text, not a template."""
    sentence = EN("error.unreadable_file", path=hostile, reason="r")
    assert sentence == f"{hostile} cannot be read: r."


def test_numbers_are_written_as_the_language_does() -> None:
    """Strings stand as they are."""
    values = {"characters": 12_345, "left": "12345"}
    assert "12.345 Zeichen" in speak("de")("note.cut", **values)
    assert "; 12345 weitere" in speak("de")("note.cut", **values)


def test_a_timedelta_is_that_long_from_now() -> None:
    """A moment to come is said in the right case."""
    sentence = speak("uk")("roughly", duration=timedelta(minutes=1))
    assert sentence.endswith("через 1 хвилину")


@pytest.mark.parametrize("values", [{}, {"path": "x"}])
def test_a_missing_value_is_an_error(values: dict[str, str]) -> None:
    """No sentence is shown with a hole in it."""
    with pytest.raises(WordsError, match=r"error\.unreadable_file needs a value"):
        EN("error.unreadable_file", **values)


@pytest.mark.parametrize("count", [{}, {"count": "3"}])
def test_a_plural_needs_a_count(count: dict[str, str]) -> None:
    """A string has no plural."""
    with pytest.raises(WordsError, match="people needs a count"):
        EN("people", **count)


def test_unknown_words_are_an_error() -> None:
    """A misspelled name is found where it is used."""
    with pytest.raises(WordsError, match=r"no words for error\.misspelled"):
        EN("error.misspelled")
    assert "error.misspelled" not in EN


def test_english_stands_in_for_what_a_language_lacks() -> None:
    """A sentence that was not translated yet is shown in English, with English plurals."""
    bare = Words("uk", {})
    assert bare("people", count=21) == "21 people"
    assert "people" in bare


@pytest.mark.parametrize(
    ("language", "iso", "shown"),
    [
        ("en", "2022-11-21", "21 November 2022"),
        ("en", "2022-11-21T09:05", "21 November 2022, 09:05"),
        ("de", "2022-11-21T09:05:00+00:00", "21. November 2022, 09:05"),
        ("es", "2022-11-21", "21 de noviembre de 2022"),
        ("fr", "2022-11-21", "21 novembre 2022"),
        ("uk", "2022-11-21", "21 листопада 2022\u202fр."),
        ("en", "yesterday", "yesterday"),
    ],
)
def test_dates_are_written_out(language: str, iso: str, shown: str) -> None:
    """The month is a word, so no order of numbers misleads."""
    assert speak(language).date(iso) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "about 5 seconds"),
        (43, "about 45 seconds"),
        (59, "about 1 minute"),
        (130, "about 2 minutes"),
        (3_599, "about 1 hour"),
        (7_300, "about 2 hours"),
        (100_000, "about 1 day"),
    ],
)
def test_durations_are_rounded(seconds: float, shown: str) -> None:
    """An estimate claims no more than it knows."""
    assert EN.duration(seconds) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_how_long(language: str) -> None:
    """Durations and moments to come are said with their number."""
    say = speak(language)
    assert "3" in say.duration(180)
    assert "3" in say.until(180)


def test_shares_are_whole_percent() -> None:
    """The language decides about the space."""
    assert (EN.percent(0.352), speak("de").percent(0.352)) == ("35%", "35\xa0%")


def test_latin_america_groups_thousands_its_own_way() -> None:
    """In Mexico a point would be read as a decimal."""
    assert (speak("es-419").number(12_345), speak("es-ES").number(12_345)) == ("12,345", "12.345")
