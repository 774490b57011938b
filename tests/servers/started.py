"""What the scripts that start throw-away servers share: a folder, processes, their end.

Servers listen on loopback alone; some run as ``nobody`` where the script runs as root.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

_USER = "nobody"
_WAIT_S = 60.0


def free_port() -> int:
    """A port of loopback that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A new folder that servers may write to, gone at the end."""
    path = Path(tempfile.mkdtemp(prefix="test-server-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def give(path: Path) -> None:
    """Hands a folder and all in it to whom the servers run as."""
    if os.getuid() == 0:
        user = pwd.getpwnam(_USER)
        for each in (path, *path.rglob("*")):
            os.chown(each, user.pw_uid, user.pw_gid, follow_symlinks=False)


def _as_nobody() -> dict[str, Any]:
    if os.getuid() != 0:
        return {}
    user = pwd.getpwnam(_USER)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def run(command: list[str], environment: Mapping[str, str]) -> None:
    """Runs to the end; raises CalledProcessError."""
    subprocess.run(command, check=True, env=environment, cwd="/", **_as_nobody())


@contextlib.contextmanager
def running(
    command: list[str], environment: Mapping[str, str], log: Path, nobody: bool = True
) -> Iterator[None]:
    """Runs beside, in a process group of its own that is ended with the block."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            env=environment,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
            **(_as_nobody() if nobody else {}),
        )
        try:
            yield
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def wait_for(path: Path) -> None:
    """Waits until a file or socket is there; raises TimeoutError."""
    end = time.monotonic() + _WAIT_S
    while not path.exists():
        if time.monotonic() > end:
            raise TimeoutError(f"{path.name} did not come")
        time.sleep(0.05)


def wait_until_it_answers(url: str) -> None:
    """Waits until something answers 200 there; raises TimeoutError."""
    end = time.monotonic() + _WAIT_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=30) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise TimeoutError(f"{url} does not answer")


def serve(told: str) -> None:
    """Writes what tests must be told into the file given on the command line; waits for SIGTERM."""
    ready = Path(sys.argv[1])
    part = ready.with_suffix(".part")
    part.write_text(told)
    part.rename(ready)
    while True:
        signal.pause()


def end_on_signals() -> None:
    """Turns signals into SystemExit, so that everything that was opened is closed."""
    for name in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(name, lambda *_: sys.exit(0))
