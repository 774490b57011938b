"""The client as a whole: its commands, its connection, its languages, its real queue."""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.jobs.local import LocalQueue
from bot.jobs.queue import Models
from config.settings import Jobs, Limits
from tests.bot.cogs.stage import ADMIN, ANN, BOB, GENERAL, GUILD, HOME, PAGE, THREAD, Stage, staged
from tests.discord_double.double import until

WORKER = "from bot.jobs.worker import main; from tests import fakes; main(fakes.parts)"


def command(stage: Stage, name: str) -> dict[str, Any]:
    """A registered command."""
    return next(each for each in stage.double.commands if each["name"] == name)


async def test_the_commands_are_those_of_the_contract(stage: Stage) -> None:
    """Five commands and the one on messages."""
    found = sorted((each["name"], each["type"]) for each in stage.double.commands)
    assert found == [
        ("Digest", 3), ("about", 1), ("digest", 1), ("mydata", 1), ("privacy", 1), ("settings", 1),
    ]  # fmt: skip


async def test_commands_have_names_in_other_languages(stage: Stage) -> None:
    """Descriptions too, from the bot's own words."""
    digest = command(stage, "digest")
    assert {"de", "es-ES", "fr", "uk"} <= set(digest["description_localizations"])


async def test_digest_is_for_every_place(stage: Stage) -> None:
    """Guilds, direct messages and groups, installed by a guild or a user."""
    for name in ("digest", "Digest", "privacy", "mydata", "about"):
        assert sorted(command(stage, name)["integration_types"]) == [0, 1]
        assert sorted(command(stage, name)["contexts"]) == [0, 1, 2]


async def test_settings_are_shown_to_who_manages_the_guild(stage: Stage) -> None:
    """By default, in guilds only."""
    settings = command(stage, "settings")
    assert settings["default_member_permissions"] in (32, "32")
    assert settings["contexts"] == [0]


async def test_unchanged_commands_are_not_written_again(stage: Stage) -> None:
    """A restart reads them only."""
    await stage.restart()
    assert stage.double.command_writes == 1


async def test_commands_may_be_registered_in_a_second_try(stage: Stage) -> None:
    """Discord may fail between the login and the commands; the login is then repeated."""
    assert stage.client is not None
    await stage.client.setup_hook()
    assert len(stage.client.tree.get_commands()) == 6


async def test_missing_commands_are_written_again(stage: Stage) -> None:
    """Whoever removed them."""
    stage.double.commands.pop()
    await stage.restart()
    assert stage.double.command_writes == 2 and len(stage.double.commands) == 6


async def test_a_command_that_comes_twice_is_answered_once(stage: Stage) -> None:
    """The gateway may repeat itself after a reconnect."""
    await stage.slash("digest", {"text": PAGE}, copies=3)
    assert len(stage.queue.tasks) == 1


async def test_a_press_that_comes_twice_is_answered_once(stage: Stage) -> None:
    """As a command is."""
    message = await stage.digest(private=False)
    data = {"custom_id": message.controls["Longer"]["custom_id"], "component_type": 2}
    payload = {"type": 3, "data": data, "message": dict(message), **HOME.payload(ANN)}
    exchange = await stage.double.interact(payload, copies=2)
    await until(lambda: exchange.first)
    await stage.settle()
    assert exchange.first == 6


async def test_what_came_while_it_was_away_is_answered(stage: Stage) -> None:
    """The session is resumed, and a job under way goes on."""
    stage.queue.holding = True
    under_way = await stage.slash("digest", {"text": PAGE})
    await stage.double.gateway.reconnect()
    missed = await stage.slash("privacy", by=BOB)
    stage.queue.release()
    await stage.settle()
    assert stage.double.gateway.resumed == 1
    assert stage.said(missed) and "Saturday market" in stage.said(under_way)


async def test_the_health_check_is_told_how_it_is(stage: Stage) -> None:
    """Connected, models ready, one waiting."""
    stage.queue.holding = True
    await stage.slash("digest", {"text": PAGE})
    assert stage.client is not None
    await asyncio.wait_for(stage.client.wait_until_ready(), 5)
    state = stage.client.state()
    assert (state.connected, state.models, state.waiting) == (True, Models.READY, 1)


async def test_what_has_expired_is_swept_at_start(stage: Stage) -> None:
    """A digest whose days are over does not outlive a restart."""
    past = datetime.now(UTC) - timedelta(days=1)
    await stage.services.store.save_digest(
        b"x", guild_id=GUILD, channel_id=GENERAL, user_id=ANN.id, private=True, length="short",
        language="en", created=past, expires=past,
    )  # fmt: skip
    await stage.restart()
    async with asyncio.timeout(5):
        while (await stage.services.store.user_data(ANN.id))["digests"]:
            await asyncio.sleep(0.01)


async def test_nothing_runs_on_after_a_close(stage: Stage) -> None:
    """What is at the database lets go of it before that is closed."""
    await stage.restart()
    names = [str(task.get_coro()) for task in asyncio.all_tasks()]
    assert sum("Hustings._sweep" in name for name in names) == 1


@pytest.mark.parametrize(
    ("setting", "locale", "button"),
    [
        ("auto", "de", "Kürzer"),
        ("auto", "es-419", "Más corto"),
        ("auto", "fr", "Plus court"),
        ("auto", "uk", "Коротше"),
        ("auto", "ja", "Shorter"),
        ("de", "fr", "Kürzer"),
        ("en", "de", "Shorter"),
    ],
)
async def test_the_guilds_language_outranks_the_readers(
    stage: Stage, setting: str, locale: str, button: str
) -> None:
    """For private and public answers alike."""
    await stage.set(language=setting)
    for private in (True, False):
        message = await stage.digest(by=replace(ANN, locale=locale), private=private)
        assert button in message.controls


async def test_refusals_are_in_the_readers_language(stage: Stage) -> None:
    """As everything the bot says."""
    exchange = await stage.slash("settings show", by=replace(BOB, locale="de"))
    assert "Server" in stage.said(exchange) and "Only members" not in stage.said(exchange)


async def test_choices_in_forms_are_in_the_guilds_language(stage: Stage) -> None:
    """Forms are the bot's words too."""
    await stage.set(language="de")
    opened = await stage.slash("digest", by=ADMIN, at=THREAD)
    assert opened.form["components"][0]["label"] == "Artikel"


class Working(LocalQueue):
    """The real queue, which never holds anything."""

    holding = False


def test_with_the_real_queue_and_a_worker_process(
    runner: asyncio.Runner, database_url: str, tmp_path: Path
) -> None:
    """From the command through the worker and back, the chart drawn by it."""

    async def scenario() -> None:
        program = (sys.executable, "-c", WORKER)
        async with (
            Working(Jobs(), Limits(), program) as queue,
            staged(database_url, tmp_path / "data", queue) as stage,
        ):
            exchange = await stage.slash("digest", {"text": PAGE})
            message = stage.shown(exchange)
            assert message is not None and "Saturday market" in message.text
            picture = stage.double.files[message["attachments"][0]["id"]]
            assert picture.startswith(b"\x89PNG")
            assert "- words (stance)" in stage.said(await stage.slash("about"))

    runner.run(scenario())
