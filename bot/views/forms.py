"""The forms that people fill in, and what a filled-in form says.

Forms are built and forgotten: a submit is read from what Discord sends, so it also works after a
restart. What is done with the values is decided elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord
from discord import ui

from bot.sources.attachment import Attachment
from bot.views.card import MAX_CHOICES, Choice
from bot.views.press import Action, Press
from bot.words import Words

ARTICLE, COMMENTS, FILE = "article", "comments", "file"
CLAIM, PART, LINE = "claim", "part", "line"

MAX_TEXT = 4_000
"""Characters of a form's text field, Discord's limit."""

MAX_CLAIM = 300
"""Characters of a claim to ask about."""

PARTS = ("summary", "claim", "sides", "key_points", "replies", "split", "other")
"""What of a digest can be called wrong."""


@dataclass(frozen=True, slots=True)
class Values:
    """What was filled in, by the names of the fields; fields left empty are absent."""

    texts: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uploads: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)


def source_form(say: Words, key: str = "") -> ui.Modal:
    """Article, comments and a file, each optional, because any of them may be the source."""
    return _form(
        say("form.source_title"),
        Press(Action.SOURCE, key),
        _label(say, ARTICLE, _paragraph(ARTICLE)),
        _label(say, COMMENTS, _paragraph(COMMENTS)),
        _label(say, FILE, ui.FileUpload(custom_id=FILE, required=False, min_values=0)),
    )


def ask_form(say: Words, key: str) -> ui.Modal:
    """One claim to ask of the digest ``key``."""
    claim: ui.TextInput[ui.Modal] = ui.TextInput(
        custom_id=CLAIM, placeholder=say("form.claim_example"), max_length=MAX_CLAIM
    )
    return _form(say("form.ask_title"), Press(Action.ASK, key), _label(say, CLAIM, claim))


def wrong_form(say: Words, key: str) -> ui.Modal:
    """Which part of the digest ``key`` is wrong."""
    choices = [Choice(say(f"form.part.{part}"), part) for part in PARTS]
    menu = _menu(PART, say("form.wrong_choose"), choices)
    return _form(say("form.wrong_title"), Press(Action.WRONG, key), _label(say, "wrong", menu))


def split_form(say: Words, key: str, choices: Sequence[Choice]) -> ui.Modal:
    """Where the comments of the digest ``key`` begin: one of 1 to 25 choices."""
    menu = _menu(LINE, say("form.split_choose"), choices)
    return _form(say("form.split_title"), Press(Action.SPLIT, key), _label(say, "split", menu))


def read_values(data: Mapping[str, Any]) -> Values:
    """What a submit's ``interaction.data`` says; parts that are missing or odd are left out."""
    texts: dict[str, str] = {}
    choices: dict[str, tuple[str, ...]] = {}
    uploads: dict[str, tuple[Attachment, ...]] = {}
    resolved = _mapping(_mapping(data.get("resolved")).get("attachments"))
    for component in _components(data):
        name, value = component.get("custom_id"), component.get("value")
        chosen = tuple(item for item in _list(component.get("values")) if isinstance(item, str))
        if not isinstance(name, str):
            continue
        if isinstance(value, str) and value:
            texts[name] = value
        elif component.get("type") == discord.ComponentType.file_upload.value:
            files = tuple(_uploads(chosen, resolved))
            uploads |= {name: files} if files else {}
        elif chosen:
            choices[name] = chosen
    return Values(texts, choices, uploads)


def _form(title: str, press: Press, *labels: ui.Label[ui.Modal]) -> ui.Modal:
    form = ui.Modal(title=title, timeout=None, custom_id=press.custom_id)
    for label in labels:
        form.add_item(label)
    form.stop()  # discord.py keeps every form it sends unless it is finished
    return form


def _label(say: Words, name: str, field: ui.Item[ui.Modal]) -> ui.Label[ui.Modal]:
    return ui.Label(text=say(f"form.{name}"), description=say(f"form.{name}_hint"), component=field)


def _paragraph(name: str) -> ui.TextInput[ui.Modal]:
    return ui.TextInput(
        custom_id=name, style=discord.TextStyle.paragraph, required=False, max_length=MAX_TEXT
    )


def _menu(name: str, placeholder: str, choices: Sequence[Choice]) -> ui.Select[ui.Modal]:
    options = [
        discord.SelectOption(
            label=choice.label, value=choice.value, description=choice.description or None
        )
        for choice in choices[:MAX_CHOICES]
    ]
    return ui.Select(custom_id=name, placeholder=placeholder, options=options, required=True)


def _components(data: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The fields of a submit, whether they stand in labels or, as forms used to, in rows."""
    for outer in map(_mapping, _list(data.get("components"))):
        yield from map(_mapping, _list(outer.get("components")))
        yield _mapping(outer.get("component"))


def _uploads(ids: Sequence[str], resolved: Mapping[str, Any]) -> Iterator[Attachment]:
    for file in (_mapping(resolved.get(id_)) for id_ in ids):
        name, url, size = file.get("filename"), file.get("url"), file.get("size")
        media_type = file.get("content_type")
        if isinstance(name, str) and isinstance(url, str) and isinstance(size, int):
            yield Attachment(name, url, size, media_type if isinstance(media_type, str) else None)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
