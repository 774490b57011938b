"""The answer: one message about a digest, with what can be done after it.

A pure function of the digest and the look; at any size of the digest it keeps Discord's limits.
"""

from collections.abc import Iterator, Sequence

from bot.views.card import (
    MAX_BUTTONS,
    MAX_CHARACTERS,
    MAX_CHOICE,
    MAX_CHOICES,
    MAX_COMPONENTS,
    Block,
    Button,
    Card,
    Choice,
    Menu,
    Picture,
    Row,
    Rule,
    Text,
    Tone,
    units,
)
from bot.views.chart import describe
from bot.views.hidden import cleaned
from bot.views.look import Look
from bot.views.outline import claim_names
from bot.views.planner import Room, plan
from bot.views.press import Action, Press
from bot.views.sections import footer, opening, sections, total
from bot.views.slurs import dotted
from bot.views.tally import SIDES
from models.types import Digest, Length, Position

__all__ = ["Look", "digest_card", "thread_card"]

_COLOUR = 0x4F6D8F
_LINE = 160  # UTF-16 units kept for the line that says what is left out
_FOOTER = Room(1_400, 2)  # notes are short: what they take is never missed


def digest_card(digest: Digest, look: Look) -> Card:
    """The message: what fits of the digest at this length, and its menu and buttons."""
    rows = (*_menu(digest, look), *_buttons(digest, look))
    picture = _picture(digest, look)
    notes = plan(footer(digest, look), _FOOTER)
    used = Card((*_texts(notes.blocks), *picture), rows)
    room = Room(MAX_CHARACTERS - used.characters - _LINE, MAX_COMPONENTS - used.components - 1)
    parts = sections(digest, look)
    planned = plan(parts, room)
    shown = sum(part.counts for part in parts) - planned.left
    left = total(digest) - shown + notes.left
    small = ((f"-# {_left(left, look)}",) if left else ()) + notes.blocks
    blocks = [*_texts(planned.blocks), *picture]
    if small:
        blocks += [Rule(), Text("\n".join(small))]
    return Card(tuple(blocks), rows, _COLOUR)


def thread_card(digest: Digest, look: Look) -> Card:
    """What stands in the channel when the digest itself stands in a thread under it."""
    planned = plan(opening(digest, look), Room(MAX_CHARACTERS - _LINE, MAX_COMPONENTS - 4))
    where = Text(f"-# {look.say('status.in_thread')}")
    return Card((*_texts(planned.blocks), where), colour=_COLOUR)


def _texts(texts: Sequence[str]) -> Iterator[Block]:
    for number, text in enumerate(texts):
        if number:
            yield Rule()
        yield Text(text)


def _left(count: int, look: Look) -> str:
    longer = look.length is not Length.FULL
    return look.say("digest.left_longer" if longer else "digest.left_export", count=count)


def _picture(digest: Digest, look: Look) -> tuple[Picture, ...]:
    described = describe(digest, look.say) if look.chart else ""
    return (Picture(look.chart, described),) if look.chart and described else ()


def _menu(digest: Digest, look: Look) -> Iterator[Row]:
    names = dict(
        zip(
            (claim.id for claim in digest.claims),
            claim_names(digest.claims, look.say),
            strict=True,
        )
    )
    texts = {claim.id: _whole(claim.text, look.mask) for claim in digest.claims}
    choices = []
    for position in _offered(digest):
        side = look.say(f"chart.{position.label}")
        count = look.say("comments_counted", count=len(position.comment_ids))
        choices.append(
            Choice(
                label=f"{names[position.claim_id]}: {side} · {count}",
                value=f"{position.claim_id}:{position.label}",
                description=texts[position.claim_id],
            )
        )
    if choices:
        custom_id = Press(Action.COMMENTS, look.key).custom_id
        yield Row((Menu(custom_id, look.say("digest.menu"), tuple(choices)),))


def _whole(claim: str, mask: bool) -> str:
    """The claim where all of it fits under a choice; a part of it would be no quotation."""
    shown = cleaned(claim[: 4 * MAX_CHOICE])
    if units(shown) > MAX_CHOICE or len(claim) > 4 * MAX_CHOICE:
        return ""
    return dotted(shown) if mask else shown


def _offered(digest: Digest) -> list[Position]:
    """At most 25 positions: both sides of the first claims before any neutral or unclear one."""
    found: dict[str, list[Position]] = {claim.id: [] for claim in digest.claims}
    for position in digest.positions:
        if position.comment_ids and position.claim_id in found:
            found[position.claim_id].append(position)
    groups = [[p for p in own if p.label in SIDES] for own in found.values()]
    groups += [[p] for own in found.values() for p in own if p.label not in SIDES]
    taken: set[int] = set()
    for group in groups:
        if len(taken) + len(group) <= MAX_CHOICES:
            taken.update(id(position) for position in group)
    return [position for own in found.values() for position in own if id(position) in taken]


def _buttons(digest: Digest, look: Look) -> Iterator[Row]:
    say, buttons = look.say, list[Button]()

    def add(action: Action, name: str, tone: Tone = Tone.PLAIN, *, disabled: bool = False) -> None:
        custom_id = Press(action, look.key).custom_id
        buttons.append(Button(say(f"digest.{name}"), custom_id, tone, disabled))

    if look.length is not Length.FULL:
        add(Action.LONGER, "longer")
    if look.length is not Length.GIST:
        add(Action.SHORTER, "shorter")
    if digest.document.comments:
        add(Action.ASK, "ask")
    if look.private and (look.shareable or look.shared):
        add(Action.SHARE, "share", Tone.MAIN, disabled=look.shared)
    add(Action.EXPORT, "export")
    add(Action.WRONG, "wrong")
    if digest.document.unsure:
        add(Action.SPLIT, "split")
    half = -(-len(buttons) // 2) if len(buttons) > MAX_BUTTONS else MAX_BUTTONS
    for start in range(0, len(buttons), half):
        yield Row(tuple(buttons[start : start + half]))
