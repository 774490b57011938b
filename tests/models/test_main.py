"""The commands of the pipeline: parse one or many, measure, and one line for an error."""

import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from models import __main__ as commands

PASTE = """A title for this page

The town should keep its market on the square, because forty traders live from it, they say.

2 Comments

Ada
May 2, 2025 at 9:00 am
Yes, keep it where it is, please.
Reply

Boris
May 2, 2025 at 9:30 am
@Ada no, it blocks the buses.
Reply
"""


def test_parse_prints_the_split_of_a_paste() -> None:
    """Keys and parents are as the gold files of pastes have them."""
    result = CliRunner().invoke(commands.cli, ["parse", "-"], input=PASTE)
    split = json.loads(result.output)
    assert list(split) == ["title", "byline", "body", "comments"]
    assert split["comments"][1] == {
        "author": "Boris",
        "date": "May 2, 2025 at 9:30 am",
        "date_iso": "2025-05-02T09:30",
        "text": "@Ada no, it blocks the buses.",
        "parent_index": 0,
    }


def test_lines_are_answered_in_order() -> None:
    """Each line in gives one line out under its own id."""
    lines = "\n".join(json.dumps({"id": n, "text": PASTE}) for n in ("x", 2))
    result = CliRunner().invoke(commands.cli, ["parse", "--jsonl"], input=lines)
    assert [json.loads(line)["id"] for line in result.output.splitlines()] == ["x", 2]


@pytest.mark.parametrize(
    ("line", "row_id"),
    [
        (b"not json", None),
        (b"[1]", None),
        (b'{"id": 7}', 7),
        (b'{"id": 7, "text": ""}', 7),
        (b'{"id": 7, "text": 3}', 7),
        (b"\xff\xfe", None),
        (b'{"id": "\\ud800", "text": ""}', "\ud800"),
    ],
)
def test_a_bad_line_is_answered_with_its_error(line: bytes, row_id: object) -> None:
    """The line after it is read as if nothing had happened."""
    good = json.dumps({"id": "good", "text": PASTE}).encode()
    bad, last = commands.parse_lines(io.BytesIO(line + b"\n" + good + b"\n"))
    assert (bad["id"], list(bad)) == (row_id, ["id", "error"])
    assert last["title"] == "A title for this page"


def test_half_a_pair_is_replaced_and_the_run_goes_on() -> None:
    """What no encoding can write is written as a sign for it, in text and id alike."""
    rows = ({"id": "\ud800", "text": PASTE + "\ud800"}, {"id": 2, "text": PASTE})
    lines = "\n".join(map(json.dumps, rows))
    result = CliRunner().invoke(commands.cli, ["parse", "--jsonl"], input=lines)
    assert [json.loads(line)["id"] for line in result.output.splitlines()] == ["?", 2]


@pytest.mark.parametrize(("error", "status"), [(KeyboardInterrupt(), 130), (ImportError("x"), 1)])
def test_what_stops_a_run_is_one_line(
    error: BaseException,
    status: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """Ctrl-C and a package that is not installed end in a sentence, not in a traceback."""

    def stop(*_: object) -> None:
        raise error

    monkeypatch.setattr(commands, "measure", stop)
    monkeypatch.setattr("sys.argv", ["models", "evaluate", "paste", str(tmp_path)])
    assert commands.main() == status
    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_an_error_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Empty input is status 1 and a sentence."""
    empty = tmp_path / "empty.txt"
    empty.touch()
    monkeypatch.setattr("sys.argv", ["models", "parse", str(empty)])
    assert commands.main() == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("name", ["nothing", "loop"])
def test_an_unknown_training_is_wrong_use(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only what has a training can be trained."""
    argv = ["models", "train", name, "--data", str(tmp_path), "--out", str(tmp_path)]
    monkeypatch.setattr("sys.argv", argv)
    assert commands.main() == 2
