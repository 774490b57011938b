"""Takes out of a tree what a reader does not see; it knows styles, no article.

Only what the page itself says plainly is believed: attributes, inline styles, and rules of one
class or id in the page's own style sheet.
"""

import re
from typing import Any

_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|font-size\s*:\s*0*(?:\.0+)?(?:px|pt|em|rem|%|vw)?\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:^|[}/;])\s*(?P<names>[^{}@;]{1,200}+)\{(?P<style>[^{}]{0,2000}+)\}")
_BLOCK = re.compile(r"@[^{};]{0,300}+\{(?:[^{}]*+\{[^{}]*+\})*+[^{}]*+\}")
_SIMPLE = re.compile(r"[.#][\w-]{1,80}")
_NONE = re.compile(r"display\s*:\s*none|font-size\s*:\s*0*(?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_SHOWN = re.compile(r"display\s*:\s*(?!none)[a-z]", re.IGNORECASE)
_KEPT = frozenset(("html", "body", "head", "script", "style", "meta", "link", "title", "noscript"))
_MAX_SHEET = 300_000
_WHOLE = 0.3  # of the page's text: so much is shown by a script, not hidden


def is_hidden(element: Any) -> bool:
    """Whether the element's own attributes hide it from everybody who looks at the page."""
    get = element.get
    if get("hidden") is not None:
        return True
    if (get("aria-hidden") or "").strip().lower() == "true":
        return True
    style = get("style")
    return bool(style) and _STYLE.search(style[:2_000]) is not None


def remove(root: Any) -> int:
    """Removes what is hidden from ``root``, in place; how many elements that were.

    What holds the page's main heading stays: a script shows it once it has loaded.
    """
    sheet = _hidden_names(root)
    total = 0
    found = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _KEPT:
            continue
        if is_hidden(element) or (element.tag == "dialog" and element.get("open") is None):
            found.append((element, False))
        elif sheet and _is_in(element, sheet):
            found.append((element, True))
    size = len("".join(root.itertext())) if any(by_sheet for _, by_sheet in found) else 0
    for element, by_sheet in found:
        if next(element.iter("h1"), None) is not None:
            continue
        if by_sheet and len("".join(element.itertext())) > _WHOLE * size:
            continue
        drop(element)
        total += 1
    return total


def drop(element: Any) -> None:
    """Empties the element, so that it shows nothing; the text that follows it stays."""
    element.clear(keep_tail=True)  # taking it out would copy that text, each time a longer one
    element.tag = "span"


def _is_in(element: Any, names: frozenset[str]) -> bool:
    own = element.get("id")
    if own and f"#{own}" in names:
        return True
    classes = element.get("class")
    return bool(classes) and any(f".{name}" in names for name in classes.split()[:40])


def _hidden_names(root: Any) -> frozenset[str]:
    """Classes and ids that a rule of their own hides and none shows, outside of @media."""
    hidden: set[str] = set()
    shown: set[str] = set()
    for sheet in root.iter("style"):
        text = sheet.text or ""
        if len(text) > _MAX_SHEET or not ("none" in text or "font-size" in text):
            continue
        for rule in _RULE.finditer(_BLOCK.sub("", text)):
            style = rule["style"]
            if (none := _NONE.search(style)) or _SHOWN.search(style):
                names = {name.strip() for name in rule["names"].split(",")}
                (hidden if none else shown).update(n for n in names if _SIMPLE.fullmatch(n))
    return frozenset(hidden - shown)
