"""A quota holds however many ask at once."""

import asyncio
from datetime import UTC, datetime, timedelta

from config.store import Store

TODAY = datetime(2030, 1, 2, tzinfo=UTC).date()
GUILD, USER = 10, 30


def test_two_hundred_at_once_never_exceed_the_guilds_quota(run) -> None:
    """Each by another member, so that only the guild's count is common."""

    async def scenario(store: Store) -> list[str | None]:
        return await asyncio.gather(
            *(store.spend(GUILD, user, TODAY, 5, 50) for user in range(1, 201))
        )

    answers = run(scenario)
    assert (answers.count(None), answers.count("guild")) == (50, 150)


def test_two_hundred_of_one_member_never_exceed_theirs(run) -> None:
    """Who is refused does not use up the guild's."""

    async def scenario(store: Store) -> tuple[list[str | None], str | None]:
        answers = await asyncio.gather(
            *(store.spend(GUILD, USER, TODAY, 20, 21) for _ in range(200))
        )
        return answers, await store.spend(GUILD, 31, TODAY, 20, 21)

    answers, other = run(scenario)
    assert (answers.count(None), answers.count("member"), other) == (20, 180, None)


def test_a_refusal_by_the_guild_is_not_counted_for_the_member(run) -> None:
    """Their own quota is there for another guild's day."""

    async def scenario(store: Store) -> list[str | None]:
        answers = [await store.spend(GUILD, user, TODAY, 1, 1) for user in (31, USER, USER)]
        await store.refund(GUILD, 31, TODAY)
        return [*answers, await store.spend(GUILD, USER, TODAY, 1, 1)]

    assert run(scenario) == [None, "guild", "guild", None]


def test_zero_is_no_limit_and_still_counts(run) -> None:
    """A limit set at noon knows of the morning."""

    async def scenario(store: Store) -> list[str | None]:
        answers = [await store.spend(GUILD, USER, TODAY, 0, 0) for _ in range(30)]
        return [*answers, await store.spend(GUILD, USER, TODAY, 30, 0)]

    assert run(scenario) == [None] * 30 + ["member"]


def test_direct_messages_have_no_guilds_quota(run) -> None:
    """Only the member's."""

    async def scenario(store: Store) -> list[str | None]:
        return [await store.spend(None, USER, TODAY, 2, 1) for _ in range(3)]

    assert run(scenario) == [None, None, "member"]


def test_another_day_begins_anew(run) -> None:
    """Also in another guild."""

    async def scenario(store: Store) -> list[str | None]:
        days = (TODAY, TODAY + timedelta(days=1))
        return [await store.spend(guild, USER, day, 1, 9) for guild in (GUILD, 11) for day in days]

    assert run(scenario) == [None] * 4


def test_refunds_never_make_a_count_negative(run) -> None:
    """More refunds than digests give nothing away."""

    async def scenario(store: Store) -> list[str | None]:
        await store.spend(GUILD, USER, TODAY, 1, 1)
        for _ in range(5):
            await store.refund(GUILD, USER, TODAY)
        return [await store.spend(GUILD, USER, TODAY, 1, 1) for _ in range(2)]

    assert run(scenario) == [None, "member"]


def test_spends_and_refunds_at_once_end(run) -> None:
    """They take their rows in one order, so that none waits for ever."""

    async def scenario(store: Store) -> None:
        async def use(user: int) -> None:
            await store.spend(GUILD, user, TODAY, 0, 0)
            await store.refund(GUILD, user, TODAY)

        await asyncio.wait_for(asyncio.gather(*(use(1 + n % 5) for n in range(60))), 30)
        await store.spend(GUILD, USER, TODAY, 1, 1)

    assert run(scenario) is None


def test_a_cancelled_caller_leaves_nothing_half_done(run) -> None:
    """Both counts agree, and the database answers whoever comes next."""

    async def scenario(store: Store) -> str | None:
        for wait in range(20):
            asked = [asyncio.create_task(store.spend(GUILD, USER, TODAY, 0, 0)) for _ in range(5)]
            await asyncio.sleep(wait / 1000)
            for task in asked:
                task.cancel()
            await asyncio.gather(*asked, return_exceptions=True)
        counts = {row["guild_id"]: row["used"] for row in (await store.user_data(USER))["quotas"]}
        used = counts[str(GUILD)]
        return await asyncio.wait_for(store.spend(GUILD, USER, TODAY, used + 1, used + 1), 10)

    assert run(scenario) is None
