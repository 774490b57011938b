"""The doctor's report: a line a finding, what to do, and an exit status that scripts can use."""

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from bot.doctor import check
from bot.doctor.finding import Finding, Level
from config.settings import Settings

SETTINGS = Settings(_env_file=None)


def well(settings: Settings) -> Iterator[Finding]:
    """Nothing to complain of."""
    yield Finding(Level.OK, "disk", "plenty")


def worried(settings: Settings) -> Iterator[Finding]:
    """Something to look at."""
    yield Finding(Level.WARN, "memory", "0.5 GB free", "Close something.")


def ill(settings: Settings) -> Iterator[Finding]:
    """Something that keeps the bot from working."""
    yield Finding(Level.FAIL, "token", "there is none", "Put it in .env.")


def breaks(settings: Settings) -> Iterator[Finding]:
    """A probe that is wrong itself."""
    yield Finding(Level.OK, "disk", "before")
    raise ValueError("somebody's words")


def report(*probes: object) -> tuple[int, str]:
    """The status and what is printed."""
    out = io.StringIO()
    console = Console(file=out, width=80, markup=False, emoji=False, highlight=False)
    return check(SETTINGS, probes, console), out.getvalue()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("probes", "status", "sentence"),
    [
        ([well], 0, "All is well."),
        ([well, worried], 0, "The bot can work; one thing to look at."),
        ([well, worried, ill], 1, "One thing to put right before the bot can work."),
        ([ill, ill], 1, "2 things to put right before the bot can work."),
    ],
)
def test_only_a_failure_fails(probes: list[object], status: int, sentence: str) -> None:
    """A warning is no reason not to start."""
    code, text = report(*probes)
    assert (code, text.splitlines()[-1]) == (status, sentence)


def test_a_finding_has_its_advice_under_it() -> None:
    """Level, thing, words; then what to do."""
    lines = report(ill)[1].splitlines()
    assert lines[0].split() == ["fail", "token", "there", "is", "none"]
    assert lines[1].strip() == "→ Put it in .env."


def test_a_broken_probe_hides_no_other() -> None:
    """It is a failure by type and place, without the words of the exception."""
    code, text = report(breaks, well)
    assert (code, text.count("plenty")) == (1, 1)
    assert "ValueError at " in text
    assert "somebody" not in text


def test_a_long_line_is_not_broken() -> None:
    """A link is copied whole from a narrow terminal."""
    link = "https://example.org/" + "x" * 150

    def invite(settings: Settings) -> Iterator[Finding]:
        yield Finding(Level.OK, "invite", link)

    assert link in report(invite)[1]
