"""The pipeline's own commands: ``python -m models parse | evaluate | train``.

Each imports only what it needs, so that ``parse`` starts without torch.
"""

import importlib
import json
import logging
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from models.errors import ModelsError
from models.types import Document

if TYPE_CHECKING:
    from models.bounded import Bounded

TRAININGS = ("crossencoder", "embedder")
TASKS = ("stance", "reply", "keypoint", "summarization", "thread", "paste")
KINDS = ("text/html", "text/plain", "text/markdown", "application/json", "application/pdf")

_INTERRUPTED = 130
_LONE = re.compile("[\ud800-\udfff]")  # half of a pair, which no encoding can write


@click.group()
def cli() -> None:
    """Take pastes apart, measure the models, train them."""


@cli.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option("--jsonl", is_flag=True, help="Read {id, text} lines and write {id, ...} lines.")
@click.option("--html", is_flag=True, help="FILE is a web page; its lines are {id, html, url}.")
@click.option("--url", default=None, help="Where the page is from.")
@click.option("--type", "kind", type=click.Choice(KINDS), default=None, help="What FILE is.")
def parse(file: BinaryIO, jsonl: bool, html: bool, url: str | None, kind: str | None) -> None:
    """Print the article and the comments of FILE (standard input by default) as JSON."""
    if not html and kind is None:
        _parse_pastes(file, jsonl)
        return
    kind = kind or "text/html"
    with bounded(parse_page) as read:
        if jsonl:
            for line in file:
                if line.strip():
                    _print(_parse_page_line(line, kind, read))
        else:
            _print(read((file.read(), kind, url)), indent=2)


def _parse_pastes(file: BinaryIO, jsonl: bool) -> None:
    if jsonl:
        for row in parse_lines(file):
            _print(row)
    else:
        _print(parse_bytes(file.read()), indent=2)


@cli.command()
@click.argument("task", type=click.Choice(TASKS))
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
def evaluate(task: str, files: tuple[Path, ...]) -> None:
    """Measure TASK on each of FILES: one JSON line a file, every metric from 0 to 1."""
    for row in measure(task, files):
        _print(row)


@cli.command()
@click.argument("name", type=click.Choice(TRAININGS))
@click.option("--data", type=click.Path(path_type=Path, exists=True), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True)
def train(name: str, data: Path, out: Path) -> None:
    """Train the model NAME on the JSON Lines under DATA; weights and a card go to OUT."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    importlib.import_module(f"models.training.{name}").train(data, out)


def measure(task: str, files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """One row of figures for each file; the models are loaded once, where the task needs them."""
    module = importlib.import_module(f"models.evaluation.{task}")
    measured = _measured(task)
    yield from (module.evaluate(file, *measured) for file in files)


def _measured(task: str) -> tuple[Any, ...]:
    """What a task's ``evaluate`` wants beside the file: the part of the pipeline it measures."""
    if task == "paste":
        return ()
    from models.load import load

    parts = load()
    if task == "summarization":
        from models.summary.salience import SalienceSummarizer

        return (SalienceSummarizer(parts.embedder),)
    return (parts,)


def parse_bytes(raw: bytes) -> dict[str, Any]:
    """The document of one paste as plain data; raises DocumentError."""
    from models.document.encoding import decode
    from models.document.paste import parse as parse_text

    return as_json(parse_text(decode(raw)[0]))


def parse_page(asked: tuple[bytes | str, str, str | None]) -> dict[str, Any]:
    """The document of (bytes or text, media type, address) as plain data; raises DocumentError."""
    from models.document import charset
    from models.document.encoding import decode
    from models.document.read import linked, read
    from models.types import Page

    raw, kind, url = asked
    if kind == "text/html":
        text = charset.read(raw) if isinstance(raw, bytes) else raw
        return as_json(linked(Page(text, kind, url)))
    if kind == "application/pdf":
        content = raw.decode("latin-1") if isinstance(raw, bytes) else raw
    else:
        content = decode(raw)[0] if isinstance(raw, bytes) else raw
    return as_json(read(Page(content, kind, url)))


def bounded(function: Callable[[Any], Any]) -> "Bounded":
    """``function`` in a child process, with everything imported that reading a page needs."""
    import trafilatura  # noqa: F401 - before the child is made, so that a new one starts at once

    import models.document.read  # noqa: F401 - as above
    from models.bounded import Bounded

    return Bounded(function)


def parse_lines(lines: BinaryIO) -> Iterator[dict[str, Any]]:
    """One row a line, in order; a line that cannot be read gives its id and an error."""
    for line in lines:
        if line.strip():
            yield _parse_line(line)


def as_json(document: Document) -> dict[str, Any]:
    """Title, byline, body and comments, as the gold files of pastes have them."""
    at = {comment.id: index for index, comment in enumerate(document.comments)}
    return {
        "title": document.article.title,
        "byline": document.article.author,
        "body": "\n\n".join(document.article.paragraphs),
        "comments": [
            {
                "author": comment.author,
                "date": comment.date,
                "date_iso": comment.published,
                "text": comment.text,
                "parent_index": at.get(comment.parent_id) if comment.parent_id else None,
            }
            for comment in document.comments
        ],
    }


def _parse_line(line: bytes) -> dict[str, Any]:
    from models.document.paste import parse as parse_text

    row_id: Any = None
    try:
        row = json.loads(line)
        row_id = row["id"]
        return {"id": row_id, **as_json(parse_text(_LONE.sub("\ufffd", row["text"])))}
    except ModelsError as error:
        return {"id": row_id, "error": str(error)}
    except Exception as error:  # noqa: BLE001 - one bad line must not end a run of many
        return {"id": row_id, "error": f"{type(error).__name__}: {error}"}


def _parse_page_line(line: bytes, kind: str, read: Callable[[Any], Any]) -> dict[str, Any]:
    row_id: Any = None
    try:
        row = json.loads(line)
        row_id = row["id"]
        text = _LONE.sub("\ufffd", row["html"] if "html" in row else row["text"])
        return {"id": row_id, **read((text, kind, row.get("url")))}
    except ModelsError as error:
        return {"id": row_id, "error": str(error)}
    except Exception as error:  # noqa: BLE001 - one bad line must not end a run of many
        return {"id": row_id, "error": f"{type(error).__name__}: {error}"}


def _print(row: dict[str, Any], indent: int | None = None) -> None:
    """Writes UTF-8 whatever the terminal's encoding is, and a half of a pair as "?"."""
    text = json.dumps(row, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", errors="replace"))


def main() -> int:
    """Run one command; an error is one line on stderr and status 1, wrong use is status 2.

    Interrupted, the status is 130.
    """
    try:
        cli.main(prog_name="python -m models", standalone_mode=False)
    except click.ClickException as error:
        click.echo(f"models: {error.format_message()}", err=True)
        return 2
    except click.Abort:
        click.echo("models: interrupted", err=True)
        return _INTERRUPTED
    except (ModelsError, ImportError, OSError, ValueError, KeyError) as error:
        click.echo(f"models: {' '.join(str(error).split())}", err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
