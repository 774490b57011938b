"""Comments in JSON: this program's own export, or a plain list of comments.

It knows those two shapes and no site's; any other is refused in one sentence.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.document import dates, language
from models.document.lines import clean
from models.errors import DocumentError
from models.types import Article, Comment, Document

_TEXT = ("text", "body", "content", "comment", "message")
_AUTHOR = ("author", "name", "user", "username")
_WHEN = ("published", "date", "created_at", "time")
_PARENT = ("parent_id", "parent", "reply_to", "in_reply_to")
_ANSWERS = ("replies", "children")
_LONGEST = 200  # characters of a name, a date or an id
_SHAPES = (
    "This JSON is neither a digest that was exported here nor a list of comments"
    " with their authors and texts."
)


@dataclass(frozen=True, slots=True)
class _Row:
    """One comment of the list; ``above`` is the place of the comment it stands under."""

    fields: Mapping[str, Any]
    above: int | None


def read(text: str, url: str | None = None) -> Document:
    """The document that ``text``, one JSON value, holds; an export of nothing is an empty one.

    Raises DocumentError where it is no JSON or has another shape.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DocumentError("This file is not valid JSON.", "bad_json") from error
    head = value if isinstance(value, dict) else {}
    listed = head.get("comments", []) if isinstance(value, dict) else value
    if not _is_list_of_rows(listed):
        raise DocumentError(_SHAPES, "unknown_json")
    comments = _comments(list(_walk(listed)))
    article = _article(head, url, comments)
    if not article.paragraphs and not comments and not ("article" in head and "comments" in head):
        raise DocumentError(_SHAPES, "unknown_json")
    return Document(article, comments)


def write(article: Article, comments: Sequence[Comment]) -> str:
    """The JSON that ``read`` takes for the same article and comments."""
    head = {
        "title": article.title,
        "author": article.author,
        "published": article.published,
        "paragraphs": article.paragraphs,
    }
    rows = [
        {
            "id": c.id,
            "author": c.author,
            "published": c.published,
            "date": c.date,
            "text": c.text,
            "parent_id": c.parent_id,
            "votes": c.votes,
        }
        for c in comments
    ]
    return json.dumps({"url": article.url, "article": head, "comments": rows}, ensure_ascii=False)


def _is_list_of_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _walk(listed: Sequence[Mapping[str, Any]]) -> Iterator[_Row]:
    """Every comment before its answers, however deep they are nested in it."""
    waiting: list[tuple[Mapping[str, Any], int | None]] = [(row, None) for row in reversed(listed)]
    number = 0
    while waiting:
        fields, above = waiting.pop()
        yield _Row(fields, above)
        for key in _ANSWERS:
            answers = fields.get(key)
            if _is_list_of_rows(answers):
                waiting.extend((row, number) for row in reversed(answers or ()))
        number += 1


def _comments(rows: Sequence[_Row]) -> tuple[Comment, ...]:
    """Those with a text or an author, numbered anew; what is left out hands its answers up."""
    texts = [_block(_first(row.fields, _TEXT)) for row in rows]
    authors = [_line(_first(row.fields, _AUTHOR)) for row in rows]
    parents = _parents(rows)
    kept = (
        i for i, (text, author) in enumerate(zip(texts, authors, strict=True)) if text or author
    )
    numbers = {at: f"c{n}" for n, at in enumerate(kept, 1)}
    out = []
    for at in numbers:
        parent = parents[at]
        while parent is not None and parent not in numbers:
            parent = parents[parent]
        fields = rows[at].fields
        shown, published = _date(fields)
        votes = fields.get("votes")
        out.append(
            Comment(
                id=numbers[at],
                author=authors[at],
                text=texts[at],
                published=published,
                date=shown,
                parent_id=None if parent is None else numbers[parent],
                votes=votes if type(votes) is int and abs(votes) < 2**53 else None,
            )
        )
    return tuple(out)


def _parents(rows: Sequence[_Row]) -> list[int | None]:
    """Whom each row answers: by nesting, else by id; links that run in a circle are left out."""
    known: dict[str, int] = {}
    for at, row in enumerate(rows):
        if (name := _line(row.fields.get("id"))) is not None:
            known.setdefault(name, at)
    parents: list[int | None] = []
    for row in rows:
        named = _line(_first(row.fields, _PARENT))
        parents.append(row.above if row.above is not None else known.get(named or ""))
    settled = [False] * len(rows)
    for start in range(len(rows)):
        at, path = start, set[int]()
        while not settled[at]:
            path.add(at)
            above = parents[at]
            if above is None:
                break
            if above in path:
                parents[at] = None
                break
            at = above
        for seen in path:
            settled[seen] = True
    return parents


def _article(head: Mapping[str, Any], url: str | None, comments: Sequence[Comment]) -> Article:
    """The article of an export, or its text; empty where the JSON is a list of comments only."""
    inner = head.get("article")
    fields = inner if isinstance(inner, dict) else head
    told = inner if isinstance(inner, str) else fields.get("paragraphs", _first(fields, _TEXT))
    parts = told if isinstance(told, list) else str(told or "").split("\n\n")
    paragraphs = tuple(p for part in parts if (p := _block(part)))
    said = "\n".join(paragraphs) or "\n".join(c.text for c in comments[:400])
    return Article(
        title=_line(fields.get("title")) or _line(head.get("title")),
        author=_line(fields.get("author")),
        published=_date(fields)[1],
        url=url or _line(head.get("url"), 2_000),
        language=language.detect(said),
        paragraphs=paragraphs,
    )


def _first(fields: Mapping[str, Any], names: Sequence[str]) -> Any:
    """The first of several names that holds something."""
    return next((fields[n] for n in names if fields.get(n) not in (None, "")), None)


def _block(value: Any) -> str:
    """A text of several lines, cleaned; empty where the value is none."""
    if not isinstance(value, str):
        return ""
    return clean(_whole(value)).strip("\n").rstrip() if value.strip() else ""


def _line(value: Any, longest: int = _LONGEST) -> str | None:
    """A text on one line, or a number as text; None where the value is neither or too long."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**63:
        return str(value)
    if not isinstance(value, str) or len(value) > longest:
        return None
    line = clean(_whole(value)).strip()
    return (" ".join(line.split()) if "\n" in line else line) or None


def _whole(text: str) -> str:
    """JSON may name half of a character (a lone surrogate), which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _date(fields: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """(the date as shown, in ISO 8601 where it can be known)."""
    shown = _line(fields.get("date")) or _line(_first(fields, _WHEN))
    stamp = _line(_first(fields, _WHEN))
    found = dates.find(stamp) if stamp else []
    return shown, found[0].iso() if found else None
