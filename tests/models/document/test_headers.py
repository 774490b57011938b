"""One line read as a comment header."""

import pytest

from models.document import headers


@pytest.mark.parametrize(
    ("line", "author", "date"),
    [
        ("ER nurse says:", "ER nurse", None),
        ("Bob on November 3, 2022 at 3:31 am said:", "Bob", "November 3, 2022 at 3:31 am"),
        (
            "Rechenkünstler schrieb am 04.09.2023 um 07:11 Uhr:",
            "Rechenkünstler",
            "04.09.2023 um 07:11 Uhr",
        ),
        ("[–]second_year 9 points 2 days ago (0 children)", "second_year", "2 days ago"),
        ("Bob Smith • 3 years ago", "Bob Smith", "3 years ago"),
        ("Post by Bob Smith » Tue Nov 22, 2022 9:14 am", "Bob Smith", "Tue Nov 22, 2022 9:14 am"),
        (
            "by Name (12345) on Monday November 21, 2022 @09:14AM",
            "Name",
            "Monday November 21, 2022 @09:14AM",
        ),
        ("Submitted by admin on Tue, 03/15/2011 - 17:00.", "admin", "Tue, 03/15/2011 - 17:00"),
        ("Bob Smith @bob.bsky.social · 2d", "Bob Smith", "2d"),
        ("yam***** | 2023/03/14 10:12", "yam*****", "2023/03/14 10:12"),
        ("さくら より:", "さくら", None),
    ],
)
def test_name_and_date_are_read_from_one_line(line: str, author: str, date: str | None) -> None:
    """Verbs, counters, numbers and handles around a name are no part of it."""
    reading = headers.read(line)
    assert reading is not None
    assert (reading.author, reading.date.text if reading.date else None) == (author, date)


@pytest.mark.parametrize(
    ("line", "author", "text"),
    [
        ("[12/03/23, 14:05:33] Nadia: In March?", "Nadia", "In March?"),
        ("12.03.23, 14:05 - Nadia: Bring: tea", "Nadia", "Bring: tea"),
        ("[14:05] bob: hello", "bob", "hello"),
    ],
)
def test_a_chat_line_carries_its_text(line: str, author: str, text: str) -> None:
    """What follows the name is the comment, to the end of the line."""
    reading = headers.read(line)
    assert reading is not None
    assert (reading.author, reading.text) == (author, text)


def test_a_long_chat_line_is_kept_whole() -> None:
    """A message longer than any header loses nothing."""
    reading = headers.read("[12/03/23, 14:05:33] Nadia: " + "word " * 200 + "end")
    assert reading is not None and reading.text is not None
    assert reading.text.endswith("word end")


@pytest.mark.parametrize(
    "line",
    [
        "Joined: Mar 2009",
        "> Ann wrote on May 3, 2022",
        "IP: 93.74.44.1",
        "",
        "Well, I never said so.",
    ],
)
def test_lines_that_only_look_like_headers_are_none(line: str) -> None:
    """Profile lines, quoted lines and prose are not headers."""
    assert headers.read(line) is None


@pytest.mark.parametrize(
    "name", ["Imelda Forrest", "Hausmeister K.", "@dinner_lady", "名無しさん", "Mila, 14"]
)
def test_names_score_higher_than_sentences(name: str) -> None:
    """A handle, an initial and a comma are all found in names."""
    assert headers.name_score(name) > headers.name_score("The council was wrong to do it.")


def test_a_name_over_another_is_an_answer() -> None:
    """The line "Ann > Ben" means that Ann answers Ben."""
    assert headers.clean_name("Ann > Ben") == ("Ann", "Ben")
