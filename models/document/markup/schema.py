"""Comments that a page lists for search engines: schema.org in JSON-LD.

Microdata is markup like any other and read with it. Scripts over 500 kB are skipped.
"""

import json
from collections.abc import Iterator
from typing import Any

from models.document.markup.fields import Said
from models.document.markup.section import Section, gathered
from models.document.web import when

_MAX_SCRIPT = 500_000
_COMMENTS = ("comment", "comments", "acceptedAnswer", "suggestedAnswer", "review", "reviews")
_POSTS = frozenset(("DiscussionForumPosting", "Question", "SocialMediaPosting", "QAPage"))
_MAX_NODES = 200_000


def values(root: Any) -> Iterator[dict[str, Any]]:
    """Every JSON-LD object of the page that can be read, outermost first."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        source = script.text or ""
        if len(source) > _MAX_SCRIPT:
            continue
        try:
            value = json.loads(source.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack[:0] = item[:10_000]
            elif isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                if isinstance(graph, list):
                    stack[:0] = graph[:10_000]
                if isinstance(inner := item.get("mainEntity"), dict | list):
                    stack.append(inner)


def is_thread(root: Any) -> bool:
    """Whether the page calls itself a discussion or a question with answers."""
    return any(bool(kinds(value) & _POSTS) for value in values(root))


def find(root: Any) -> Section:
    """The comments of every object, in order, answers under what they answer."""
    rows: list[tuple[Said, int | None]] = []
    for value in values(root):
        _walk(value, rows)
        if rows:
            break
    return gathered([row for row, _ in rows], [parent for _, parent in rows])


def kinds(value: Any) -> frozenset[str]:
    """The types of an object, without their address."""
    told = value.get("@type") if isinstance(value, dict) else None
    listed = told if isinstance(told, list) else [told]
    return frozenset(str(kind).rpartition("/")[2] for kind in listed if isinstance(kind, str))


def _walk(top: dict[str, Any], rows: list[tuple[Said, int | None]]) -> None:
    stack: list[tuple[dict[str, Any], int | None]] = [(top, None)]
    seen = 0
    while stack and seen < _MAX_NODES:
        value, parent = stack.pop()
        seen += 1
        own = parent
        if value is not top:
            rows.append((_said(value), parent))
            own = len(rows) - 1
        found: list[tuple[dict[str, Any], int | None]] = []
        for name in _COMMENTS:
            listed = value.get(name)
            for inner in listed if isinstance(listed, list) else [listed]:
                if isinstance(inner, dict) and _text(inner):
                    found.append((inner, own))
        stack.extend(reversed(found))


def _text(value: dict[str, Any]) -> str:
    for name in ("text", "commentText", "description", "reviewBody", "articleBody"):
        if isinstance(value.get(name), str) and value[name].strip():
            return str(value[name])
    return ""


def _said(value: dict[str, Any]) -> Said:
    from models.document.fragment import text_of

    author = value.get("author") or value.get("creator")
    author = author[0] if isinstance(author, list) and author else author
    name = author.get("name") if isinstance(author, dict) else author
    shown = value.get("datePublished") or value.get("dateCreated") or value.get("uploadDate")
    date = shown if isinstance(shown, str) else None
    named = " ".join(text_of(name).split())[:200] if isinstance(name, str) else ""
    return Said(named or None, date, when.iso(date), text_of(_text(value)))
