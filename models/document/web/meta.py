"""What a page says about itself beside its text: its date to the minute, whether it is a thread."""

import re
from typing import Any

from models.document.markup import schema
from models.document.web import when

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "article:published", "datepublished",
    "date", "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "article.published",
    "cxenseparse:recs:publishtime",
)  # fmt: skip
_FORUM = re.compile(
    r"phpbb|vbulletin|xenforo|mybb|simple machines|\bsmf\b|discourse|flarum|nodebb|vanilla"
    r"|invision|punbb|fluxbb|woltlab|burning board|bbpress|jforum|yabb",
    re.IGNORECASE,
)
_THREAD_URL = re.compile(
    r"/(?:viewtopic|showthread|threads?|topics?|forums?|forumdisplay|discussion|questions?)"
    r"(?:[/.\-?_]|$)|[?&](?:topic|thread|showtopic|tid)=|/t/[^/]+/\d+|thread-\d",
    re.IGNORECASE,
)
_KINDS = re.compile(r"schema\.org/(?:DiscussionForumPosting|QAPage|Question)$")


def published(stamps: list[str], day: str | None) -> str | None:
    """When the article appeared, ISO 8601; ``day`` is another's answer, which a stamp must fit."""
    fitting = (stamp for stamp in stamps if day is None or _near(stamp, day))
    return next(fitting, day)


def is_thread(root: Any, url: str | None) -> bool:
    """Whether the page is a forum's thread: then its posts are what people say."""
    if url and _THREAD_URL.search(url[:500]):
        return True
    generator = " ".join(
        m.get("content") or "" for m in root.iter("meta")
        if (m.get("name") or "").lower() in ("generator", "application-name")
    )  # fmt: skip
    body = next(root.iter("body"), None)
    named = " ".join((root.get("id") or "", *(() if body is None else (body.get("id") or "",))))
    if _FORUM.search(generator[:500]) or named.strip().lower() in ("xf", "phpbb", "ipsboard"):
        return True
    if any(
        _KINDS.search((e.get("itemtype") or "")[:200])
        for e in root.iter("div", "article", "body", "html", "main", "section")
    ):
        return True
    return schema.is_thread(root)


def stamps(root: Any) -> list[str]:
    """Every date of publication the page states for machines, those with a time of day first."""
    found: list[str | None] = []
    for value in schema.values(root):
        if isinstance(told := value.get("datePublished"), str):
            found.append(when.iso(told))
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _PUBLISHED:
            found.append(when.iso(meta.get("content")))
    found += [
        when.iso(time.get("datetime"))
        for time in root.iter("time")
        if time.get("pubdate") is not None
        or (time.get("itemprop") or "").lower() == "datepublished"
        or "published" in (time.get("class") or "")
        or "entry-date" in (time.get("class") or "")
    ][:5]
    return sorted(filter(None, found), key=lambda moment: "T" not in moment)


def _near(moment: str, day: str) -> bool:
    """Whether two dates differ by a day at most, as one and the same moment does between zones."""
    import datetime

    try:
        apart = datetime.date.fromisoformat(moment[:10]) - datetime.date.fromisoformat(day[:10])
    except ValueError:
        return False
    return abs(apart.days) <= 1
