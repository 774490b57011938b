"""Health: the file a running bot leaves, and what ``python -m bot health`` makes of it."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot import health
from bot.health import Beat, Pulse, State, judge
from bot.jobs.queue import Models

WELL = State(connected=True, models=Models.READY)
BEAT = Beat(at=1000.0, state=WELL, connected_since=0.0, models_since=0.0)


class Clock:
    """Says the time it is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Seconds of the epoch."""
        return self.now


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A /tmp of the test's own."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    return place


def away(seconds: float) -> Beat:
    """A bot whose gateway has been gone for this long."""
    return replace(BEAT, state=State(False, Models.READY), connected_since=1000.0 - seconds)


def loading(seconds: float) -> Beat:
    """A bot whose models have been loading for this long."""
    return replace(BEAT, state=State(True, Models.LOADING), models_since=1000.0 - seconds)


@pytest.mark.parametrize(
    ("beat", "healthy", "words"),
    [
        (None, False, "not running"),
        (BEAT, True, "connected, models ready"),
        (replace(BEAT, at=930.0), False, "no sign for 70 s"),
        (replace(BEAT, at=1070.0), False, "no sign for 70 s"),
        (away(100.0), True, "connecting to Discord"),
        (away(200.0), False, "away for 200 s"),
        (loading(200.0), True, "models are still loading"),
        (loading(400.0), False, "loading for 400 s"),
        (replace(BEAT, state=State(True, Models.DOWN)), False, "worker with the models is down"),
    ],
)
def test_a_beat_is_judged(beat: Beat | None, healthy: bool, words: str) -> None:
    """Loading and reconnecting are well for some minutes; silence and a lost worker are not."""
    verdict = judge(beat, 1000.0)
    assert verdict.healthy is healthy
    assert words in verdict.words


def test_a_beat_is_read_back(tmp_path: Path) -> None:
    """What the bot leaves is what the check sees."""
    written = Pulse(tmp_path / "data", Clock()).beat(State(False, Models.LOADING, 1, 7))
    assert health.read(tmp_path / "data") == written


def test_conditions_keep_their_beginning(tmp_path: Path) -> None:
    """A condition is as old as its first beat and starts anew when it changes."""
    clock = Clock()
    pulse = Pulse(tmp_path, clock)
    pulse.beat(State(True, Models.LOADING))
    clock.now = 1010.0
    pulse.beat(State(True, Models.READY))
    clock.now = 1020.0
    beat = pulse.beat(State(True, Models.READY))
    assert (beat.at, beat.connected_since, beat.models_since) == (1020.0, 1000.0, 1010.0)


def test_tmp_serves_where_the_data_cannot_be_written(
    tmp_path: Path, temporary: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A full or read-only volume is said once and does not make the bot look dead."""
    data = tmp_path / "data"
    data.write_text("a file where a folder should be")
    pulse = Pulse(data, Clock())
    with caplog.at_level(logging.WARNING):
        written = [pulse.beat(WELL), pulse.beat(WELL)][-1]
    assert health.read(data) == written
    assert len(caplog.records) == 1
    assert [file.name for file in temporary.iterdir()] == [health.places(data)[1].name]


def test_a_bot_that_can_write_nowhere_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check then says that it sees no bot; the bot itself keeps working."""
    data = tmp_path / "data"
    data.write_text("")
    monkeypatch.setattr("tempfile.tempdir", str(data))
    Pulse(data, Clock()).beat(WELL)
    assert health.read(data) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"at": "soon"}', "\xff"])
def test_a_damaged_file_is_no_beat(text: str, tmp_path: Path) -> None:
    """Half a file is read as none, without a traceback."""
    (tmp_path / "health.json").write_bytes(text.encode("latin-1"))
    assert health.read(tmp_path) is None


def test_it_keeps_beating(tmp_path: Path) -> None:
    """Each beat holds the state of its moment, until the task is cancelled."""
    clock, states = Clock(), iter([State(False, Models.LOADING), WELL, WELL, WELL])
    seen: list[State] = []

    def look() -> State:
        seen.append(next(states))
        return seen[-1]

    async def run() -> None:
        task = asyncio.create_task(Pulse(tmp_path, clock).keep(look, every=0.01))
        while len(seen) < 3:
            await asyncio.sleep(0.005)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(run())
    beat = health.read(tmp_path)
    assert beat is not None
    assert beat.state.models is Models.READY
