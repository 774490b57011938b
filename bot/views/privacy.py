"""What is stored about people, in plain words, and what an erase removed and could not reach."""

from collections.abc import Sequence

from bot.views.card import Card, Text, units
from bot.views.settings import command
from bot.words import Words
from config.people import Erased, Left

_LINKS = 2_500
"""Characters of the list of messages that stay; more of them are counted."""

# Tables and the words for their rows.
_ROWS = {"digests": "digests", "feedback": "feedbacks", "quotas": "quotas"}


def privacy_card(say: Words, retention_days: int) -> Card:
    """What is stored here, for how long, where the models run, and how to get or erase it."""
    kept = [say("privacy.kept", count=retention_days)]
    kept += [say("privacy.feedback"), say("privacy.pages")] if retention_days else []
    kept += [say("privacy.quota"), say("privacy.settings")]
    export, erase = (command(say, "mydata", name) for name in ("export", "erase"))
    return Card(
        (
            Text(f"## {say('privacy.title')}"),
            Text("\n".join(f"- {sentence}" for sentence in kept)),
            Text(say("privacy.host")),
            Text(say("privacy.yours", export=export, erase=erase)),
        )
    )


def erased_card(say: Words, erased: Erased, unstored: int) -> Card:
    """What was removed; ``unstored`` digests were in memory or in line and in no table."""
    counts = {f"privacy.{word}": erased.rows.get(table, 0) for table, word in _ROWS.items()}
    counts["privacy.jobs"] = unstored
    lines = [f"- {say(name, count=count)}" for name, count in counts.items() if count]
    removed = Text("\n".join((f"**{say('privacy.erased')}**", *lines)))
    blocks = [removed if lines else Text(say("privacy.nothing"))]
    if erased.shared:
        blocks.append(Text(f"{say('privacy.left')}\n{_links(say, erased.shared)}"))
    return Card(tuple(blocks))


def message_link(left: Left) -> str:
    """The address of a message; Discord shows it as a link to the channel."""
    place = "@me" if left.guild_id is None else left.guild_id
    return f"https://discord.com/channels/{place}/{left.channel_id}/{left.message_id}"


def _links(say: Words, shared: Sequence[Left]) -> str:
    lines: list[str] = []
    room = _LINKS
    for number, left in enumerate(shared):
        line = f"- {message_link(left)}"
        room -= units(line) + 1
        if room < 0:
            return "\n".join((*lines, f"- {say('privacy.more', count=len(shared) - number)}"))
        lines.append(line)
    return "\n".join(lines)
