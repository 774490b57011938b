"""Dates that machines wrote become ISO 8601."""

import pytest

from models.document.web import when


@pytest.mark.parametrize(
    ("told", "iso"),
    [
        ("2021-03-05T09:10:11+00:00", "2021-03-05T09:10:11+00:00"),
        ("2021-03-05T09:10:11Z", "2021-03-05T09:10:11+00:00"),
        ("2021-03-05T09:10:11.123+0200", "2021-03-05T09:10:11+02:00"),
        ("2021-03-05 09:10", "2021-03-05T09:10"),
        ("2021-03-05", "2021-03-05"),
        ("1614935411", "2021-03-05T09:10:11+00:00"),
        ("1614935411000", "2021-03-05T09:10:11+00:00"),
        ("Fri, 05 Mar 2021 09:10:11 GMT", "2021-03-05T09:10:11+00:00"),
        ("2021-02-31", None),
        ("2 days ago", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_for_machines(told: str | None, iso: str | None) -> None:
    """A local time gets no offset, a UTC time keeps its own."""
    assert when.iso(told) == iso


def test_dates_for_people() -> None:
    """As shown, and as far as they are known."""
    assert when.read("on 5 March 2021 at 9:10 am") == (
        "5 March 2021 at 9:10 am",
        "2021-03-05T09:10",
    )
    assert when.read("2 days ago") == ("2 days ago", None)
