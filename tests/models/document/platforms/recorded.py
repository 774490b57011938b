"""Answers of every platform in its documented shape, and a stand-in for the one who fetches."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.document import platforms
from models.document.platforms import Keys
from models.types import Feed, Page

ANSWERS = Path(__file__).parent / "answers"
NAMES = sorted(path.stem for path in ANSWERS.glob("*.json"))


def recording(name: str) -> dict[str, Any]:
    """What ``answers/NAME.json`` holds: a page, the answers by address, what is expected."""
    loaded: dict[str, Any] = json.loads((ANSWERS / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def page_of(told: dict[str, Any]) -> Page:
    """The recorded page before anything was asked."""
    headers = tuple((name, value) for name, value in told.get("headers", []))
    return Page(told["html"], "text/html", told["url"], headers=headers)


def text_of_body(body: Any) -> str:
    """An answer as it was sent."""
    return body if isinstance(body, str) else json.dumps(body)


def fetched(told: dict[str, Any]) -> Page:
    """The page with every answer that its platform asks for; a missing one is a failure."""
    page = page_of(told)
    platform = platforms.of(page)
    assert platform is not None
    keys = Keys(**told.get("keys", {}))
    answers = {answer["url"]: answer for answer in told["answers"]}
    asked: set[str] = set()
    while wanted := [ask for ask in platform.ask(page, keys) if ask.url not in asked]:
        for ask in wanted:
            asked.add(ask.url)
            answer = answers.get(ask.url)
            if answer is None:
                page = replace(page, failed=(*page.failed, (platform.NAME, "404")))
                continue
            headers = tuple(answer.get("headers", {}).items())
            feed = Feed(platform.NAME, ask.url, text_of_body(answer["body"]), headers)
            page = replace(page, feeds=(*page.feeds, feed))
    return page
