"""Forms keep to Discord's limits in every language, and what they bring back is read with care."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from discord import ui
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.attachment import Attachment
from bot.views.card import Choice
from bot.views.forms import (
    ARTICLE,
    FILE,
    PART,
    PARTS,
    Values,
    ask_form,
    read_values,
    source_form,
    split_form,
    wrong_form,
)
from bot.views.press import Action, Press, read
from bot.words import LANGUAGES, Words, speak

KEY = "k" * 22
CHOICES = [Choice(f"line {n}", f"a{n}") for n in range(25)]
FORMS: dict[Action, Callable[[Words], ui.Modal]] = {
    Action.SOURCE: lambda say: source_form(say, KEY),
    Action.ASK: lambda say: ask_form(say, KEY),
    Action.WRONG: lambda say: wrong_form(say, KEY),
    Action.SPLIT: lambda say: split_form(say, KEY, CHOICES),
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ("components", "component", "values", "value", "custom_id", "type", "x")
            ),
            inner,
        )
    ),
    max_leaves=20,
)


def built(action: Action, language: str) -> ui.Modal:
    """A form, built as in the bot: while an event loop runs."""

    async def build() -> ui.Modal:
        return FORMS[action](speak(language))

    return asyncio.run(build())


def labels(payload: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Label, description and field of each part of a form."""
    for part in payload["components"]:
        yield part["label"], part.get("description", ""), part["component"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", FORMS)
def test_forms_keep_to_discords_limits(action: Action, language: str) -> None:
    """Titles and labels of 45 characters, descriptions and placeholders of 100, five parts."""
    payload = built(action, language).to_dict()
    assert 1 <= len(payload["title"]) <= 45
    assert len(payload["components"]) <= 5
    for label, description, field in labels(payload):
        assert 1 <= len(label) <= 45
        assert 1 <= len(description) <= 100
        assert len(field.get("placeholder") or "") <= 100
        options = field.get("options", [])
        assert len(options) <= 25
        assert max((len(option["label"]) for option in options), default=0) <= 100


@pytest.mark.parametrize("action", FORMS)
def test_a_form_says_what_it_is_and_is_not_kept(action: Action) -> None:
    """Its custom id survives a restart, and discord.py has no reason to store it."""
    form = built(action, "en")
    assert read(form.custom_id) == Press(action, KEY)
    assert form.is_finished()


def test_the_source_form_has_three_optional_parts() -> None:
    """So that a file alone can be sent."""
    parts = list(labels(built(Action.SOURCE, "en").to_dict()))
    assert [label for label, _, _ in parts] == ["Article", "Comments", "File"]
    assert {field["required"] for _, _, field in parts} == {False}
    assert [field.get("max_length") for _, _, field in parts] == [4_000, 4_000, None]


def test_what_was_wrong_is_one_of_the_parts() -> None:
    """A choice, never free text."""
    [(_, _, field)] = labels(built(Action.WRONG, "de").to_dict())
    assert field["custom_id"] == PART
    assert tuple(option["value"] for option in field["options"]) == PARTS


def test_a_submit_is_read_by_the_names_of_its_fields() -> None:
    """Texts, choices and files, inside labels or rows; empty fields are absent."""
    file = {
        "id": "7",
        "filename": "page.html",
        "url": "https://cdn.example/page.html",
        "size": 12,
        "content_type": "text/html",
    }
    data = {
        "custom_id": "h:source",
        "components": [
            {"type": 18, "component": {"type": 4, "custom_id": ARTICLE, "value": "Text"}},
            {"type": 18, "component": {"type": 4, "custom_id": "comments", "value": ""}},
            {"type": 18, "component": {"type": 19, "custom_id": FILE, "values": ["7", "8"]}},
            {"type": 18, "component": {"type": 3, "custom_id": PART, "values": ["sides"]}},
            {"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "row"}]},
        ],
        "resolved": {"attachments": {"7": file}},
    }
    uploaded = Attachment("page.html", "https://cdn.example/page.html", 12, "text/html")
    assert read_values(data) == Values(
        {ARTICLE: "Text", "old": "row"}, {PART: ("sides",)}, {FILE: (uploaded,)}
    )


@given(st.dictionaries(st.sampled_from(("components", "resolved", "custom_id")), JSON))
def test_an_odd_submit_is_read_as_far_as_it_goes(data: dict[str, Any]) -> None:
    """Whatever is forged, what comes back has the types that were promised."""
    values = read_values(data)
    assert all(isinstance(text, str) and text for text in values.texts.values())
    assert all(isinstance(one, str) for chosen in values.choices.values() for one in chosen)
