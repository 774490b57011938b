"""The settings of a guild as a panel: each value, where it comes from, and what it is for.

Values are shown as they would be typed; long lists are shortened by count.
"""

from collections.abc import Mapping

from bot.views.card import Card, Rule, Text
from bot.views.escape import plain
from bot.words import Words
from config.guilds import NAMES, GuildSettings, origin, show
from config.kinds import Value

_LIST = 160
"""Characters of one list: four of them and twelve short values fit into one message."""

_ENTRY = 80
"""Characters of one entry or value."""


def panel_card(
    say: Words,
    settings: GuildSettings,
    operator: Mapping[str, Value],
    overrides: Mapping[str, Value],
) -> Card:
    """Every setting in one message, within Discord's limits whatever the values are."""
    commands = {name: command(say, "settings", name) for name in ("set", "reset")}
    lines = [
        f"**`{name}`** {shown(say, name, getattr(settings, name))}"
        f" · {say(f'settings.{origin(name, operator, overrides)}')}\n-# {about(say, name)}"
        for name in NAMES
    ]
    return Card(
        (
            Text(f"## {say('settings.title')}"),
            Text("\n".join(lines)),
            Rule(),
            Text(f"-# {say('settings.hint', **commands)}"),
        )
    )


def changed_card(say: Words, name: str, value: Value) -> Card:
    """Tells a setting's new value."""
    text = say("settings.changed", name=f"**`{name}`**", value=shown(say, name, value))
    return Card((Text(f"{text}\n-# {about(say, name)}"),))


def about(say: Words, name: str) -> str:
    """What a setting is for, on one short line."""
    return say(f"settings.about.{name}")


def command(say: Words, *names: str) -> str:
    """A command as it is typed in this language: "/settings set"."""
    return "/" + " ".join(say(f"command.{name}") for name in names)


def shown(say: Words, name: str, value: Value) -> str:
    """A value as markdown; channels and roles stay mentions, which ping nobody here."""
    if not isinstance(value, tuple) or not value:
        return _code(show(name, value))
    entries: list[str] = []
    for number in range(len(value)):
        text = show(name, value[number : number + 1])
        text = text if text.startswith("<") else _code(text)
        if entries and len(" ".join((*entries, text))) > _LIST:
            return " ".join((*entries, say("settings.more", count=len(value) - number)))
        entries.append(text)
    return " ".join(entries)


def _code(text: str) -> str:
    return f"`{plain(text, _ENTRY).replace('`', '')}`"
