"""The text that a part of a tree shows: paragraphs on lines of their own, no invisible character.

It knows which elements break a line; what a caller names is left out.
"""

from collections.abc import Callable
from typing import Any

from models.document.lines import clean
from models.document.web.hidden import is_hidden

_BREAKS = frozenset(
    "address article aside blockquote body br caption dd details div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section summary"
    " table tbody tfoot thead tr ul".split()
)
_UNSEEN = frozenset(
    "script style template noscript svg math select button input textarea object audio video"
    " canvas iframe head nav datalist".split()
)


def _nothing(_: Any) -> bool:
    return False


def lines(element: Any, skip: Callable[[Any], bool] = _nothing, quotes: bool = False) -> list[str]:
    """The lines that ``element`` shows, without empty ones and without parts that ``skip`` names.

    The element itself is never skipped. With ``quotes`` the lines of a ``<blockquote>`` inside of
    it start with "> ". Depth costs no recursion.
    """
    out: list[str] = []
    run: list[str] = []
    quoted = 0

    def end() -> None:
        words = " ".join("".join(run).split())
        run.clear()
        if words:
            out.append("> " + words if quoted else words)

    # (element, whether its children are done)
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, done = stack.pop()
        if done:
            if node.tag in _BREAKS:
                end()
                quoted -= quotes and node.tag == "blockquote" and node is not element
            elif node.tag in ("td", "th"):
                run.append(" ")
            if node is not element and node.tail:
                run.append(node.tail)
            continue
        seen = isinstance(node.tag, str) and node.tag not in _UNSEEN
        if node is not element and (not seen or is_hidden(node) or skip(node)):
            if seen and node.tag in _BREAKS:
                end()
            if node.tail:
                run.append(node.tail)
            continue
        if node.tag in _BREAKS:
            end()
            quoted += quotes and node.tag == "blockquote" and node is not element
        elif node.tag == "img" and "emoji" in (node.get("class") or "").lower():
            run.append(node.get("alt") or "")
        if node.text:
            run.append(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
    end()
    if all(row.isascii() and row.isprintable() for row in out):
        return out
    return [row.strip() for row in clean("\n".join(out)).split("\n") if row.strip()]


def pieces(
    element: Any, skip: Callable[[Any], bool] = _nothing, most: int = 24
) -> list[tuple[str, Any]]:
    """The first runs of text without a tag in them, each with the element it stands in."""
    out: list[tuple[str, Any]] = []
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack and len(out) < most:
        node, done = stack.pop()
        parent = node.getparent()
        if done:
            if node.tail and node is not element and (words := " ".join(clean(node.tail).split())):
                out.append((words, parent))
            continue
        stack.append((node, True))
        seen = isinstance(node.tag, str) and node.tag not in _UNSEEN
        if node is not element and (not seen or is_hidden(node) or skip(node)):
            continue
        if node.text and (words := " ".join(clean(node.text).split())):
            out.append((words, node))
        stack.extend((child, False) for child in reversed(node))
    return out


def line(element: Any, longest: int = 300) -> str:
    """All that ``element`` shows, on one line; empty where it is longer."""
    text = " ".join(lines(element))
    return text if len(text) <= longest else ""
