"""HTML to a tree within bounds: what would make a parser slow is cut out before it is built.

libxml2's HTML5 tokenizer takes quadratic time for a tag with many attributes, and stops at a depth
of 2,048. It knows nothing of articles or comments.
"""

import re
from typing import Any

from models.errors import DocumentError

MAX_TAGS = 1_500_000
"""Start and end tags; twice what a page of 20,000 comments has."""

_LONG_TAG = 4_000  # characters of attributes that are read as they are
_MAX_ATTRIBUTES = 60
_MAX_VALUE = 2_000
_MAX_SCRIPT = 500_000
_DEEP = 240  # libxml2's own bound is 256 without huge_tree
_DEEPEST = 1_000  # deeper elements lose their tags and keep their text
_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][^\s/><"']*+)"""
    r"""(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>?"""
)
_START = re.compile(r"<(?=[a-zA-Z/!?])")
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s/>=]++)(?:\s*+=\s*+(?:"(?P<d>[^"]*+)"|'(?P<s>[^']*+)'|(?P<b>[^\s>]++)))?+"""
)
_RAW = frozenset("script style textarea xmp iframe noembed noframes".split())
_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
# Elements without an end tag, or whose end tag people leave out.
_FLAT = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " p li td th tr dt dd option thead tbody tfoot html head body".split()
)
_LONE = re.compile("[\ud800-\udfff]")


def parse(markup: str) -> Any:
    """The root element (lxml) of ``markup``; raises DocumentError where there is none.

    Linear in the length of ``markup``: tags with thousands of attributes keep the first 60, values
    their first 2,000 characters, scripts over 500 kB are dropped, elements deeper than 1,000 are
    flattened.
    """
    if markup.count("<") > MAX_TAGS:
        raise DocumentError(
            "This page has too many elements to be read. Paste the text of the page instead.",
            "page_complex",
        )
    text, depth = _bounded(_LONE.sub("\ufffd", markup).replace("\0", ""))
    root = _deep(text) if depth > _DEEP else _plain(text)
    if root is None or not len(root):
        raise DocumentError("There is no text to read.", "no_text")
    return root


def _plain(text: str) -> Any:
    """The tree that trafilatura builds by itself, so that it finds what it always finds."""
    from trafilatura.utils import load_html

    root = load_html(text)
    if root is None:  # a fragment
        root = load_html(f"<html><body><div>{text}</div></body></html>")
    return root


def _deep(text: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        return html.document_fromstring(text.encode("utf-8"), parser=parser)
    except etree.ParserError:
        return None


def _bounded(markup: str) -> tuple[str, int]:
    """(the markup without what makes parsers slow, how deep its elements go, roughly)."""
    out: list[str] = []
    copied = at = 0  # what lies before ``copied`` is in ``out``
    open_: list[bool] = []  # for each open element, whether its tags are kept
    deepest = 0
    while (start := _START.search(markup, at)) is not None:
        tag = _TAG.match(markup, start.start())
        if tag is None:
            at = _skipped(markup, start.start())
            continue
        at, name = tag.end(), tag["name"].lower()
        instead: str | None = None
        if len(tag["attributes"]) > _LONG_TAG:
            instead = _shortened(tag)
        if name in _RAW and not tag["close"]:
            closing = _ENDS[name].search(markup, at)
            end = closing.start() if closing else len(markup)
            if end - at > _MAX_SCRIPT or closing is None:
                out += (markup[copied : tag.start()], "" if closing is None else tag[0])
                copied = end
            at = end
        elif name not in _FLAT and not tag[0].endswith("/>"):
            if tag["close"]:
                if open_ and not open_.pop():
                    instead = " "
            else:
                open_.append(len(open_) < _DEEPEST)
                deepest = max(deepest, len(open_))
                if not open_[-1]:
                    instead = " "
        if instead is not None:
            out += (markup[copied : tag.start()], instead)
            copied = at
    out.append(markup[copied:])
    return "".join(out), deepest


def _skipped(markup: str, start: int) -> int:
    """Just after a comment, a declaration or a lone "<"."""
    mark = "-->" if markup.startswith("<!--", start) else ">"
    if not markup.startswith(("<!", "<?", "</"), start):
        return start + 1
    end = markup.find(mark, start + 2)
    return len(markup) if end < 0 else end + len(mark)


def _shortened(tag: re.Match[str]) -> str:
    kept = []
    for number, found in enumerate(_ATTRIBUTE.finditer(tag["attributes"])):
        if number >= _MAX_ATTRIBUTES:
            break
        value = found["d"] or found["s"] or found["b"] or ""
        kept.append(f'{found["name"][:100]}="{value[:_MAX_VALUE]}"'.replace("<", ""))
    return f"<{tag['close']}{tag['name']} {' '.join(kept)}>"
