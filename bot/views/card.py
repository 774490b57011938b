"""A message as data: blocks of text, pictures, buttons and menus, before Discord is involved.

It knows Discord's limits on one Components V2 message and counts against them; what stands in a
message is decided by the other views.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

MAX_CHARACTERS = 4_000
"""All text of one Components V2 message together; counted in UTF-16 units to be safe."""

MAX_COMPONENTS = 40
"""All components of one message, nested ones too."""

MAX_LABEL = 80
"""Characters of a button's label."""

MAX_CHOICE = 100
"""Characters of a choice's label, description or value, and of a custom id."""

MAX_CHOICES = 25
"""Choices of one menu."""

MAX_PLACEHOLDER = 150
"""Characters of a menu's placeholder."""

MAX_BUTTONS = 5
"""Buttons in one row."""


class Tone(Enum):
    """What a button does, as Discord colours it."""

    PLAIN = "secondary"
    MAIN = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Text:
    """Markdown, every outside word in it already made inert."""

    markdown: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two parts."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An attached image, by the name of its file, with its text for those who do not see it."""

    file: str
    description: str


@dataclass(frozen=True, slots=True)
class Button:
    """What can be pressed; ``custom_id`` comes from ``bot.views.press``."""

    label: str
    custom_id: str
    tone: Tone = Tone.PLAIN
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens a page; the label is the bot's own word."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu; the label and the description are shown as plain text."""

    label: str
    value: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """A select with 1 to 25 choices, one of which can be taken."""

    custom_id: str
    placeholder: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Up to five buttons, or one menu."""

    items: tuple[Button | Link | Menu, ...]


Block = Text | Rule | Picture | Row


@dataclass(frozen=True, slots=True)
class Card:
    """One message: ``blocks`` inside one coloured container, ``rows`` under it.

    ``colour`` is 0xRRGGBB, None for none.
    """

    blocks: tuple[Block, ...]
    rows: tuple[Row, ...] = ()
    colour: int | None = None

    @property
    def characters(self) -> int:
        """UTF-16 units of all its text."""
        return sum(units(block.markdown) for block in self.blocks if isinstance(block, Text))

    @property
    def components(self) -> int:
        """Components as Discord counts them, the container included."""
        return 1 + sum(_components(block) for block in (*self.blocks, *self.rows))

    @property
    def texts(self) -> Iterator[str]:
        """The markdown of its blocks of text."""
        return (block.markdown for block in self.blocks if isinstance(block, Text))


def units(text: str) -> int:
    """The length of ``text`` in UTF-16 units, never less than in characters."""
    return len(text) + sum(char > "\uffff" for char in text)


def _components(block: Block) -> int:
    match block:
        case Row():
            return 1 + len(block.items)
        case Picture():
            return 2  # the gallery and its item
        case _:
            return 1
