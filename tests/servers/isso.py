"""Starts a throw-away Isso and a page that embeds it: ``python3 tests/servers/isso.py FILE ISSO``.

ISSO is the program. FILE gets the address of the folder of pages once both answer; it ends on
SIGTERM and leaves nothing behind. Comments are posted as readers post them; then their times,
and what became of them, are set in the database.
"""

import functools
import html
import http.server
import json
import os
import sqlite3
import sys
import threading
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import started
import threads

_MODES = {"1": 1, "0": 2, "trash": 4}
"""Isso's words for approved, waiting and deleted ones that have answers."""

_CONFIG = """
[general]
dbpath = {folder}/comments.db
host = {site}
log-file =
[server]
listen = http://127.0.0.1:{port}
[guard]
enabled = false
"""

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="author" content="The Editor"></head>
<body><main><article><h1>{title}</h1>{paragraphs}</article>
<script data-isso="{isso}/" src="{isso}/js/embed.min.js" async></script>
<section id="isso-thread"><noscript>Comments need JavaScript.</noscript></section>
</main></body></html>
"""


def rows(thread: threads.Thread) -> tuple[threads.Row, ...]:
    """What of a thread an Isso can hold."""
    return tuple(row for row in thread.rows if row.kind == "comment" and row.state in _MODES)


def parent(thread: threads.Thread, row: threads.Row) -> threads.Row | None:
    """What ``row`` answers there: the comment at the top, as answers to answers are not kept."""
    return thread.parent(row, 2)


def _write_pages(folder: Path, isso: str) -> None:
    folder.mkdir()
    for thread in threads.THREADS:
        text = "".join(f"<p>{html.escape(each)}</p>" for each in thread.paragraphs)
        page = _PAGE.format(title=html.escape(thread.title), paragraphs=text, isso=isso)
        (folder / f"{thread.slug}.html").write_text(page, encoding="utf-8")


def _post(isso: str, thread: threads.Thread) -> dict[int, threads.Row]:
    """Posts every comment; gives Isso's number of each."""
    numbers: dict[int, int] = {}
    for row in rows(thread):
        text, above = row.markdown or row.text, numbers.get(row.parent)
        said = {"author": row.author, "text": text, "parent": above}
        asked = urllib.request.Request(
            f"{isso}/new?uri=/{thread.slug}.html",
            json.dumps(said).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:
            numbers[row.key] = json.load(answer)["id"]
    return {numbers[row.key]: row for row in rows(thread)}


def _set(database: Path, stored: dict[int, threads.Row]) -> None:
    connection = sqlite3.connect(database, timeout=30)
    with connection:
        connection.executemany(
            "UPDATE comments SET created = ?, mode = ? WHERE id = ?",
            [(row.moment.timestamp(), _MODES[row.state], at) for at, row in stored.items()],
        )
    connection.close()


def main() -> None:
    """Sets up, fills, serves."""
    started.end_on_signals()
    with started.folder() as folder:
        isso = f"http://127.0.0.1:{started.free_port()}"
        _write_pages(folder / "pages", isso)
        serve = functools.partial(_Quiet, directory=str(folder / "pages"))
        pages = http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve)
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        site = f"http://127.0.0.1:{pages.server_port}"
        port = int(isso.rpartition(":")[2])
        (folder / "isso.cfg").write_text(_CONFIG.format(folder=folder, site=site, port=port))
        home = {"PATH": os.environ["PATH"], "TMPDIR": str(folder), "HOME": str(folder)}
        command = [sys.argv[2], "-c", str(folder / "isso.cfg"), "run"]
        # As who runs this script: nobody else need be able to run what is in its environment.
        with started.running(command, home, folder / "isso.log", nobody=False):
            started.wait_until_it_answers(f"{isso}/js/embed.min.js")
            for thread in threads.THREADS:
                _set(folder / "comments.db", _post(isso, thread))
            started.serve(f"{site} {isso}")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *values: object) -> None:  # noqa: A002 - its name there
        """Says nothing."""


if __name__ == "__main__":
    main()
