"""How a bot shows that it is well: it leaves a small file, which ``python -m bot health`` judges.

The file holds times and counts. What is judged is one beat and a clock; it knows no Discord.
"""

import asyncio
import hashlib
import json
import logging
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from pydantic import TypeAdapter, ValidationError

from bot.jobs.queue import Models
from config.settings import Settings

EVERY = 10.0
"""Seconds between two beats."""

STALE = 60.0
"""Seconds after which a beat no longer counts: the process hangs or is gone."""

AWAY = 180.0
"""Seconds that the gateway may be away; discord.py reconnects by itself meanwhile."""

LOADING = 300.0
"""Seconds that the models may take to load."""

_FILE = "health.json"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class State:
    """What the running bot knows of itself."""

    connected: bool
    models: Models
    running: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Beat:
    """A state, when it was seen, and since when its two conditions hold; seconds of the epoch."""

    at: float
    state: State
    connected_since: float
    models_since: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the bot is well, and one sentence."""

    healthy: bool
    words: str


class Pulse:
    """Turns states into beats and leaves the newest in ``data_dir``, or else in /tmp."""

    def __init__(self, data_dir: Path, clock: Callable[[], float] = time.time) -> None:
        self._places = places(data_dir)
        self._clock = clock
        self._last: Beat | None = None
        self._silent = False

    def beat(self, state: State) -> Beat:
        """Writes what is so now; a file that cannot be written is logged once and is no error."""
        now, last = self._clock(), self._last
        same = last is not None and last.state.connected == state.connected
        still = last is not None and last.state.models == state.models
        self._last = Beat(
            now,
            state,
            last.connected_since if last and same else now,
            last.models_since if last and still else now,
        )
        self._write(self._last)
        return self._last

    async def keep(self, look: Callable[[], State], every: float = EVERY) -> None:
        """Beats until it is cancelled."""
        while True:
            await asyncio.to_thread(self.beat, look())
            await asyncio.sleep(every)

    def _write(self, beat: Beat) -> None:
        text = json.dumps(asdict(beat))
        for place in self._places:
            try:
                _replace(place, text)
            except OSError as error:
                if not self._silent:
                    _log.warning("no state file in %s", place.parent, exc_info=error)
                self._silent = True
            else:
                return


def places(data_dir: Path) -> tuple[Path, Path]:
    """Where the file may be; the second one serves while ``data_dir`` cannot be written."""
    mark = hashlib.sha256(str(data_dir.resolve()).encode()).hexdigest()[:8]
    return data_dir / _FILE, Path(tempfile.gettempdir()) / f"hustings-{mark}-{_FILE}"


def read(data_dir: Path) -> Beat | None:
    """The newest beat there is, or None."""
    beats = [beat for place in places(data_dir) if (beat := _parse(place)) is not None]
    return max(beats, key=lambda beat: beat.at, default=None)


def judge(beat: Beat | None, now: float) -> Verdict:
    """Whether a bot with this newest beat is well at ``now``, seconds of the epoch."""
    if beat is None:
        return Verdict(False, "The bot is not running, or has not started yet.")
    state, age = beat.state, abs(now - beat.at)
    if age > STALE:
        return Verdict(False, f"The bot gave no sign for {age:.0f} s: it hangs or has ended.")
    if not state.connected and now - beat.connected_since > AWAY:
        away = now - beat.connected_since
        return Verdict(False, f"Discord's gateway has been away for {away:.0f} s.")
    if state.models is Models.DOWN:
        return Verdict(False, "The worker with the models is down.")
    loading = now - beat.models_since
    if state.models is Models.LOADING and loading > LOADING:
        return Verdict(False, f"The models have been loading for {loading:.0f} s.")
    return Verdict(True, _well(state))


def check(settings: Settings) -> int:
    """Prints the verdict on the bot that uses these settings; 0 where it is well, else 1."""
    verdict = judge(read(settings.data_dir), time.time())
    click.echo(verdict.words)
    return 0 if verdict.healthy else 1


def _well(state: State) -> str:
    jobs = f"{state.running} running, {state.waiting} waiting"
    if state.models is Models.LOADING:
        return f"Well so far: the models are still loading ({jobs})."
    if not state.connected:
        return f"Well so far: connecting to Discord ({jobs})."
    return f"Well: connected, models ready ({jobs})."


def _parse(place: Path) -> Beat | None:
    try:
        return _BEAT.validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return None


def _replace(place: Path, text: str) -> None:
    """Writes the file in one move, so that nobody reads half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{_FILE}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


_BEAT: TypeAdapter[Beat] = TypeAdapter(Beat)
