"""``/settings``, from the panel to a whole import."""

import asyncio
import json

import pytest

from tests.bot.cogs.stage import ADMIN, ANN, DIRECT, GUILD, Stage
from tests.discord_double import Exchange


async def given(stage: Stage, content: str, size: int | None = None) -> Exchange:
    """An import of a file with this content."""
    file = stage.double.upload("settings.json", content.encode())
    file["size"] = size if size is not None else file["size"]
    return await stage.slash("settings import", {"file": file}, by=ADMIN)


async def test_the_panel_says_where_values_come_from(stage: Stage) -> None:
    """Privately, each with its origin."""
    await stage.set(length="full")
    exchange = await stage.slash("settings show", by=ADMIN)
    text = stage.said(exchange)
    line = next(line for line in text.splitlines() if "`full`" in line or "length" in line)
    assert exchange.private and "set here" in text and "default" in text and "length" in line


async def test_a_setting_is_set(stage: Stage) -> None:
    """It holds at once and after a restart."""
    exchange = await stage.slash("settings set", {"name": "length", "value": "full"}, by=ADMIN)
    assert "length" in stage.said(exchange)
    await stage.restart()
    assert stage.services.guilds.settings(GUILD).length == "full"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("length", "huge", "length: It must be one of"),
        ("member_quota", "-1", "whole number"),
        ("threshold", "2", "from 0 to 1"),
        ("colour", "red", "There is no such setting"),
        ("allowed_channels", "@everyone", "is not a channel of this server"),
        ("allowed_channels", "<#123456789012345678>", "is not a channel of this server"),
        ("allowed_roles", "<@&123456789012345678>", "is not a role of this server"),
        ("allow_domains", "not a domain", "is not the name of a website"),
    ],
)
async def test_a_bad_value_is_refused_with_the_reason(
    stage: Stage, name: str, value: str, said: str
) -> None:
    """Nothing is stored."""
    exchange = await stage.slash("settings set", {"name": name, "value": value}, by=ADMIN)
    assert said in stage.said(exchange) and exchange.private
    assert not stage.services.guilds.overrides(GUILD)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("show", {}),
        ("set", {"name": "length", "value": "full"}),
        ("export", {}),
        ("reset", {}),
    ],
)
async def test_without_the_right_nothing_is_shown_or_changed(
    stage: Stage, command: str, options: dict[str, str]
) -> None:
    """It is checked again here, whatever Discord lets through."""
    await stage.set(length="gist")
    exchange = await stage.slash(f"settings {command}", options, by=ANN)
    assert "Only members who may manage this server" in stage.said(exchange)
    assert stage.services.guilds.overrides(GUILD) == {"length": "gist"}


async def test_there_are_no_settings_outside_of_a_guild(stage: Stage) -> None:
    """A command that Discord would not offer there is answered too."""
    exchange = await stage.slash("settings show", by=ADMIN, at=DIRECT)
    assert "only in servers" in stage.said(exchange)


async def test_an_export_is_what_import_takes(stage: Stage) -> None:
    """A flat file of the overrides, back to the same overrides."""
    await stage.set(length="full", allowed_channels=(501, 502), threshold=0.6)
    exported = stage.shown(await stage.slash("settings export", by=ADMIN))
    assert exported is not None and exported.names == ["settings.json"]
    content = stage.double.files[exported["attachments"][0]["id"]].decode()
    before = dict(stage.services.guilds.overrides(GUILD))
    await stage.slash("settings reset", by=ADMIN)
    await given(stage, content)
    assert stage.services.guilds.overrides(GUILD) == before
    assert json.loads(content)["allowed_channels"] == ["501", "502"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"length": "full", "colour": "red"}', "colour: There is no such setting"),
        ('{"length": "full", "length": "gist"}', "stands in the file twice"),
        ("[1]", "not one flat JSON object"),
        ("{", "The file is not JSON"),
    ],
)
async def test_one_bad_key_refuses_the_whole_import(stage: Stage, content: str, said: str) -> None:
    """What was set before stays."""
    await stage.set(length="gist")
    assert said in stage.said(await given(stage, content))
    assert stage.services.guilds.overrides(GUILD) == {"length": "gist"}


async def test_a_file_that_is_too_large_is_not_fetched(stage: Stage) -> None:
    """Its size is told before."""
    assert "larger than 65,536 bytes" in stage.said(await given(stage, "{}", size=70_000))


async def test_one_setting_is_reset(stage: Stage) -> None:
    """The others stay."""
    await stage.set(length="gist", chart=False)
    await stage.slash("settings reset", {"name": "length"}, by=ADMIN)
    assert stage.services.guilds.overrides(GUILD) == {"chart": False}


async def test_all_settings_are_reset(stage: Stage) -> None:
    """Without a name."""
    await stage.set(length="gist", chart=False)
    await stage.slash("settings reset", by=ADMIN)
    assert not stage.services.guilds.overrides(GUILD)


async def test_resetting_what_there_is_not_is_refused(stage: Stage) -> None:
    """A misspelled name must not look as if it had been reset."""
    exchange = await stage.slash("settings reset", {"name": "lenght"}, by=ADMIN)
    assert "There is no such setting" in stage.said(exchange)


@pytest.mark.parametrize("command", ["settings set", "settings reset"])
async def test_a_name_as_long_as_discord_takes_is_refused(stage: Stage, command: str) -> None:
    """Its refusal does not repeat all of it."""
    typed = {"name": "*" * 6_000} | ({"value": "on"} if command == "settings set" else {})
    assert "There is no such setting" in stage.said(await stage.slash(command, typed, by=ADMIN))


async def test_two_who_change_settings_at_once_both_do(stage: Stage) -> None:
    """Neither writes back what the other has just replaced."""
    guilds = stage.services.guilds
    await asyncio.gather(guilds.set(GUILD, "length", "gist"), guilds.set(GUILD, "chart", False))
    assert guilds.overrides(GUILD) == {"length": "gist", "chart": False}
    assert (await stage.services.store.all_overrides())[GUILD] == guilds.overrides(GUILD)


async def test_names_are_completed(stage: Stage) -> None:
    """By any part of them."""
    assert await stage.complete("settings set", {}, "quota") == ["member_quota", "guild_quota"]


async def test_values_are_completed_for_the_chosen_name(stage: Stage) -> None:
    """Only those that it can take."""
    found = await stage.complete("settings set", {"name": "length"}, "")
    assert found == ["gist", "short", "full"]


async def test_nothing_is_offered_for_a_name_that_there_is_not(stage: Stage) -> None:
    """And nothing fails."""
    assert await stage.complete("settings set", {"name": "colour"}, "r") == []
