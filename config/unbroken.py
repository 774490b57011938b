"""Lets a piece of work come to its end when whoever waits for it is cancelled.

A transaction that is cut off while SQLite works in its thread would keep the lock for ever.
"""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def unbroken(
    work: Callable[Given, Coroutine[Any, Any, Answer]],
) -> Callable[Given, Coroutine[Any, Any, Answer]]:
    """The same function; a cancellation is felt by its caller only after it ended."""

    @wraps(work)
    async def whole(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        task = asyncio.ensure_future(work(*args, **kwargs))
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            await asyncio.wait({task})
            if not task.cancelled():
                task.exception()  # looked at, or the loop would complain; the caller has left
            raise

    return whole
