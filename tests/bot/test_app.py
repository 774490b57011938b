"""The bot as a process: it starts from the environment and goes when it is told to."""

import asyncio
import os
import signal
import sys
from pathlib import Path

from tests.discord_double import Double
from tests.discord_double.double import until

ROOT = Path(__file__).parents[2]


def test_the_process_starts_and_stops(tmp_path: Path) -> None:
    """It registers its commands, says "ready", and ends with 0 on SIGTERM."""

    async def scenario() -> tuple[int, str]:
        async with Double() as double:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env={
                    **os.environ, "DISCORD_TOKEN": "a-token", "DISCORD_API_URL": double.api,
                    "DISCORD_GATEWAY_URL": double.gateway.address, "DATA_DIR": str(tmp_path),
                },
                cwd=ROOT,
                stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            await until(lambda: double.gateway.connected, 30)
            process.send_signal(signal.SIGTERM)
            _, log = await asyncio.wait_for(process.communicate(), 15)
            return process.returncode or 0, log.decode()

    status, log = asyncio.run(scenario())
    assert status == 0 and " bot.app ready\n" in log
    assert "a-token" not in log and "Traceback" not in log


def test_a_refused_token_is_one_line(tmp_path: Path) -> None:
    """And the status of an installation that is at fault."""

    async def scenario() -> tuple[int, str]:
        async with Double() as double:
            double.fail("GET", "/users/@me", 401)
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env={
                    **os.environ, "DISCORD_TOKEN": "a-token", "DISCORD_API_URL": double.api,
                    "DATA_DIR": str(tmp_path),
                },
                cwd=ROOT,
                stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            _, log = await asyncio.wait_for(process.communicate(), 30)
            return process.returncode or 0, log.decode()

    status, log = asyncio.run(scenario())
    assert status == 3 and "Discord refuses the token" in log.splitlines()[-1]


def test_stopping_while_discord_is_away_is_no_fault(tmp_path: Path) -> None:
    """The login is tried again, and SIGTERM ends that too."""

    async def scenario() -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            env={
                **os.environ, "DISCORD_TOKEN": "a-token",
                "DISCORD_API_URL": "http://127.0.0.1:9/api/v10", "DATA_DIR": str(tmp_path),
            },
            cwd=ROOT,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stderr is not None
        lines: list[str] = []
        while sum("cannot be reached" in line for line in lines) < 2:
            lines.append((await asyncio.wait_for(process.stderr.readline(), 30)).decode())
        process.send_signal(signal.SIGTERM)
        _, rest = await asyncio.wait_for(process.communicate(), 15)
        return process.returncode or 0, "".join(lines) + rest.decode()

    status, log = asyncio.run(scenario())
    assert status == 0 and "unexpected" not in log and "Unclosed" not in log
    assert (tmp_path / "health.json").is_file()
