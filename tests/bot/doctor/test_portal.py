"""The doctor at Discord's door: a small API on loopback answers as Discord does."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.doctor.finding import Finding, Level
from bot.doctor.portal import account
from config.settings import Settings

TOKEN = "MTIz.abc.secret"
APPLICATION = {
    "id": "1234567890",
    "name": "Press\u202e review",
    "integration_types_config": {"0": {}, "1": {}},
}


class Api(ThreadingHTTPServer):
    """Answers every request with ``status`` and ``body``; keeps the headers it was sent."""

    status, body, kind = 200, b"", "application/json"

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.asked: list[tuple[str, str | None]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}/api/v10"


class _Answer(BaseHTTPRequestHandler):
    server: Api

    def do_GET(self) -> None:
        """Answers as the test wants it."""
        self.server.asked.append((self.path, self.headers["Authorization"]))
        self.send_response(self.server.status)
        self.send_header("Content-Type", self.server.kind)
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *args: object) -> None:
        """Stays silent."""


@pytest.fixture
def api() -> Iterator[Api]:
    """A running API that accepts the token."""
    with Api() as server:
        server.body = json.dumps(APPLICATION).encode()
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def findings(url: str, token: str | None = TOKEN) -> list[Finding]:
    """What the probe tells."""
    return list(account(Settings(_env_file=None, discord_token=token, discord_api_url=url)))


def test_an_accepted_token_gives_the_invite_link(api: Api) -> None:
    """The link names the application; its outside name is made visible."""
    told = {finding.what: finding for finding in findings(api.url)}
    assert "1234567890" in told["invite"].words
    assert "\u202e" not in told["token"].words
    assert api.asked == [("/api/v10/applications/@me", f"Bot {TOKEN}")]


def test_a_guild_only_application_is_said_so(api: Api) -> None:
    """User installs are wanted by default and easily forgotten in the portal."""
    api.body = json.dumps({**APPLICATION, "integration_types_config": {"0": {}}}).encode()
    levels = {finding.what: finding.level for finding in findings(api.url)}
    assert levels["installation"] is Level.WARN


@pytest.mark.parametrize(
    ("status", "words"), [(401, "refuses"), (429, "status 429"), (503, "status 503"), (302, "302")]
)
def test_a_refusal_is_a_failure(status: int, words: str, api: Api) -> None:
    """Each with what to do."""
    api.status, api.body = status, b"{}"
    (finding,) = findings(api.url)
    assert (finding.level, bool(finding.advice)) == (Level.FAIL, True)
    assert words in finding.words


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"id": "x"}', b"<html>"])
def test_a_strange_answer_is_a_failure(body: bytes, api: Api) -> None:
    """A proxy's page is no application."""
    api.body = body
    assert [finding.level for finding in findings(api.url)] == [Level.FAIL]


def test_a_page_is_no_application(api: Api) -> None:
    """Neither is one that says it is HTML."""
    api.kind = "text/html"
    assert [finding.level for finding in findings(api.url)] == [Level.FAIL]


@pytest.mark.parametrize("token", [None, "", "  ", "Bot MTIz.abc", "süß"])
def test_what_cannot_be_a_token_is_not_sent(token: str | None, api: Api) -> None:
    """It fails before anything is asked."""
    assert [finding.level for finding in findings(api.url, token)] == [Level.FAIL]
    assert api.asked == []


def test_no_network_is_a_failure_without_the_token() -> None:
    """Where nobody listens, the words name the address only."""
    (finding,) = findings("http://127.0.0.1:9")
    assert finding.level is Level.FAIL
    assert "127.0.0.1:9 cannot be reached" in finding.words


@pytest.mark.parametrize("status", [200, 401, 500])
def test_the_token_stands_in_no_word(status: int, api: Api) -> None:
    """Whatever Discord answers, even with the token in it."""
    api.status = status
    assert "secret" not in repr(findings(api.url))
