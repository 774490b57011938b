"""Turns a card into Discord's components: the only file where a card meets discord.py.

It decides nothing about what is said; presses are routed by custom id elsewhere.
"""

import discord
from discord import ui

from bot.views.card import Block, Button, Card, Link, Menu, Picture, Row, Rule, Text, Tone

_STYLES = {
    Tone.PLAIN: discord.ButtonStyle.secondary,
    Tone.MAIN: discord.ButtonStyle.primary,
    Tone.DANGER: discord.ButtonStyle.danger,
}


def layout(card: Card) -> ui.LayoutView:
    """The view to send or to edit a message with; made where an event loop runs.

    It is stopped at once, so discord.py neither stores it nor waits for its presses: buttons work
    after a restart, and a message costs no memory. Raises ValueError over Discord's limits.
    """
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=card.colour)
    for block in card.blocks:
        container.add_item(_item(block))
    view.add_item(container)
    for row in card.rows:
        view.add_item(_item(row))
    view.stop()
    return view


def _item(block: Block) -> ui.Item[ui.LayoutView]:
    match block:
        case Text(markdown):
            return ui.TextDisplay(markdown)
        case Rule():
            return ui.Separator()
        case Picture(file, description):
            media = discord.MediaGalleryItem(f"attachment://{file}", description=description)
            return ui.MediaGallery(media)
        case Row(items):
            return ui.ActionRow(*(_control(item) for item in items))


def _control(item: Button | Link | Menu) -> ui.Item[ui.LayoutView]:
    match item:
        case Button(label, custom_id, tone, disabled):
            return ui.Button(
                label=label, custom_id=custom_id, style=_STYLES[tone], disabled=disabled
            )
        case Link(label, url):
            return ui.Button(label=label, url=url)
        case Menu(custom_id, placeholder, choices):
            options = [
                discord.SelectOption(
                    label=choice.label, value=choice.value, description=choice.description or None
                )
                for choice in choices
            ]
            return ui.Select(custom_id=custom_id, placeholder=placeholder, options=options)
