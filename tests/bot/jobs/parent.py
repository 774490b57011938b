"""A gateway that is about to be killed: it starts a worker and writes down who that is."""

import asyncio
import sys
from pathlib import Path

from bot.jobs.process import environment, open_worker


async def main(note: Path) -> None:
    """Starts the real worker over stand-ins, then waits for its own end."""
    program = (sys.executable, "-m", "tests.bot.jobs.real_worker")
    async with open_worker(program, environment(1)) as worker:
        note.write_text(str(worker.pid), encoding="ascii")
        await asyncio.sleep(60)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
