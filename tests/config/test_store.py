"""What the bot keeps comes back as it was, on every database."""

import asyncio
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from config.digests import StoredDigest
from config.errors import DatabaseError
from config.guilds import GuildSettings
from config.kinds import Value
from config.store import Store

NOW = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
TODAY = NOW.date()
WEEK = timedelta(days=7)
GUILD, CHANNEL, USER, OTHER = 10, 20, 30, 31


async def keep(
    store: Store,
    content: bytes = b"content",
    *,
    user_id: int = USER,
    guild_id: int | None = GUILD,
    private: bool = True,
    message_id: int | None = None,
    created: datetime = NOW,
) -> StoredDigest:
    """A digest that is kept a week."""
    return await store.save_digest(
        content,
        guild_id=guild_id,
        channel_id=CHANNEL,
        user_id=user_id,
        private=private,
        length="short",
        language="en",
        created=created,
        expires=created + WEEK,
        message_id=message_id,
    )


def test_a_digest_is_read_as_it_was_saved(run) -> None:
    """Also its times: aware, to the microsecond."""

    async def scenario(store: Store) -> bool:
        saved = await keep(store)
        return saved == await store.read_digest(saved.key, NOW)

    assert run(scenario)


def test_a_time_of_another_zone_is_the_same_moment(run) -> None:
    """SQLite compares times as text, so they are all kept in UTC."""
    evening = NOW.astimezone(timezone(timedelta(hours=-9)))

    async def scenario(store: Store) -> tuple[bool, datetime]:
        saved = await keep(store, created=evening)
        await store.sweep(NOW + WEEK - timedelta(seconds=1))
        found = await store.read_digest(saved.key, NOW)
        return found == saved, found.created if found else NOW

    assert run(scenario) == (True, NOW)


def test_a_naive_time_is_refused(run) -> None:
    """It could mean any moment of a day."""

    async def scenario(store: Store) -> None:
        await keep(store, created=NOW.replace(tzinfo=None))

    with pytest.raises(DatabaseError):
        run(scenario)


def test_keys_differ_and_fit_a_custom_id(run) -> None:
    """Nobody can guess the next from the last."""

    async def scenario(store: Store) -> list[str]:
        return [(await keep(store)).key for _ in range(20)]

    keys = run(scenario)
    assert len(set(keys)) == 20
    assert all(len(key) <= 16 and ":" not in key for key in keys)


def test_a_digest_past_its_time_is_not_read(run) -> None:
    """Whether or not it was swept yet."""

    async def scenario(store: Store) -> StoredDigest | None:
        saved = await keep(store)
        return await store.read_digest(saved.key, saved.expires)

    assert run(scenario) is None


def test_the_same_content_is_kept_until_its_last_digest_goes(run) -> None:
    """Two rows, one content."""

    async def scenario(store: Store) -> tuple[bool, bytes | None, bytes | None]:
        first, second = await keep(store), await keep(store)
        await store.delete_digest(first.key)
        one = await store.read_content(second.content_id)
        await store.delete_digest(second.key)
        return (
            first.content_id == second.content_id,
            one,
            await store.read_content(second.content_id),
        )

    assert run(scenario) == (True, b"content", None)


def test_a_change_leaves_the_rest(run) -> None:
    """The message is known only after the digest was saved."""

    async def scenario(store: Store) -> tuple[StoredDigest | None, StoredDigest | None]:
        saved = await keep(store)
        changed = await store.change_digest(saved.key, message_id=99, length="full")
        return changed, await store.read_digest(saved.key, NOW)

    changed, found = run(scenario)
    assert changed == found
    assert found
    assert (found.message_id, found.length, found.user_id) == (99, "full", USER)


def test_a_digest_that_is_gone_cannot_be_changed(run) -> None:
    """The caller learns it instead of writing into nothing."""

    async def scenario(store: Store) -> StoredDigest | None:
        return await store.change_digest("gone", message_id=1)

    assert run(scenario) is None


def test_of_many_who_share_at_once_one_may(run) -> None:
    """A double click posts once."""

    async def scenario(store: Store) -> list[bool]:
        saved = await keep(store)
        return await asyncio.gather(*(store.claim_share(saved.key, 7) for _ in range(10)))

    assert sorted(run(scenario)) == [False] * 9 + [True]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("length", "full"),
        ("links", False),
        ("member_quota", 0),
        ("max_input", 9_000_000),
        ("threshold", None),
        ("threshold", 0.25),
        ("allowed_channels", (1, 2**63 - 1)),
        ("deny_domains", ("example.com", "xn--bcher-kva.example")),
    ],
)
def test_an_override_is_read_as_it_was_set(run, name: str, value: Value) -> None:
    """With the type it had."""

    async def scenario(store: Store) -> dict[int, dict[str, Value]]:
        for _ in range(2):
            await store.set_override(GUILD, name, value)
        return await store.all_overrides()

    assert run(scenario) == {GUILD: {name: value}}


def test_resetting_one_setting_keeps_the_others(run) -> None:
    """And resetting all leaves none."""

    async def scenario(store: Store) -> list[dict[int, dict[str, Value]]]:
        await store.replace_overrides(GUILD, {"length": "full", "links": False})
        await store.reset_overrides(GUILD, "links")
        one = await store.all_overrides()
        await store.reset_overrides(GUILD)
        return [one, await store.all_overrides()]

    assert run(scenario) == [{GUILD: {"length": "full"}}, {}]


def test_replacing_leaves_nothing_of_before(run) -> None:
    """An import is all that holds after it; other guilds keep theirs."""

    async def scenario(store: Store) -> dict[int, dict[str, Value]]:
        await store.replace_overrides(GUILD, {"length": "full"})
        await store.replace_overrides(11, {"length": "gist"})
        await store.replace_overrides(GUILD, {"links": False})
        return await store.all_overrides()

    assert run(scenario) == {GUILD: {"links": False}, 11: {"length": "gist"}}


def test_feedback_ends_with_its_digest(run) -> None:
    """There is nothing to say about a digest that nobody can read."""

    async def scenario(store: Store) -> list[object]:
        saved = await keep(store)
        said = [await store.add_feedback(saved.key, GUILD, USER, "gist", NOW) for _ in range(2)]
        one = len((await store.user_data(USER))["feedback"])
        await store.delete_digest(saved.key)
        left = len((await store.user_data(USER))["feedback"])
        return [said, one, left, await store.add_feedback(saved.key, GUILD, USER, "gist", NOW)]

    assert run(scenario) == [[True, True], 1, 0, False]


def test_a_memory_is_the_last_that_was_kept(run) -> None:
    """Whether the commands changed is known over restarts."""

    async def scenario(store: Store) -> list[str | None]:
        before = await store.recall("commands")
        await store.remember("commands", "a")
        await store.remember("commands", "b")
        return [before, await store.recall("commands")]

    assert run(scenario) == [None, "b"]


def test_sweeping_removes_what_is_over_and_only_that(run) -> None:
    """Digests past their time with their contents, and quotas of past days."""

    async def scenario(store: Store) -> tuple[int, int, bytes | None, bytes | None]:
        old, new = await keep(store, b"old"), await keep(store, b"new", created=NOW + WEEK)
        await store.spend(GUILD, USER, TODAY - timedelta(days=2), 5, 5)
        await store.spend(GUILD, USER, TODAY + WEEK, 5, 5)
        swept = await store.sweep(NOW + WEEK)
        contents = [await store.read_content(row.content_id) for row in (old, new)]
        return swept.digests, swept.quotas, contents[0], contents[1]

    assert run(scenario) == (1, 2, None, b"new")


def test_a_shorter_retention_holds_for_what_is_there(run) -> None:
    """A longer one gives nothing more time, and other guilds keep theirs."""

    async def scenario(store: Store) -> list[timedelta]:
        first, other = await keep(store), await keep(store, guild_id=11)
        kept = []
        for days in (2, 30):
            await store.shorten_digests(GUILD, days)
            found = await store.read_digest(first.key, NOW)
            kept.append(found.expires - NOW if found else timedelta())
        there = await store.read_digest(other.key, NOW)
        return [*kept, there.expires - NOW if there else timedelta()]

    assert run(scenario) == [timedelta(days=2), timedelta(days=2), WEEK]


def test_a_guild_that_is_left_is_forgotten(run) -> None:
    """All its rows, and nobody else's."""

    async def scenario(store: Store) -> list[object]:
        gone, kept = await keep(store), await keep(store, guild_id=11)
        await store.add_feedback(gone.key, GUILD, OTHER, "gist", NOW)
        await store.spend(GUILD, OTHER, TODAY, 5, 5)
        await store.replace_overrides(GUILD, {"length": "full"})
        await store.forget_guild(GUILD)
        other = await store.user_data(OTHER)
        return [
            await store.read_digest(gone.key, NOW),
            await store.read_digest(kept.key, NOW) == kept,
            other["feedback"] + other["quotas"],
            await store.all_overrides(),
        ]

    assert run(scenario) == [None, True, [], {}]


def test_every_setting_can_be_kept(run) -> None:
    """The defaults themselves, as an admin may set them."""
    defaults = asdict(GuildSettings())

    async def scenario(store: Store) -> dict[int, dict[str, Value]]:
        await store.replace_overrides(GUILD, defaults)
        return await store.all_overrides()

    assert run(scenario) == {GUILD: defaults}


def test_a_day_is_a_date(run) -> None:
    """A user's export names the day as people write it."""

    async def scenario(store: Store) -> str:
        await store.spend(None, USER, date(2030, 1, 2), 5, 0)
        return (await store.user_data(USER))["quotas"][0]["day"]

    assert run(scenario) == "2030-01-02"


def test_the_guilds_of_a_bot_are_known_until_they_are_forgotten(run) -> None:
    """Those of another bot on the same database are its own."""

    async def scenario(store: Store) -> list[set[int]]:
        await store.enter_guilds(1, ())
        await store.enter_guilds(1, range(2_000))
        await store.enter_guilds(1, (5, 11))
        await store.enter_guilds(12, (5,))
        for guild_id in (6, 7, 8):
            await store.forget_guild(guild_id)
        await store.remember("commands", "a")
        return [await store.entered_guilds(bot_id) for bot_id in (1, 12, 2)]

    assert run(scenario) == [set(range(2_000)) - {6, 7, 8}, {5}, set()]
