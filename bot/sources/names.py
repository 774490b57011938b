"""The addresses of a host, asked of this machine's resolver in threads of its own.

A name server that is slow on purpose holds these few threads and nobody else's. It judges no
address.
"""

import asyncio
import socket
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

_THREADS = 8


class Names:
    """Looks hosts up; ``close`` lets go of the threads without waiting for them."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="names")

    async def __call__(self, host: str) -> Sequence[str]:
        """The addresses of an ASCII host; raises OSError where there is no such name."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _look_up, host)

    def close(self) -> None:
        """What is still asked for is forgotten."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _look_up(host: str) -> Sequence[str]:
    """The final dot keeps out the search list, which would ask the own network for the name."""
    found = socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
