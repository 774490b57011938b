"""The command line: what goes in, what comes out, on which stream and with which status."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from models.errors import GroundingError, WeightsError
from models.load import Parts
from tests import fakes

PASTE = """The market should stay on the square

The town should keep its Saturday market on the square, because forty traders live from it.

Without the stalls the shops around the square would lose half of their customers, traders say.

3 Comments

Ada
May 2, 2025 at 9:00 am
Yes, keep it. The square would be dead without it.
Reply

Boris
May 2, 2025 at 9:30 am
@Ada no, you are wrong. It blocks the buses every single week.
Reply

Cleo
May 2, 2025 at 10:00 am
yes, I agree with the author. I buy all my vegetables there.
Reply
"""


@pytest.fixture
def paste(tmp_path: Path) -> str:
    """The path of a small article with three comments."""
    file = tmp_path / "paste.txt"
    file.write_text(PASTE, encoding="utf-8")
    return str(file)


def run(*args: str, load: "object" = fakes.parts) -> int:
    """The exit status of ``python -m bot digest`` with stand-in models."""
    return main(["digest", *args], load=load)  # type: ignore[arg-type]


def test_a_digest_is_printed(paste: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The words of the article and of the comments are on standard output."""
    assert run(paste) == 0
    shown = capsys.readouterr().out
    assert "The market should stay on the square" in shown
    assert "#2 Boris → #1 Ada: disagrees" in shown


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Piped text needs no argument."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PASTE.encode())))
    assert run() == 0
    assert "The market should stay" in capsys.readouterr().out


def test_json_has_every_key(paste: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The shape that other programs read does not change by accident."""
    run(paste, "--json")
    assert list(json.loads(capsys.readouterr().out)) == [
        "title",
        "url",
        "language",
        "article",
        "comments",
        "summary",
        "claims",
        "stances",
        "replies",
        "positions",
        "notes",
        "models",
    ]


def test_every_comment_has_one_side_on_each_claim(
    paste: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody is left out and nobody is counted twice."""
    run(paste, "--json")
    digest = json.loads(capsys.readouterr().out)
    sides = [(stance["claim_id"], stance["comment_id"]) for stance in digest["stances"]]
    assert sorted(sides) == sorted(
        (claim["id"], comment["id"]) for claim in digest["claims"] for comment in digest["comments"]
    )


def test_spans_slice_their_sources(paste: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every quotation in the JSON is where it says."""
    run(paste, "--json")
    digest = json.loads(capsys.readouterr().out)
    sources = {f"a{n}": text for n, text in enumerate(digest["article"]["paragraphs"], 1)}
    sources |= {comment["id"]: comment["text"] for comment in digest["comments"]}
    sources["title"] = digest["title"]
    spans = list(_spans(digest))
    assert spans
    assert all(sources[s["source"]][s["start"] : s["end"]] == s["text"] for s in spans)


def _spans(value: object) -> "list[dict[str, object]]":
    if isinstance(value, list):
        return [span for item in value for span in _spans(item)]
    if not isinstance(value, dict):
        return []
    inner = [span for item in value.values() for span in _spans(item)]
    return [value, *inner] if value.keys() == {"source", "start", "end", "text"} else inner


def test_a_claim_of_ones_own_is_asked(paste: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The user's claim has no span, because the page does not say it."""
    run(paste, "--json", "--claim", "The buses run late")
    claim = json.loads(capsys.readouterr().out)["claims"][0]
    assert (claim["text"], claim["span"]) == ("The buses run late", None)


@pytest.mark.parametrize(("length", "shown"), [("gist", False), ("short", False), ("full", True)])
def test_length_decides_what_is_shown(
    length: str, shown: bool, paste: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only the full digest lists every comment."""
    run(paste, "--length", length)
    assert ("Every comment" in capsys.readouterr().out) is shown


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--length", "huge", "x"), "huge"),
        (("--nonsense",), "nonsense"),
        (("x", "--claim", " "), "--claim needs some text"),
        (("x", "y"), "unexpected extra argument"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(
    args: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The line says what was wrong."""
    assert run(*args) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_wrong_setting_is_status_2(
    paste: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line names the variable."""
    monkeypatch.setenv("LIMITS__THRESHOLD", "often")
    assert run(paste) == 2
    assert "LIMITS__THRESHOLD: " in capsys.readouterr().err


@pytest.mark.parametrize(
    "error",
    [
        WeightsError("the file model.safetensors is missing"),
        GroundingError("c1 does not say so"),
        ZeroDivisionError("oh"),
        MemoryError(),
    ],
)
def test_our_own_faults_are_one_line_and_status_3(
    error: Exception, paste: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, no half of a digest."""

    def load() -> Parts:
        raise error

    assert run(paste, load=load) == 3
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)


def test_the_debug_variable_shows_where(
    paste: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever asks for the traceback gets it."""
    monkeypatch.setenv("DEBUG", "1")

    def load() -> Parts:
        raise ZeroDivisionError

    run(paste, load=load)
    assert "Traceback" in capsys.readouterr().err


def test_a_reader_that_leaves_is_no_error() -> None:
    """``| head`` ends the program quietly, with the status that shells know."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


def test_a_digest_nobody_reads_is_no_error(paste: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The status is returned and nothing is raised, now or when the stream is closed."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as left:
        monkeypatch.setattr("sys.stderr", io.StringIO())  # click wraps both streams for good
        monkeypatch.setattr("sys.stdout", left)
        assert run(paste) == 141


def test_a_link_is_one_line_and_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is named before anything is dialled."""
    assert run("http://127.0.0.1/article") == 1
    assert "aste the text" in capsys.readouterr().err


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder: no ``.env``, no token, no data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.delenv("DATA_DIR", raising=False)
    return tmp_path


def test_the_bot_needs_a_token(bare: Path) -> None:
    """Starting without one is one line that names the variable, and no model is loaded."""
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=bare,
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 3
    assert "There is no DISCORD_TOKEN" in done.stderr


@pytest.mark.usefixtures("bare")
def test_a_bot_that_does_not_run_is_not_well() -> None:
    """The container's health check sees the status."""
    assert main(["health"]) == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("LIMITS__THREADS", "0"), ("DATABASE_URL", "ftp://x"), ("DEBUG", "often")],
)
def test_every_wrong_setting_is_one_line_that_names_it(
    name: str,
    value: str,
    bare: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The value is not repeated: it may hold a password."""
    monkeypatch.setenv(name, value)
    assert main(["health"]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"hustings: {name}: ")
    assert (error.count("\n"), value in error) == (1, False)


@pytest.mark.usefixtures("bare")
def test_a_section_needs_its_settings_names(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A section that is given as one text is wrong use too."""
    monkeypatch.setenv("LIMITS", "many")
    assert main(["health"]) == 2
    assert '"limits"' in capsys.readouterr().err
