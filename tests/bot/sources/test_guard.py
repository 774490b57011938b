"""Links are refused before anything is dialled, and a reader's links are let through."""

import asyncio
from asyncio import selector_events
from socket import socket
from typing import Any

import pytest

from bot.errors import SourceError
from bot.sources.guard import Guard
from bot.sources.link import Fetcher
from config.settings import Fetch
from tests.bot.sources.hostile_links import BENIGN, HOSTILE, resolve

Dialled = list[tuple[str, int]]
START = "http://www.example.com/a/b?c"


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> Dialled:
    """Every address that a connection is tried to; nobody answers."""
    seen: Dialled = []

    async def refuse(loop: Any, sock: socket, address: tuple[Any, ...]) -> None:
        seen.append((address[0], address[1]))
        raise ConnectionRefusedError

    monkeypatch.setattr(selector_events.BaseSelectorEventLoop, "sock_connect", refuse)
    return seen


def fetch(link: str) -> SourceError:
    """The error that fetching ``link`` ends in."""

    async def run() -> None:
        async with Fetcher(Fetch(headers_timeout_s=2), resolve) as fetcher:
            await fetcher.fetch(link)

    with pytest.raises(SourceError) as caught:
        asyncio.run(run())
    return caught.value


@pytest.mark.parametrize("link", HOSTILE, ids=ascii)
def test_a_hostile_link_is_refused_before_any_connection(link: str, dialled: Dialled) -> None:
    """The reason is named and nothing was dialled."""
    error = fetch(link)
    assert dialled == []
    assert "aste" in str(error) or "not a link" in str(error)
    assert error.name not in ("unreachable", "link_unreadable")


@pytest.mark.parametrize("link", BENIGN, ids=ascii)
def test_a_readers_link_is_dialled(link: str, dialled: Dialled) -> None:
    """It gets as far as the network."""
    assert (fetch(link).name, bool(dialled)) == ("unreachable", True)


def test_the_lists_are_long_enough() -> None:
    """Two hundred hostile links and forty of readers are the least."""
    assert len(HOSTILE) >= 200
    assert len(BENIGN) >= 40


@pytest.mark.parametrize("link", [link for link in HOSTILE if link.isascii()], ids=ascii)
def test_a_redirect_to_a_hostile_link_never_leaves_the_rules(link: str) -> None:
    """It is refused, or is a path of the site itself."""
    guard = Guard()
    start = guard.target(START)
    try:
        after = guard.redirected(start, link)
    except SourceError:
        return
    assert (after.literal, after.host.endswith(".example.com")) == (False, True)


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/x", "http://www.example.com/x"),
        ("x", "http://www.example.com/a/x"),
        ("../x", "http://www.example.com/x"),
        ("?x", "http://www.example.com/a/b?x"),
        ("#x", "http://www.example.com/a/b?c"),
        ("//other.example/x", "http://other.example/x"),
        ("https://other.example", "https://other.example/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
    ],
)
def test_a_redirect_is_joined_as_browsers_do(location: str, url: str) -> None:
    """Relative ones lead on from where they were given."""
    guard = Guard()
    assert guard.redirected(guard.target(START), location).url == url


@pytest.mark.parametrize(
    ("link", "allowed"),
    [
        ("http://127.0.0.1:8091/", True),
        ("http://[::1]:8091/", True),
        ("http://[0:0::1]:8091/", True),
        ("http://127.0.0.1:8092/", False),
        ("http://127.0.0.1/", False),
        ("http://127.0.0.2:8091/", False),
        ("http://[::ffff:127.0.0.1]:8091/", False),
        ("http://localhost:8091/", False),
        ("http://127.1:8091/", False),
    ],
)
def test_an_exempt_pair_is_exempt_alone(link: str, allowed: bool) -> None:
    """Neither its port elsewhere, nor its address at other ports, nor another spelling."""
    guard = Guard({("127.0.0.1", 8091), ("::1", 8091)})
    try:
        found = bool(guard.target(link))
    except SourceError:
        found = False
    assert found is allowed


@pytest.mark.parametrize(
    ("answers", "name"),
    [
        (["127.0.0.1", "127.0.0.2"], "private_address"),
        (["127.0.0.1", "93.184.215.14"], "link_port"),
        (["127.0.0.1", "10.0.0.1"], "private_address"),
        ([], "no_such_host"),
    ],
)
def test_one_refused_address_refuses_the_host(answers: list[str], name: str) -> None:
    """An exempt address beside it does not help."""
    guard = Guard({("127.0.0.1", 8091)})
    with pytest.raises(SourceError) as caught:
        guard.admit(guard.target("http://www.example.com:8091/"), answers)
    assert caught.value.name == name


def test_a_name_may_lead_to_an_exempt_pair() -> None:
    """What is dialled is the pair itself."""
    guard = Guard({("127.0.0.1", 8091)})
    target = guard.target("http://www.example.com:8091/")
    assert guard.admit(target, ["127.0.0.1"]) == ("127.0.0.1",)
