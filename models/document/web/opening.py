"""What stands above an article's first sentence: its title, again, and who wrote it when.

It reads headings and single lines, and does not know where the article is.
"""

import re
from typing import Any
from urllib.parse import urljoin, urlsplit

from models.document import headers
from models.document.dates import Strength
from models.document.lines import clean
from models.document.names import name_score
from models.document.web import text

_WORD = re.compile(r"\w+")
_PARTS = re.compile(r"\s+[-–—|·•»«:]+\s+|\s*[|»«]\s*|: ")  # of the title in a browser's window
_NUMBERED = re.compile(r"(?:^|&)(?:p|(?:page_?|article_?|story_?|news_?|n|a)?id|article|story)=\d")
_JOINS = frozenset("and und et y e та і й & de del di da du la le van von der den zu".split())
_LONGEST_BYLINE = 120
_MOST_WORDS = 10  # of the names in a byline
_ABOVE = 5  # lines that may stand above the first sentence
_HEADINGS = 60  # of a page that are looked at
_LONGEST = 400


def key(words: str) -> str:
    """Letters and digits alone, in lower case: what two writings of one title share."""
    return "".join(_WORD.findall(words.lower()))


def title(found: str | None, root: Any, url: str | None) -> str | None:
    """``found``, or the article's own title where ``found`` is the name of the site.

    A heading that links to a place above the page names the site.
    """
    if not found or not _names_site(found, root, url):
        return found
    site = key(found)
    shown = _window(root)
    parts = {key(part) for part in _PARTS.split(shown)} | {key(shown)}
    for told in (*_social(root), *_headings(root, "h1", "h2", "h3")):
        if key(told) != site and key(told) in parts:
            return told
    rest = [part.strip() for part in _PARTS.split(shown) if key(part) not in ("", site)]
    return rest[0] if len(rest) == 1 else found


def titles(found: str | None, root: Any) -> frozenset[str]:
    """The keys of everything the page gives as its title."""
    shown = _window(root)
    told = (found or "", shown, *_social(root), *_headings(root, "h1"))
    own = {key(words) for words in told}
    own |= {key(part) for part in _PARTS.split(shown) if len(part.split()) > 1}
    return frozenset(own - {""})


def without(
    paragraphs: tuple[str, ...], known: frozenset[str], author: str | None
) -> tuple[tuple[str, ...], str | None]:
    """(the paragraphs below title, byline and date, the author).

    ``known`` are keys of the title, ``author`` is who wrote it as far as the page says elsewhere.
    """
    names = known | ({key(author)} if author else set())
    for at, row in enumerate(paragraphs[:_ABOVE]):
        if key(row) in names:
            continue
        by, is_above = _byline(row)
        if not is_above:
            return paragraphs[at:], author
        author = author or by
    return paragraphs[_ABOVE:] or paragraphs, author


def _byline(row: str) -> tuple[str | None, bool]:
    """(the author that the line names, whether it names nothing else than author and date)."""
    if len(row) > _LONGEST_BYLINE or row.endswith(("!", "?", "…", ":")):
        return None, False
    reading = headers.read(row)
    if reading is None or reading.text is not None:
        return None, False
    if reading.author is None:
        dated = reading.date is not None and reading.date.strength >= Strength.ABSOLUTE
        return None, dated
    names = reading.author
    written = [word for word in re.split(r"[\s,]+", names) if word and word not in _JOINS]
    named = 0 < len(written) <= _MOST_WORDS and not any(word[0].islower() for word in written)
    first = re.split(r",| and | und | et | y | та | і ", names)[0].strip()
    return names, reading.byline and named and name_score(first) > 0.5


def _names_site(found: str, root: Any, url: str | None) -> bool:
    wanted = key(found)
    for number, heading in enumerate(root.iter("h1")):
        if number >= _HEADINGS:
            break
        link = next(heading.iter("a"), None)
        if link is None or key(text.line(heading, _LONGEST)) != wanted:
            continue
        return "home" in (link.get("rel") or "").split() or _is_above(link.get("href") or "", url)
    return False


def _is_above(href: str, url: str | None) -> bool:
    """Whether a link leads to where the page at ``url`` stands under."""
    if url is None:
        return href.strip() == "/"
    try:
        link, page = urlsplit(urljoin(url, href.strip()[:2_000])), urlsplit(url)
    except ValueError:
        return False
    if link.query or link.netloc != page.netloc:
        return False
    own, place = page.path.rstrip("/"), link.path.rstrip("/")
    if own == place:
        return _NUMBERED.search(page.query) is not None  # "/?p=101" stands under "/"
    return own.startswith(f"{place}/")


def _window(root: Any) -> str:
    """The title that a browser's window shows."""
    element = next(root.iter("title"), None)
    shown = "" if element is None else "".join(element.itertext())[:_LONGEST]
    return " ".join(clean(shown).split())


def _social(root: Any) -> list[str]:
    """The title that the page gives to those who link to it."""
    return [
        " ".join(clean((meta.get("content") or "")[:_LONGEST]).split())
        for meta in root.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "twitter:title")
    ]


def _headings(root: Any, *tags: str) -> list[str]:
    found = zip(range(_HEADINGS), root.iter(*tags), strict=False)
    return [shown for _, heading in found if (shown := text.line(heading, _LONGEST))]
