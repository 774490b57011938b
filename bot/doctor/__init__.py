"""``python -m bot doctor``: runs the probes and prints a line each, with what to do.

It knows what a finding is, not what was looked at.
"""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from bot.doctor.finding import Finding, Level, Probe
from bot.doctor.host import data_dir, database, machine
from bot.doctor.pipeline import digest, weights
from bot.doctor.portal import account
from bot.logs import describe
from config.settings import Settings

_STYLES = {Level.OK: "green", Level.WARN: "yellow", Level.FAIL: "bold red"}
_NAME_CELLS = 14

PROBES: tuple[Probe, ...] = (machine, data_dir, database, account, weights, digest)
"""Everything, the quick ones first."""


def check(
    settings: Settings, probes: Sequence[Probe] = PROBES, console: Console | None = None
) -> int:
    """Prints every finding as it comes; 1 where one keeps the bot from working, else 0."""
    out = console or Console(highlight=False, markup=False, emoji=False)
    failed = warned = 0
    for probe in probes:
        for finding in _look(probe, settings):
            out.print(_line(finding), soft_wrap=True)
            failed += finding.level is Level.FAIL
            warned += finding.level is Level.WARN
    out.print()
    out.print(_sum(failed, warned))
    return 1 if failed else 0


def _look(probe: Probe, settings: Settings) -> Iterator[Finding]:
    """The probe's findings; a probe that breaks is a finding too."""
    try:
        yield from probe(settings)
    except Exception as error:  # noqa: BLE001 - one broken probe must not hide the others
        name = getattr(probe, "__name__", "probe").replace("_", " ")
        yield Finding(Level.FAIL, name, "this check broke", describe(error))


def _line(finding: Finding) -> Text:
    """One line, never broken, so that a link can be copied; the advice stands under it."""
    level = finding.level
    line = Text.assemble((f"{level.value:<6}", _STYLES[level]), f"{finding.what:<{_NAME_CELLS}}")
    line.append(finding.words)
    if finding.advice:
        line.append(f"\n{'':<{6 + _NAME_CELLS}}→ {finding.advice}", "dim")
    return line


def _sum(failed: int, warned: int) -> str:
    if failed:
        return f"{_things(failed)} to put right before the bot can work."
    if warned:
        return f"The bot can work; {_things(warned).lower()} to look at."
    return "All is well."


def _things(count: int) -> str:
    return "One thing" if count == 1 else f"{count} things"
