"""Dates are found as pages write them, and nothing else is taken for one."""

import pytest

from models.document import dates


@pytest.mark.parametrize(
    ("line", "shown", "iso"),
    [
        ("November 21, 2022 at 3:31 am", "November 21, 2022 at 3:31 am", "2022-11-21T03:31"),
        ("Feb 5, 2024", "Feb 5, 2024", "2024-02-05"),
        (
            "Date: Mon, 21 Oct 2024 07:30:00 +0100",
            "Mon, 21 Oct 2024 07:30:00 +0100",
            "2024-10-21T07:30",
        ),
        ("am 04.09.2023 um 07:11 Uhr:", "04.09.2023 um 07:11 Uhr", "2023-09-04T07:11"),
        ("14. März 2023, 10.12 Uhr", "14. März 2023, 10.12 Uhr", "2023-03-14T10:12"),
        ("8 novembre 2023 à 7 h 32 min", "8 novembre 2023 à 7 h 32 min", "2023-11-08T07:32"),
        ("12 de marzo de 2023 a las 14:05", "12 de marzo de 2023 a las 14:05", "2023-03-12T14:05"),
        ("21 листопада 2022, 9:14", "21 листопада 2022, 9:14", "2022-11-21T09:14"),
        ("2023年3月14日 10:12", "2023年3月14日 10:12", "2023-03-14T10:12"),
        ("9:14 PM · Nov 22, 2022", "9:14 PM · Nov 22, 2022", "2022-11-22T21:14"),
        ("2022-11-21T03:31:00Z", "2022-11-21T03:31:00Z", "2022-11-21T03:31"),
    ],
)
def test_absolute_dates_are_read_in_six_languages(line: str, shown: str, iso: str) -> None:
    """The date is kept as shown and known in ISO 8601, without an offset."""
    (found,) = dates.find(line)
    assert (found.text, found.iso()) == (shown, iso)


@pytest.mark.parametrize(
    "text",
    [
        "2 days ago",
        "2d ago",
        "an hour ago",
        "vor 3 Std.",
        "hace 2 días",
        "il y a 2 j",
        "3 дні тому",
        "2日前",
    ],
)
def test_relative_dates_are_found_without_an_iso_form(text: str) -> None:
    """Seen as "2 days ago", it is a date, but nobody knows of which day."""
    (found,) = dates.find(text)
    assert (found.text, found.iso()) == (text, None)


@pytest.mark.parametrize(
    "line",
    [
        "We had 12 of them and 3.5 percent",
        "version 93.74.44.2",
        "1. it is the user",
        "room 99/99/2020",
    ],
)
def test_numbers_are_not_dates(line: str) -> None:
    """Counts, versions and impossible days are left alone."""
    assert dates.find(line) == []


@pytest.mark.parametrize(
    ("lines", "language", "expected"),
    [
        (["12/03/2022", "25/03/2022"], "en", False),
        (["12/03/2022", "12/25/2022"], "de", True),
        (["11/12/2022 3:31 PM"], None, True),
        (["05/10/2022 09:10"], "es", False),
        (["Mon, 03/04/2019 - 17:12"], "de", True),
    ],
)
def test_day_and_month_are_told_apart_by_the_document(
    lines: list[str], language: str | None, expected: bool
) -> None:
    """A weekday or a number over 12 decides for all; else the clock and the language do."""
    found = [f for line in lines for f in dates.find(line)]
    assert dates.month_first(found, language) is expected
