"""``python -m models parse`` reads saved web pages and other documents."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import models
from tests.models.document.markup.layouts import ARTICLE, LAYOUTS, PARENTS, SAID, page
from tests.models.document.test_pdf import folded, written

ROOT = Path(models.__file__).parent.parent
HTML = page(LAYOUTS["wordpress"])


def run(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    """The command, as one types it."""
    command = [sys.executable, "-m", "models", "parse", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=ROOT, timeout=60)


def test_a_page_is_printed_as_pastes_are() -> None:
    """Title, byline, body, comments with dates and parents; its charset is its own."""
    raw = HTML.replace("<head>", "<head><meta charset=utf-16>").encode("utf-16")
    row = json.loads(run("--html", "-", "--url", "https://g.example/a", given=raw).stdout)
    assert (row["title"], row["body"]) == ("Bridge to close", "\n\n".join(ARTICLE))
    assert [c["parent_index"] for c in row["comments"]] == PARENTS
    assert [c["date_iso"] for c in row["comments"]] == [c.when for c in SAID]


def test_a_wall_is_one_sentence_on_standard_error() -> None:
    """And the exit status says so."""
    done = run("--html", given=b"<title>404 Not Found</title><h1>Not found</h1>")
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (1, b"", 1)


def test_many_pages_one_start() -> None:
    """A bad one gives its id and an error."""
    rows = [
        {"id": 1, "html": HTML, "url": "https://g.example/a"},
        {"id": 2, "html": "<title>404 Not Found</title>", "url": "https://g.example/b"},
        {"id": 3},
        {"id": 4, "html": HTML + "\ud800", "url": None},
    ]
    given = "\n".join(map(json.dumps, rows)).encode() + b"\nno JSON\n"
    out = [json.loads(line) for line in run("--html", "--jsonl", given=given).stdout.splitlines()]
    assert [(row["id"], "error" in row) for row in out] == [
        (1, False), (2, True), (3, True), (4, False), (None, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "given", "body"),
    [
        ("text/markdown", b"# The *bridge*\n\n" + ARTICLE[0].encode(), ARTICLE[0]),
        (
            "application/json",
            json.dumps({"article": {"paragraphs": ARTICLE[:1]}, "comments": []}).encode(),
            ARTICLE[0],
        ),
        ("application/pdf", written(folded(ARTICLE[0])).encode("latin-1"), ARTICLE[0]),
    ],
)
def test_other_types(kind: str, given: bytes, body: str) -> None:
    """By their media type."""
    done = run("--type", kind, "--url", "https://g.example/a", given=given)
    assert json.loads(done.stdout)["body"] == body
