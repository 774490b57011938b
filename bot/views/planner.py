"""Chooses what of a long text stands in one message: the most important parts that fit, whole.

It knows sizes and ranks, nothing of digests; no part is ever cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.views.card import MAX_CHARACTERS, MAX_COMPONENTS, units

HEADING = 99
"""The rank of a part that is worth nothing by itself: shown with what stands within it."""


@dataclass(frozen=True, slots=True)
class Part:
    """A few lines of markdown; a smaller ``rank`` goes first, the earlier part of equal ones.

    ``within`` is the index of an earlier part that has to be shown too. ``opens`` tells that a new
    block of text begins here. ``counts`` is how many things a reader misses without the part.
    """

    markdown: str
    rank: int
    within: int | None = None
    opens: bool = False
    counts: int = 1


@dataclass(frozen=True, slots=True)
class Room:
    """What is left of a message: UTF-16 units of text and components."""

    characters: int = MAX_CHARACTERS
    components: int = MAX_COMPONENTS


@dataclass(frozen=True, slots=True)
class Plan:
    """The texts of the blocks in the order of display, and how many things are left out."""

    blocks: tuple[str, ...]
    left: int


def plan(parts: Sequence[Part], room: Room) -> Plan:
    """The parts that fit, the best ranked first, each with everything that it stands within.

    Takes time in proportion to the parts, sorting apart; the same parts give the same plan.
    """
    chosen = [False] * len(parts)
    characters, components = room.characters, room.components
    for index in sorted(range(len(parts)), key=lambda index: parts[index].rank):
        if chosen[index] or parts[index].rank == HEADING:
            continue
        needed = _needed(parts, chosen, index)
        # A line break joins a part with the one before; a block comes with a rule above it.
        text = sum(units(parts[each].markdown) + 1 for each in needed)
        pieces = sum(2 * parts[each].opens for each in needed)
        if text <= characters and pieces <= components:
            characters, components = characters - text, components - pieces
            for each in needed:
                chosen[each] = True
    shown = [part for part, taken in zip(parts, chosen, strict=True) if taken]
    left = sum(part.counts for part, taken in zip(parts, chosen, strict=True) if not taken)
    return Plan(tuple(_blocks(shown)), left)


def _needed(parts: Sequence[Part], chosen: Sequence[bool], index: int) -> list[int]:
    """``index`` and the parts not chosen yet that it stands within."""
    needed = [index]
    while (index_ := parts[needed[-1]].within) is not None and not chosen[index_]:
        needed.append(index_)
    return needed


def _blocks(parts: Sequence[Part]) -> list[str]:
    blocks: list[list[str]] = []
    for part in parts:
        if part.opens or not blocks:
            blocks.append([])
        blocks[-1].append(part.markdown)
    return ["\n".join(lines) for lines in blocks]
