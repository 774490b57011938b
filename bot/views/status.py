"""What stands in a message while there is no digest in it: a place in line, a step, a refusal."""

from bot.jobs.queue import Running, State, Waiting
from bot.views.card import Block, Button, Card, Row, Text
from bot.views.escape import inert
from bot.views.press import Action, Press
from bot.words import Words
from models.types import Step

_CELLS = 12
_WORKING, _REFUSED = 0x56B4E9, 0xD55E00


def progress_card(say: Words, state: State, key: str) -> Card:
    """Where the job ``key`` stands, with the button that cancels it."""
    lines = _waiting(say, state) if isinstance(state, Waiting) else _running(say, state)
    button = Button(say("status.cancel"), Press(Action.CANCEL, key).custom_id)
    return Card((Text("\n".join(lines)),), (Row((button,)),), _WORKING)


def refusal_card(say: Words, sentence: str, incident: str | None = None) -> Card:
    """Why there is no answer, without any button; ``sentence`` may hold words from outside."""
    blocks: list[Block] = [Text(inert(sentence))]
    if incident is not None:
        blocks.append(Text(f"-# {say('status.incident', id=f'`{incident}`')}"))
    return Card(tuple(blocks), colour=_REFUSED)


def plain_card(say: Words, sentence: str) -> Card:
    """One sentence of the bot's own words, as markdown; words from outside are inert already."""
    return Card((Text(sentence),))


def shared_card(say: Words, channel_id: int) -> Card:
    """Tells where a digest was shared."""
    return plain_card(say, say("status.shared", channel=f"<#{channel_id}>"))


def _waiting(say: Words, state: Waiting) -> list[str]:
    place = say("status.ahead", count=state.ahead) if state.ahead else say("status.first")
    return [f"**{place}**", say("status.estimate", duration=say.duration(state.seconds))]


def _running(say: Words, state: Running) -> list[str]:
    steps = tuple(Step)
    words = say(f"step.{state.step}", count=state.total)
    lines = [f"**{words[:1].upper()}{words[1:]}**"]
    if state.total:
        done = min(state.done, state.total)
        filled = done * _CELLS // state.total
        bar = "▰" * filled + "▱" * (_CELLS - filled)
        lines.append(f"{bar} {say('status.done', done=done, total=state.total)}")
    number = steps.index(state.step) + 1
    return [*lines, f"-# {say('status.step', number=number, total=len(steps))}"]
