"""Who is let into the line: so many of a member, of a guild, and of everybody together.

Pure counting; it knows no order and no worker.
"""

from collections.abc import Collection
from typing import Protocol

from bot.errors import JobError
from config.settings import Jobs

_FEWEST, _MOST = 16, 500  # in the system, whatever the measured pace says


class Party(Protocol):
    """Whoever asks: a member, and the guild that the line is fair to."""

    @property
    def user_id(self) -> int:
        """Who asks."""
        ...

    @property
    def group(self) -> int:
        """The guild's id, or the user's outside of guilds."""
        ...


def admit(job: Party, others: Collection[Party], bounds: Jobs, mean: float) -> None:
    """Returns where there is room for ``job`` beside ``others``, which run or wait.

    ``mean`` is the seconds of a job as measured: as many are let in as are done in the longest
    wait. Raises JobError: already_running, guild_full or queue_full.
    """
    if sum(other.user_id == job.user_id for other in others) >= bounds.per_member:
        raise JobError("already_running")
    room = bounds.running_per_guild + bounds.waiting_per_guild
    if sum(other.group == job.group for other in others) >= room:
        raise JobError("guild_full")
    fitting = int(bounds.longest_wait_s / mean)
    if len(others) >= min(max(fitting, _FEWEST), _MOST):
        raise JobError("queue_full")
