"""The rules of Discord's that matter most, as checks of what a bot sends.

Each check gives the sentences that say what is broken. They know payloads, no requests.
"""

from collections.abc import Iterator, Mapping
from typing import Any

Payload = Mapping[str, Any]

EPHEMERAL, LOADING, V2 = 1 << 6, 1 << 7, 1 << 15
_LAYOUT = frozenset((9, 10, 11, 12, 13, 14, 17))  # components that need the V2 flag
_ROW, _BUTTON, _TEXT, _MEDIA, _LABEL = 1, 2, 10, 12, 18
_SELECTS = frozenset((3, 5, 6, 7, 8))


def walk(payload: Payload) -> Iterator[Payload]:
    """All components of a message or a form, nested ones too."""
    for component in payload.get("components") or ():
        yield component
        yield from walk(component)
        if "component" in component:
            yield component["component"]


def message(payload: Payload, names: set[str]) -> Iterator[str]:
    """A message to send or an edit; ``names`` are the files that it will have."""
    parts = list(walk(payload))
    kinds = {part["type"] for part in parts}
    if (payload.get("allowed_mentions") or {}).get("parse") != []:
        yield "mentions are allowed"
    if kinds & _LAYOUT:
        yield from _layout(payload, parts)
    elif len(payload.get("content") or "") > 2_000:
        yield "more than 2000 characters of content"
    for part in (part for part in parts if part["type"] == _MEDIA):
        for item in part["items"]:
            url = item["media"]["url"]
            if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
                yield f"a picture without its file: {url}"
            if len(item.get("description") or "") > 1_024:
                yield "a picture's description over 1024 characters"
    yield from _controls(parts)


def _layout(payload: Payload, parts: list[Payload]) -> Iterator[str]:
    if not int(payload.get("flags") or 0) & V2:
        yield "components of the second version without their flag"
    if payload.get("content") or payload.get("embeds"):
        yield "components of the second version beside content"
    texts = [part["content"] for part in parts if part["type"] == _TEXT]
    if sum(len(text.encode("utf-16-le")) // 2 for text in texts) > 4_000:
        yield "more than 4000 characters"
    if not all(texts):
        yield "an empty text"
    if len(parts) > 40:
        yield "more than 40 components"


def form(payload: Payload) -> Iterator[str]:
    """A form to open."""
    parts = list(walk(payload))
    if not 1 <= len(payload["title"]) <= 45:
        yield "a form's title over 45 characters"
    if not 1 <= len(payload["components"]) <= 5:
        yield "a form with none or more than 5 fields"
    for part in (part for part in parts if part["type"] == _LABEL):
        if len(part["label"]) > 45 or len(part.get("description") or "") > 100:
            yield "a label over 45 or its description over 100 characters"
    yield from _controls([payload, *(part for part in parts if part["type"] != _LABEL)])


def deferral(payload: Payload) -> Iterator[str]:
    """Words that an answer is coming, which may only say whether it is private."""
    if int(payload.get("flags") or 0) & ~EPHEMERAL:
        yield "a deferral with other flags than the private one"


def _controls(parts: list[Payload]) -> Iterator[str]:
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    if len(set(ids)) < len(ids):
        yield "a custom id twice in one message"
    if any(not 1 <= len(id_) <= 100 for id_ in ids):
        yield "a custom id of none or over 100 characters"
    for part in parts:
        kind = part.get("type")
        if kind == _BUTTON and not 1 <= len(part.get("label") or "") <= 80:
            yield "a button's label of none or over 80 characters"
        elif kind == _ROW and not 1 <= len(part["components"]) <= 5:
            yield "a row of none or over 5"
        elif kind in _SELECTS:
            yield from _menu(part)


def _menu(part: Payload) -> Iterator[str]:
    if len(part.get("placeholder") or "") > 150:
        yield "a menu's placeholder over 150 characters"
    if not 1 <= len(part.get("options", ())) <= 25:
        yield "a menu of none or over 25 choices"
    for option in part.get("options", ()):
        texts = (option["label"], option["value"], option.get("description") or "")
        if any(len(text) > 100 for text in texts) or not option["label"] or not option["value"]:
            yield "a choice with a part of none or over 100 characters"
